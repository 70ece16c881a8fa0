import { doneShare, dueThisWeek } from '../figures.ts'
import type { Part } from './digest.ts'
import type { ProgrammeDay } from './programmeDay.ts'
import { schoolsSection } from './schoolTable.ts'
import { fitSubject } from './subject.ts'
import type { Teller } from './teller.ts'
import { quoted, tidy } from './words.ts'

/** The regional observer's part: how a district stands. Observers read; nothing is asked of them. */
export function observerPart(today: ProgrammeDay, teller: Teller): Part {
  const { digest, dates } = teller.texts
  const { subject: words } = digest
  const name = quoted(today.programme.name.replaceAll(/^«|»$/gu, ''), digest.marks)
  const { overdue } = today.total
  const week = today.schools.flatMap((school) => dueThisWeek(school.measures, today.day)).length
  const silent = today.schools.filter(({ silentFor }) => silentFor !== null).length
  const { subject } = fitSubject(tidy(today.programme.municipality, 40), [
    { wordings: overdue > 0 ? words.overdue(overdue) : words.nothingOverdue },
    ...(silent > 0 ? [{ wordings: words.silentMany(silent) }] : []),
    ...(week > 0 ? [{ wordings: words.week(week) }] : []),
  ])
  const intro = [
    digest.intro.programme(name, tidy(today.programme.municipality), dates.full(today.day)),
    digest.intro.ofDue(today.total, doneShare(today.total)),
    ...(today.weekAgo ? [digest.intro.weekAgo(today.weekAgo, doneShare(today.weekAgo))] : []),
    digest.week.summary(week),
  ]
  return {
    heading: digest.parts.observer,
    subject,
    preheader: [digest.preheader.done(today.total), digest.week.summary(week)].join(' '),
    sections: [
      { tone: 'plain', title: '', lines: intro.map((line) => [line]) },
      schoolsSection(today.schools, teller),
    ],
    footer: [digest.footer.observer],
    messenger: '',
  }
}
