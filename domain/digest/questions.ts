import { askingForHelp, proposingDeadline, proposingToCancel } from '../figures.ts'
import type { Item, Section } from './digest.ts'
import { action, capped, rowActions } from './lists.ts'
import { byAttention } from './schoolTable.ts'
import type { SchoolDay } from './programmeDay.ts'
import { daysBetween } from '../days.ts'
import type { Programme } from '../records.ts'
import type { Teller } from './teller.ts'
import { quoted, sentence, tidy } from './words.ts'

export interface Questions {
  readonly maySetDeadlines: boolean
  readonly items: readonly Item[]
  /** Schools that have been silent for long, the longest first. */
  readonly silent: readonly SchoolDay[]
  readonly proposals: number
}

/** What schools wait for: those that fell silent, those that ask for help, deadlines that they propose. */
export function questionsOf(
  schools: readonly SchoolDay[],
  programme: Programme,
  maySetDeadlines: boolean,
  teller: Teller,
): Questions {
  const deeds = maySetDeadlines ? (['agree', 'decline'] as const) : []
  const { digest, dates } = teller.texts
  const date = (day: string) => dates.dayMonth(day, teller.day)
  const worst = byAttention(schools)
  const silent = worst
    .filter((school) => school.silentFor !== null)
    .toSorted((a, b) => (b.silentFor ?? 0) - (a.silentFor ?? 0))
  const ofSilent = silent.map((school): Item => {
    const days = daysBetween(school.lastEntryOn ?? programme.firstDay, teller.day)
    const last = school.lastEntryOn && date(school.lastEntryOn)
    return {
      lines: [[digest.decide.silent(school.name, days, last, school.figures.overdue)]],
      actions: [
        ...action(digest.actions.openWorkbook, teller.links.workbook(school.id)),
        ...action(digest.actions.copyMessage, teller.links.message(school.id)),
      ],
    }
  })
  const ofHelp = worst.flatMap((school) =>
    askingForHelp(school.measures).map((measure): Item => {
      const deadline = measure.deadline && date(measure.deadline)
      return {
        lines: [[digest.decide.help(school.name, quoted(measure.help, digest.marks), deadline)]],
        actions: rowActions(school, measure, ['reply'], teller),
      }
    }),
  )
  const ofProposals = worst.flatMap((school) =>
    proposingDeadline(school.measures).map((measure): Item => {
      const event = quoted(measure.event, digest.marks)
      const reason = tidy(measure.proposedReason) === '' ? '' : ended(measure.proposedReason)
      const line =
        measure.deadline === null
          ? digest.decide.firstDeadline(school.name, event, date(measure.proposedDeadline), reason)
          : digest.decide.proposal(
              school.name,
              event,
              dates.moved(measure.deadline, measure.proposedDeadline, teller.day),
              reason,
            )
      return { lines: [[line]], actions: rowActions(school, measure, deeds, teller) }
    }),
  )
  const ofCancelling = worst.flatMap((school) =>
    proposingToCancel(school.measures).map((measure): Item => {
      const event = quoted(measure.event, digest.marks)
      const reason = tidy(measure.proposedReason) === '' ? '' : ended(measure.proposedReason)
      return {
        lines: [[digest.decide.cancel(school.name, event, reason)]],
        actions: rowActions(school, measure, deeds, teller),
      }
    }),
  )
  return {
    maySetDeadlines,
    items: [...ofSilent, ...ofHelp, ...ofProposals, ...ofCancelling],
    silent,
    proposals: ofProposals.length,
  }
}

/** The questions as a section, or none. Only those who may set deadlines are told how to agree. */
export function questionsSection(
  questions: Questions,
  title: (count: number) => string,
  teller: Teller,
): readonly Section[] {
  const { items, proposals, maySetDeadlines } = questions
  if (items.length === 0) return []
  const { decide, more } = teller.texts.digest
  const { column } = teller.headings
  const { shown, left } = capped(items, teller)
  return [
    {
      tone: 'decide',
      title: title(items.length),
      numbered: true,
      items: shown,
      ...(left > 0 ? { more: more.questions(left) } : {}),
      ...(maySetDeadlines && proposals > 0
        ? {
            note: decide.howToAgree(
              column('measures', 'deadline'),
              column('measures', 'proposedDeadline'),
            ),
          }
        : {}),
    },
  ]
}

/** A reason keeps its small first letter, for it follows a colon. */
function ended(reason: string): string {
  const whole = sentence(reason)
  return tidy(reason).charAt(0) + whole.slice(1)
}
