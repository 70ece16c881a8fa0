import { daysBetween } from '../days.ts'
import type { Notice } from '../reminders/notices.ts'
import type { Part, Section } from './digest.ts'
import { listOf, overdueSection, responsible, rowActions, strong, titled } from './lists.ts'
import type { Entry, ListStyle } from './lists.ts'
import type { ProgrammeDay } from './programmeDay.ts'
import type { Recipient } from './recipients.ts'
import { fitSubject } from './subject.ts'
import type { Teller } from './teller.ts'
import { callName } from './words.ts'

/**
 * A reminder of a few measures, as a letter of its own or as a digest's last part. Working days chose the
 * moment; the reader sees dates, weekdays and calendar days.
 *
 * @param notices at least one
 */
export function reminderPart(
  today: ProgrammeDay,
  recipient: Recipient,
  notices: readonly Notice[],
  teller: Teller,
): Part {
  const { digest, dates } = teller.texts
  const { reminder } = digest
  const late = notices.filter(({ measure }) => measure.state === 'overdue')
  const open = notices.filter(({ measure }) => measure.state !== 'overdue')
  const now = open.filter(({ measure }) => measure.next === today.day)
  const soon = open.filter(({ measure }) => measure.next !== today.day)

  const schools = new Set(notices.map(({ school }) => school.id))
  const [only] = schools.size === 1 ? notices : []
  const staff = recipient.views[0]?.of === 'head' || recipient.views[0]?.of === 'responsible'
  const mine = recipient.views.every(({ of }) => of === 'responsible')
  const style: ListStyle = {
    withSchool: !only,
    withResponsible: !mine,
    deeds: staff ? ['report', 'help'] : [],
  }
  const { subject, unsaid } = fitSubject(
    mine ? digest.subject.mine : only ? callName(only.school.name) : digest.subject.schools,
    [
      ...(late.length > 0 ? [{ wordings: digest.subject.overdue(late.length) }] : []),
      ...(now.length > 0 ? [{ wordings: reminder.subjectToday(now.length) }] : []),
      ...(soon.length > 0 ? [{ wordings: reminder.subjectSoon(soon.length) }] : []),
    ].map((piece) => ({ ...piece, deed: piece.wordings[0] ?? '' })),
  )
  const [first] = [...late, ...now, ...soon]
  const place = only
    ? digest.intro.place(only.school.name, dates.full(today.day))
    : digest.intro.day(dates.full(today.day))
  return {
    heading: reminder.heading,
    subject,
    preheader: [
      ...(first ? [titled(first.school, first.measure, style)] : []),
      ...(unsaid.length > 0 ? [reminder.also(unsaid.flatMap((piece) => piece.deed ?? []))] : []),
    ].join(' '),
    sections: [
      { tone: 'plain', title: '', lines: [[place]] },
      ...overdueSection(late, teller, style),
      ...aheadSection(now, reminder.today, today, teller, style),
      ...aheadSection(soon, reminder.soon, today, teller, style),
    ],
    footer: [reminder.footer],
    messenger: '',
  }
}

/** With the days that are left, and a word where the deadline is on a day off. */
function aheadSection(
  entries: readonly Entry[],
  title: (count: number) => string,
  { calendars }: ProgrammeDay,
  teller: Teller,
  style: ListStyle,
): readonly Section[] {
  const { digest, dates } = teller.texts
  return listOf(entries, title, 'soon', teller, ({ school, measure }) => {
    const said = [
      ...(measure.next === null
        ? []
        : [
            digest.reminder.left(
              dates.withWeekday(measure.next, teller.day),
              daysBetween(teller.day, measure.next),
              !calendars[school.week].isWorkday(measure.next),
            ),
          ]),
      ...responsible(measure, teller, style),
    ]
    return {
      lines: [[strong(titled(school, measure, style))], [said.join(' ')]],
      actions: rowActions(school, measure, style.deeds ?? [], teller),
    }
  })
}
