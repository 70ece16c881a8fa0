import {
  byDeadline,
  correctedSince,
  dueThisWeek,
  overdue,
  totalFigures,
  doneShare,
  waitingForCheck,
} from '../figures.ts'
import type { Measure } from '../figures.ts'
import { documentsToCheck } from '../schoolDocuments.ts'
import type { Part, Section } from './digest.ts'
import { missingSection, toCheckSection } from './documentParts.ts'
import { listOf, overdueSection, rowActions, someOf, strong, titled, weekSection } from './lists.ts'
import type { Entry } from './lists.ts'
import type { ProgrammeDay } from './programmeDay.ts'
import { questionsOf, questionsSection } from './questions.ts'
import { schoolsSection } from './schoolTable.ts'
import { fitSubject } from './subject.ts'
import type { Piece } from './subject.ts'
import type { Teller } from './teller.ts'
import { callName, sentence } from './words.ts'

/** The curator's part: what waits for a check, who needs help, the schools accompanied. */
export function curatorPart(
  today: ProgrammeDay,
  schoolIds: readonly string[],
  teller: Teller,
): Part | null {
  const { digest, dates } = teller.texts
  const schools = today.schools.filter(({ id }) => schoolIds.includes(id))
  const entries = (choose: (measures: readonly Measure[]) => readonly Measure[]): Entry[] =>
    schools
      .flatMap((school) => choose(school.measures).map((measure) => ({ school, measure })))
      .sort((a, b) => byDeadline(a.measure, b.measure))
  const waiting = entries((measures) => [...waitingForCheck(measures), ...correctedSince(measures)])
  const late = entries(overdue)
  const week = entries((measures) => dueThisWeek(measures, today.day))
  const questions = questionsOf(schools, today.programme, false, teller)

  const pieces: Piece[] = []
  const add = (count: number, wordings: (n: number) => readonly string[]) => {
    if (count > 0) pieces.push({ wordings: wordings(count) })
  }
  add(late.length, digest.subject.overdue)
  add(waiting.length, digest.subject.waiting)
  add(questions.items.length, digest.subject.questions)
  add(
    schools.flatMap((school) => documentsToCheck(school.documents)).length,
    teller.texts.documents.pieces.toCheck,
  )
  if (week.length > 0) {
    pieces.push({
      wordings: digest.subject.week(week.length),
      apart: digest.preheader.week(week.length),
    })
  }
  const only = schools.length === 1 ? schools[0] : undefined
  if (pieces.length === 0) return null
  const { subject, unsaid } = fitSubject(
    only ? callName(only.name) : digest.subject.mySchools,
    pieces,
  )

  const figures = totalFigures(schools.map((school) => school.figures))
  const intro = [
    digest.intro.mySchools(
      someOf(
        schools.map((school) => school.name),
        teller,
        digest.more.schools,
      ),
      dates.full(today.day),
    ),
    digest.intro.ofDue(figures, doneShare(figures)),
  ]
  const style = { withSchool: !only, withResponsible: false }
  return {
    heading: digest.parts.curator,
    subject,
    preheader: [
      ...unsaid.flatMap((piece) => piece.apart ?? []),
      digest.preheader.done(figures),
    ].join(' '),
    sections: [
      { tone: 'plain', title: '', lines: intro.map((line) => [line]) },
      ...questionsSection(questions, digest.decide.ofCurator, teller),
      ...waitingSection(waiting, teller, style.withSchool),
      ...toCheckSection(schools, teller),
      ...overdueSection(late, teller, { ...style, withResponsible: true }),
      ...weekSection(week, teller, style),
      ...missingSection(schools, teller, null),
      ...(only ? [] : [schoolsSection(schools, teller)]),
    ],
    footer: [digest.footer.weekly],
    messenger: '',
  }
}

/** Those that have waited longest first, whichever school they are of. */
function waitingSection(
  entries: readonly Entry[],
  teller: Teller,
  withSchool: boolean,
): readonly Section[] {
  const { digest, dates } = teller.texts
  const longestFirst = entries.toSorted((a, b) =>
    (a.measure.doneOn ?? '').localeCompare(b.measure.doneOn ?? ''),
  )
  const style = { withSchool, withResponsible: false }
  return listOf(longestFirst, digest.waiting.ofCurator, 'decide', teller, ({ school, measure }) => {
    const evidence = sentence(measure.evidence)
    const said =
      measure.doneOn === null
        ? digest.waiting.doneSometime(evidence)
        : digest.waiting.doneOn(dates.dayMonth(measure.doneOn, teller.day), evidence)
    return {
      lines: [[strong(titled(school, measure, style))], [said]],
      actions: rowActions(school, measure, ['confirm', 'return'], teller),
    }
  }).map((section) => ({
    ...section,
    note: digest.waiting.how(teller.headings.column('measures', 'check')),
  }))
}
