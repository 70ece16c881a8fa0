import { doneShare, totalFigures } from '../figures.ts'
import type { SchoolFigures } from '../records.ts'
import { capped } from './lists.ts'
import type { SchoolLine, Section } from './digest.ts'
import type { SchoolDay } from './programmeDay.ts'
import type { Teller } from './teller.ts'

/** Schools side by side, those that need attention first; the total is over all, shown or not. */
export function schoolsSection(schools: readonly SchoolDay[], teller: Teller): Section {
  const { schools: words, more } = teller.texts.digest
  const total = totalFigures(schools.map((school) => school.figures))
  const { shown, left } = capped(byAttention(schools), teller)
  return {
    tone: 'plain',
    title: words.title,
    after: words.after,
    schools: {
      header: words.header,
      rows: shown.map((school) => schoolLine(school, teller)),
      total: {
        cells: [words.total, ...counts(total), ''],
        name: words.total,
        url: null,
        alarm: alarmOf(total, teller),
        summary: words.summary(total).join(' · '),
        share: doneShare(total),
      },
    },
    ...(left > 0 ? { more: more.schools(left) } : {}),
  }
}

/** Most overdue first, then silent ones, then those with the least done; names settle ties. */
export function byAttention(schools: readonly SchoolDay[]): readonly SchoolDay[] {
  return schools.toSorted(
    (a, b) =>
      b.figures.overdue - a.figures.overdue ||
      (b.silentFor ?? 0) - (a.silentFor ?? 0) ||
      (doneShare(a.figures) ?? 100) - (doneShare(b.figures) ?? 100) ||
      a.name.localeCompare(b.name, 'ru'),
  )
}

function schoolLine(school: SchoolDay, teller: Teller): SchoolLine {
  const { digest, dates } = teller.texts
  const { name, figures } = school
  const last = school.lastEntryOn && dates.dayMonth(school.lastEntryOn, teller.day)
  return {
    cells: [name, ...counts(figures), lastCell(last, school, teller)],
    name,
    url: teller.links.workbook(school.id),
    alarm: alarmOf(figures, teller),
    summary: [
      ...digest.schools.summary(figures),
      digest.schools.entry(last),
      ...(school.asOf === null
        ? []
        : [digest.schools.asOf(dates.dayMonth(school.asOf, teller.day))]),
    ].join(' · '),
    share: doneShare(figures),
  }
}

/** «17 сентября», and to which day the data reach where the workbook is not seen. */
function lastCell(last: string | null, { asOf }: SchoolDay, teller: Teller): string {
  const { digest, dates } = teller.texts
  const said = last ?? digest.schools.never
  if (asOf === null) return said
  return `${said} (${digest.schools.asOf(dates.dayMonth(asOf, teller.day))})`
}

function alarmOf({ overdue }: SchoolFigures, teller: Teller): string {
  return overdue > 0 ? teller.texts.digest.schools.alarm(overdue) : ''
}

function counts(figures: SchoolFigures): readonly string[] {
  return [figures.due, figures.done, figures.confirmed, figures.overdue].map(String)
}
