import { unknownYear } from '../calendar/calendars.ts'
import { addDays, daysBetween, weekEnd } from '../days.ts'
import { doneShare, dueThisWeek, waitingForCheck } from '../figures.ts'
import type { Part, Section } from './digest.ts'
import { documentsToCheck } from '../schoolDocuments.ts'
import { eventKinds } from '../tables/events.ts'
import { missingSection } from './documentParts.ts'
import { action, capped, someOf } from './lists.ts'
import { programmeMessage } from './messages.ts'
import type { ProgrammeDay } from './programmeDay.ts'
import { questionsOf, questionsSection } from './questions.ts'
import type { Questions } from './questions.ts'
import { schoolsSection } from './schoolTable.ts'
import { fitSubject } from './subject.ts'
import type { Piece } from './subject.ts'
import type { Teller } from './teller.ts'
import { callName, quoted, tidy } from './words.ts'

/** The coordinator's part: decisions first, then the schools. There is always something to say. */
export function coordinatorPart(today: ProgrammeDay, teller: Teller): Part {
  const { digest, dates } = teller.texts
  const name = quoted(today.programme.name.replaceAll(/^«|»$/gu, ''), digest.marks)
  const questions = questionsOf(today.schools, today.programme, true, teller)
  const week = today.schools.flatMap((school) => dueThisWeek(school.measures, today.day))
  const { subject } = fitSubject(name, subjectPieces(today, questions, week.length, teller))
  const intro = [
    digest.intro.programme(name, tidy(today.programme.municipality), dates.full(today.day)),
    digest.intro.ofDue(today.total, doneShare(today.total)),
    ...(today.weekAgo ? [digest.intro.weekAgo(today.weekAgo, doneShare(today.weekAgo))] : []),
  ]
  const open = action(digest.actions.openProgramme, teller.links.programme())
  return {
    heading: '',
    subject,
    preheader: [
      digest.preheader.done(today.total),
      digest.preheader.decisions(questions.items.length),
    ].join(' '),
    sections: [
      { tone: 'plain', title: '', lines: intro.map((line) => [line]) },
      ...questionsSection(questions, digest.decide.title, teller),
      schoolsSection(today.schools, teller),
      ...waitingSection(today, teller),
      ...missingSection(today.schools, teller, teller.links.programme('documents')),
      weekSection(today, week.length, teller),
      ...undeliveredSection(today, teller),
      ...calendarSection(today, teller),
      ...(open.length > 0 ? [{ tone: 'plain' as const, title: '', actions: open }] : []),
    ],
    footer: [digest.footer.always],
    messenger: programmeMessage(today, name, teller),
  }
}

function subjectPieces(
  today: ProgrammeDay,
  questions: Questions,
  week: number,
  teller: Teller,
): readonly Piece[] {
  const { subject } = teller.texts.digest
  const { overdue } = today.total
  const [silent, ...others] = questions.silent
  const pieces: Piece[] = [
    { wordings: overdue > 0 ? subject.overdue(overdue) : subject.nothingOverdue },
  ]
  if (silent?.silentFor && others.length === 0) {
    pieces.push({ wordings: subject.silentOne(silent.silentFor) })
  } else if (silent) {
    pieces.push({ wordings: subject.silentMany(questions.silent.length) })
  } else if (questions.items.length > 0) {
    pieces.push({ wordings: subject.decisions(questions.items.length) })
  } else if (week > 0) {
    pieces.push({ wordings: subject.week(week) })
  }
  return pieces
}

function waitingSection(today: ProgrammeDay, teller: Teller): readonly Section[] {
  const { waiting } = teller.texts.digest
  const measures = today.schools.flatMap((school) => waitingForCheck(school.measures))
  const documents = today.schools.flatMap((school) => documentsToCheck(school.documents)).length
  const beside = documents > 0 ? teller.texts.documents.onCheck(documents) : ''
  if (measures.length === 0) {
    if (documents === 0) return []
    const url = teller.links.programme('documents')
    const open = action(teller.texts.digest.actions.openList, url)
    return [{ tone: 'rework', title: beside, after: '.', actions: open }]
  }
  const long = measures.filter(
    ({ doneOn }) => doneOn !== null && daysBetween(doneOn, today.day) > today.settings.checkDays,
  ).length
  return [
    {
      tone: 'rework',
      title: waiting.ofCurators(measures.length),
      after: `${long > 0 ? waiting.long(long, measures.length, today.settings.checkDays) : '.'}${beside === '' ? '' : ` ${beside}.`}`,
      actions: action(teller.texts.digest.actions.openList, teller.links.programme('measures')),
    },
  ]
}

function weekSection(today: ProgrammeDay, due: number, teller: Teller): Section {
  const { week, fix, more } = teller.texts.digest
  const toFix = today.schools.filter((school) => school.fixes.length > 0)
  const cells = toFix.reduce((sum, school) => sum + school.fixes.length, 0)
  const names = toFix.map((school) =>
    toFix.length === 1 ? callName(school.name) : `${callName(school.name)} ${school.fixes.length}`,
  )
  const said = [
    week.summary(due, eventsOfWeek(today, teller)),
    ...(cells > 0 ? [fix.ofSchools(cells, someOf(names, teller, more.schools))] : []),
  ]
  return { tone: 'soon', title: week.heading, after: `. ${said.join(' ')}` }
}

/** «вебинар ФИС ОКО в среду, 22 сентября»: what is still ahead in this week. */
function eventsOfWeek({ events, day }: ProgrammeDay, { texts }: Teller): readonly string[] {
  return events
    .filter((event) => event.day >= day && event.day <= weekEnd(day))
    .map((event) =>
      texts.digest.week.event(
        eventKinds(texts).labels[event.kind],
        texts.dates.onWeekday(event.day, day),
      ),
    )
}

/** Letters that did not arrive: nobody else would learn of it. */
function undeliveredSection({ undelivered }: ProgrammeDay, teller: Teller): readonly Section[] {
  if (undelivered.length === 0) return []
  const { digest } = teller.texts
  const { shown, left } = capped(undelivered, teller)
  return [
    {
      tone: 'fix',
      title: digest.undelivered.title(undelivered.length),
      items: shown.map(({ post, school, state }) => ({
        lines: [[digest.undelivered.line(tidy(post, 100), school, state)]],
        actions: [],
      })),
      ...(left > 0 ? { more: digest.more.letters(left) } : {}),
      note: digest.undelivered.how(
        teller.headings.tab('people'),
        teller.headings.column('people', 'email'),
      ),
    },
  ]
}

/** Days ahead for which the calendar must be known: reminders begin almost three weeks before. */
const LOOK_AHEAD_DAYS = 45

/** A year whose days off nobody has published is said, as its reminders may be a day or two off. */
function calendarSection(today: ProgrammeDay, teller: Teller): readonly Section[] {
  const year = unknownYear(today.calendars.five, [today.day, addDays(today.day, LOOK_AHEAD_DAYS)])
  if (year === null) return []
  const { calendar } = teller.texts.digest
  return [{ tone: 'plain', title: '', lines: [[calendar.unknown(year)]] }]
}
