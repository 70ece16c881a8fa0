import { doneShare, totalFigures } from '../figures.ts'
import { documentFigures, type SchoolDocument } from '../schoolDocuments.ts'
import type { SchoolFigures } from '../records.ts'
import { capped } from './lists.ts'
import type { SchoolLine, Section } from './digest.ts'
import type { SchoolDay } from './programmeDay.ts'
import type { Teller } from './teller.ts'

/** Schools side by side, those that need attention first; the total is over all, shown or not. */
export function schoolsSection(schools: readonly SchoolDay[], teller: Teller): Section {
  const { schools: words, more } = teller.texts.digest
  const total = totalFigures(schools.map((school) => school.figures))
  const documents = schools.flatMap((school) => school.documents)
  const told = documents.length > 0
  const { shown, left } = capped(byAttention(schools), teller)
  return {
    tone: 'plain',
    title: words.title,
    after: words.after,
    schools: {
      header: [...words.header, ...(told ? [teller.texts.documents.column] : []), words.lastEntry],
      rows: shown.map((school) => schoolLine(school, told, teller)),
      total: {
        cells: [words.total, ...counts(total), ...documentCell(documents, told, teller), ''],
        name: words.total,
        url: null,
        alarm: alarmOf(total, teller),
        summary: [...words.summary(total), ...documentSummary(documents, teller)].join(' · '),
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

function schoolLine(school: SchoolDay, told: boolean, teller: Teller): SchoolLine {
  const { digest, dates } = teller.texts
  const { name, figures } = school
  const last = school.lastEntryOn && dates.dayMonth(school.lastEntryOn, teller.day)
  return {
    cells: [
      name,
      ...counts(figures),
      ...documentCell(school.documents, told, teller),
      lastCell(last, school, teller),
    ],
    name,
    url: teller.links.workbook(school.id),
    alarm: alarmOf(figures, teller),
    summary: [
      ...digest.schools.summary(figures),
      ...documentSummary(school.documents, teller),
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

/** «4 из 6»; no column where no school of the table has documents. */
function documentCell(
  documents: readonly SchoolDocument[],
  told: boolean,
  { texts }: Teller,
): readonly string[] {
  if (!told) return []
  const { uploaded, expected } = documentFigures(documents)
  return [expected === 0 ? '—' : texts.documents.figures(uploaded, expected)]
}

function documentSummary(
  documents: readonly SchoolDocument[],
  { texts }: Teller,
): readonly string[] {
  const { uploaded, expected } = documentFigures(documents)
  return expected === 0 ? [] : [texts.documents.summary(uploaded, expected)]
}

function alarmOf({ overdue }: SchoolFigures, teller: Teller): string {
  return overdue > 0 ? teller.texts.digest.schools.alarm(overdue) : ''
}

function counts(figures: SchoolFigures): readonly string[] {
  return [figures.due, figures.done, figures.confirmed, figures.overdue].map(String)
}
