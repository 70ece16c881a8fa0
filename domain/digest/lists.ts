import { daysBetween } from '../days.ts'
import type { Measure } from '../figures.ts'
import type { Day } from '../records.ts'
import type { Action, Deed, Item, Line, Run, Section } from './digest.ts'
import type { Fix, SchoolDay } from './programmeDay.ts'
import type { Teller } from './teller.ts'
import { firstSentence, quoted, sentence, tidy } from './words.ts'

/** A measure with its school; lists over several schools name the school, lists of one do not. */
export interface Entry {
  readonly school: SchoolDay
  readonly measure: Measure
}

export interface ListStyle {
  readonly withSchool: boolean
  readonly withResponsible: boolean
  /** Staff read at their measures what the curator wrote. */
  readonly withComment?: true
  /** What the reader can do at each row from the mail. */
  readonly deeds?: readonly Deed[]
}

/** As many as the letter shows of a list, and how many are left out. */
export function capped<T>(
  list: readonly T[],
  { rows }: Teller,
): {
  readonly shown: readonly T[]
  readonly left: number
} {
  return { shown: list.slice(0, rows), left: Math.max(0, list.length - rows) }
}

/** Names within a sentence, cut as a list is. */
export function someOf(
  names: readonly string[],
  teller: Teller,
  more: (count: number) => string,
): readonly string[] {
  const { shown, left } = capped(names, teller)
  return left > 0 ? [...shown, more(left)] : shown
}

export function overdueSection(
  entries: readonly Entry[],
  teller: Teller,
  style: ListStyle,
): readonly Section[] {
  const { digest, dates } = teller.texts
  return listOf(entries, digest.overdue.title, 'overdue', teller, ({ school, measure }) => {
    const said = [
      ...when(measure.deadline, (day) =>
        digest.overdue.was(dates.onWeekday(day, teller.day), daysBetween(day, teller.day)),
      ),
      ...(measure.status === 'partlyDone' ? [digest.overdue.partly] : []),
      ...responsible(measure, teller, style),
    ]
    return {
      lines: [
        [strong(titled(school, measure, style))],
        [said.join(' ')],
        ...comment(measure, teller, style),
      ],
      actions: rowActions(school, measure, style.deeds ?? [], teller),
    }
  })
}

export function weekSection(
  entries: readonly Entry[],
  teller: Teller,
  style: ListStyle,
): readonly Section[] {
  const { digest, dates } = teller.texts
  return listOf(entries, digest.week.title, 'soon', teller, ({ school, measure }) => {
    const lead = when(measure.next, (day) => {
      const date = dates.withWeekday(day, teller.day)
      return day === teller.day ? digest.week.today(date) : digest.week.day(date)
    })
    const event: Run = linked(
      titled(school, measure, style),
      teller.links.row(school.id, 'measures', measure.id),
    )
    const line: Run[] = [...lead.map((text) => strong(text)), ' ', event]
    for (const text of responsible(measure, teller, style)) line.push(` ${text}`)
    return { lines: [line, ...comment(measure, teller, style)], actions: [] }
  })
}

export function reworkSection(entries: readonly Entry[], teller: Teller): readonly Section[] {
  const style = { withSchool: false, withResponsible: false }
  const deeds: readonly Deed[] = ['improve']
  return listOf(
    entries,
    teller.texts.digest.rework.title,
    'rework',
    teller,
    ({ school, measure }) => {
      const lines: Line[] = [[strong(titled(school, measure, style))]]
      if (measure.checkComment !== '')
        lines.push([closed(quoted(measure.checkComment, teller.texts.digest.marks))])
      return { lines, actions: rowActions(school, measure, deeds, teller) }
    },
  )
}

export function fixSection(
  school: SchoolDay,
  fixes: readonly Fix[],
  teller: Teller,
): readonly Section[] {
  const { digest } = teller.texts
  if (fixes.length === 0) return []
  const { shown, left } = capped(fixes, teller)
  return [
    {
      tone: 'fix',
      title: digest.fix.title(fixes.length),
      items: shown.map(({ table, id, row, column, text }) => ({
        lines: [
          [
            digest.fix.cell(
              teller.headings.tab(table),
              row,
              teller.headings.column(table, column),
              firstSentence(text),
            ),
          ],
        ],
        actions: action(digest.actions.openCell, teller.links.cell(school.id, table, id, column)),
      })),
      ...(left > 0 ? { more: digest.more.cells(left) } : {}),
    },
  ]
}

/** A section of measures, or none when there are none. */
export function listOf(
  entries: readonly Entry[],
  title: (count: number) => string,
  tone: Section['tone'],
  teller: Teller,
  item: (entry: Entry) => Item,
): readonly Section[] {
  if (entries.length === 0) return []
  const { shown, left } = capped(entries, teller)
  return [
    {
      tone,
      title: title(entries.length),
      items: shown.map(item),
      ...(left > 0 ? { more: teller.texts.digest.more.measures(left) } : {}),
    },
  ]
}

/** The measure as a sentence, after its school where the list is over several. */
export function titled(school: SchoolDay, measure: Measure, style: ListStyle): string {
  const event = sentence(measure.event)
  return style.withSchool ? `${school.name}: ${event}` : event
}

export function openRow(school: SchoolDay, measure: Measure, teller: Teller): readonly Action[] {
  const url = teller.links.row(school.id, 'measures', measure.id)
  return action(teller.texts.digest.actions.openRow, url)
}

/** What can be done about a measure from the mail, and the row itself; a call for help comes last. */
export function rowActions(
  school: SchoolDay,
  measure: Measure,
  deeds: readonly Deed[],
  teller: Teller,
): readonly Action[] {
  const last = deeds.filter((deed) => deed === 'help')
  return [
    ...answers(
      school,
      measure,
      deeds.filter((deed) => deed !== 'help'),
      teller,
    ),
    ...openRow(school, measure, teller),
    ...answers(school, measure, last, teller),
  ]
}

function answers(
  school: SchoolDay,
  measure: Measure,
  deeds: readonly Deed[],
  { texts, links }: Teller,
): readonly Action[] {
  return deeds.flatMap((deed) =>
    action(texts.digest.deeds[deed], links.answer(school.id, measure.id, deed)),
  )
}

export function action(label: string, url: string | null): readonly Action[] {
  return url === null ? [] : [{ label, url }]
}

export function strong(text: string): Run {
  return { text, strong: true }
}

export function linked(text: string, url: string | null): Run {
  return url === null ? text : { text, url }
}

/** A full stop after a quotation that does not end with a mark of its own. */
export function closed(quotation: string): string {
  return /[!?…][»”]$/u.test(quotation) ? quotation : `${quotation}.`
}

export function responsible(measure: Measure, teller: Teller, style: ListStyle): readonly string[] {
  const post = tidy(measure.responsible, 100).replace(/\.$/u, '')
  return style.withResponsible && post !== '' ? [`${teller.texts.digest.responsible(post)}.`] : []
}

/** What the curator wrote; a measure to improve has a list of its own for it. */
function comment(
  { check, checkComment }: Measure,
  { texts }: Teller,
  { withComment }: ListStyle,
): readonly Line[] {
  if (withComment !== true || checkComment === '' || check === 'rework') return []
  return [[texts.digest.comment(closed(quoted(checkComment, texts.digest.marks)))]]
}

function when(day: Day | null, say: (day: Day) => string): readonly string[] {
  return day === null ? [] : [say(day)]
}
