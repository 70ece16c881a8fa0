import { overdue } from '../figures.ts'
import type { Measure } from '../figures.ts'
import { missingDocuments } from '../schoolDocuments.ts'
import type { Day } from '../records.ts'
import type { ProgrammeDay, SchoolDay } from './programmeDay.ts'
import type { Told } from './schoolParts.ts'
import type { Teller } from './teller.ts'
import { callName, quoted, tidy } from './words.ts'

/** Most measures that a message names of each kind: a message longer than a screen is not read. */
const NAMED = 5

/** What a head can pass on to the school's group in a messenger as it is; empty where all is well. */
export function schoolMessage(school: SchoolDay, told: Told, teller: Teller): string {
  const { messenger } = teller.texts.digest
  const { dates } = teller.texts
  const { late, week, rework, fixes } = told
  const { silentFor, lastEntryOn } = school
  const missing = missingDocuments(school.documents)
  const quiet = late.length + week.length + rework.length + fixes.length === 0
  if (quiet && silentFor === null) return ''
  const item = (say: (event: string, date: string) => string) => (measure: Measure) =>
    say(
      quoted(tidy(measure.event, 80), teller.texts.digest.marks),
      shortDay(measure.next ?? measure.deadline),
    )
  const shortDay = (day: Day | null) => (day === null ? '' : dates.short(day, teller.day))
  const list = (measures: readonly Measure[], say: (measure: Measure) => string) =>
    [
      ...measures.slice(0, NAMED).map(say),
      ...(measures.length > NAMED ? [messenger.more(measures.length - NAMED)] : []),
    ].join(', ')
  const said = [messenger.school(school.name, dates.dayMonth(teller.day, teller.day))]
  if (silentFor !== null) {
    said.push(messenger.silent(silentFor, lastEntryOn && dates.dayMonth(lastEntryOn, teller.day)))
  }
  if (late.length > 0) {
    said.push(messenger.overdue(late.length, list(late, item(messenger.overdueItem))))
  }
  if (week.length > 0) {
    said.push(messenger.week(week.length, list(week, item(messenger.weekItem))))
  }
  if (late.length + week.length === 0) {
    if (rework.length > 0) said.push(messenger.rework(rework.length))
    if (fixes.length > 0) said.push(messenger.fix(fixes.length))
    if (missing.length > 0) said.push(`${teller.texts.documents.missing(missing.length)}.`)
  }
  said.push(messenger.details)
  return said.join(' ')
}

/** What the coordinator can pass on to the heads' group; empty where nothing is overdue. */
export function programmeMessage(today: ProgrammeDay, name: string, teller: Teller): string {
  const { messenger } = teller.texts.digest
  const late = today.schools.filter((school) => school.figures.overdue > 0)
  if (late.length === 0) return ''
  const list = late
    .toSorted((a, b) => b.figures.overdue - a.figures.overdue)
    .map((school) => `${callName(school.name)} ${overdue(school.measures).length}`)
  return [
    messenger.programme(name, teller.texts.dates.dayMonth(today.day, today.day)),
    messenger.bySchool(today.total.overdue, list.join(', ')),
    messenger.details,
  ].join(' ')
}
