import { daysBetween } from '../days.ts'
import type { ProgrammeDay, SchoolDay } from '../digest/programmeDay.ts'
import { byAttention } from '../digest/schoolTable.ts'
import type { Directory } from '../directory.ts'
import { overdue, waitingForCheck, type Measure } from '../figures.ts'
import type { Card, Day, SchoolFigures, WorkbookHealth } from '../records.ts'
import { documentFigures, documentsOf, type DocumentFigures } from '../schoolDocuments.ts'
import { SIGNIFICANCES, type Significance } from '../tables/riskProfiles.ts'

/** What the coordinator looks at in the morning: figures and lists, before they become cells. */
export interface Dashboard {
  readonly day: Day
  readonly total: SchoolFigures
  /** Seven days before; null where that day has no snapshot. */
  readonly weekAgo: SchoolFigures | null
  readonly documents: DocumentFigures
  /** Schools without an entry for long, and how many of them became so within the last seven days. */
  readonly silent: { readonly now: number; readonly new: number }
  /** Those that need attention first. */
  readonly schools: readonly DashboardSchool[]
  /** In the order of their dates. */
  readonly stages: readonly Stage[]
  /** Risks that some school has activated, the most frequent first. */
  readonly risks: readonly { readonly id: string; readonly name: string }[]
  /** The longest overdue first, over all schools. */
  readonly overdue: readonly Listed[]
  /** What waits for the curators' check, done first at the head. */
  readonly waiting: readonly Listed[]
  readonly workbooks: readonly Unsynced[]
}

export interface DashboardSchool {
  readonly day: SchoolDay
  readonly documents: DocumentFigures
  /** By stage id. */
  readonly progress: ReadonlyMap<string, StageCell>
  /** By risk id: the activated ones. */
  readonly risks: ReadonlyMap<string, Significance | null>
}

export interface Stage {
  readonly id: string
  readonly name: string
  readonly start: Day
  readonly end: Day
}

/** `late`: the stage is over, and the school has not finished it. */
export interface StageCell {
  readonly state: 'finished' | 'running' | 'late' | 'ahead'
  readonly finishedOn: Day | null
}

/** A measure in a list, and for how many days it has been so; null where no day tells. */
export interface Listed {
  readonly school: SchoolDay
  readonly measure: Measure
  readonly days: number | null
}

/** A school's workbook of which the store may not know all. */
export interface Unsynced {
  readonly school: SchoolDay
  readonly why: 'notSeen' | 'noAccess' | 'gone' | 'deadTrigger' | 'held' | 'missing'
  /** The day to which the data reach, where that is known. */
  readonly since: Day | null
}

/** @param health by school id: how its workbook was at the last look */
export function dashboardOf(
  today: ProgrammeDay,
  directory: Directory,
  cards: ReadonlyMap<string, Card>,
  health: ReadonlyMap<string, WorkbookHealth>,
): Dashboard {
  const { day } = today
  const stages = stagesOf(directory.card)
  const schools = byAttention(today.schools).map((school): DashboardSchool => {
    const card = cards.get(school.id)
    return {
      day: school,
      documents: documentFigures(card ? documentsOf(card) : []),
      progress: card ? progressOf(card, stages, day) : new Map(),
      risks: card ? activatedRisks(card) : new Map(),
    }
  })
  const listed = (
    pick: (measures: readonly Measure[]) => readonly Measure[],
    since: (measure: Measure) => Day | null,
  ): readonly Listed[] =>
    today.schools
      .flatMap((school) =>
        pick(school.measures).map((measure): Listed => {
          const from = since(measure)
          return { school, measure, days: from === null ? null : daysBetween(from, day) }
        }),
      )
      .sort(
        (a, b) =>
          (b.days ?? -1) - (a.days ?? -1) ||
          a.school.name.localeCompare(b.school.name, 'ru') ||
          a.measure.id.localeCompare(b.measure.id),
      )
  const silent = today.schools.flatMap(({ silentFor }) => silentFor ?? [])
  return {
    day,
    total: today.total,
    weekAgo: today.weekAgo,
    documents: {
      expected: sum(schools.map(({ documents }) => documents.expected)),
      uploaded: sum(schools.map(({ documents }) => documents.uploaded)),
    },
    silent: {
      now: silent.length,
      new: silent.filter((days) => days < today.programme.silentDays + 7).length,
    },
    schools,
    stages,
    risks: risksOf(schools, directory.card),
    overdue: listed(overdue, ({ deadline }) => deadline),
    waiting: listed(waitingForCheck, ({ doneOn }) => doneOn),
    workbooks: today.schools.flatMap((school) => unsynced(school, health.get(school.id))),
  }
}

/** The stages of a programme that have their dates, by date. */
export function stagesOf(directory: Card): readonly Stage[] {
  return Object.entries(directory.briefs['stages'] ?? {})
    .flatMap(([id, { name, start, end }]): Stage[] =>
      typeof start === 'string' && typeof end === 'string'
        ? [{ id, name: String(name ?? ''), start, end }]
        : [],
    )
    .sort((a, b) => a.start.localeCompare(b.start) || a.id.localeCompare(b.id))
}

function progressOf(
  card: Card,
  stages: readonly Stage[],
  day: Day,
): ReadonlyMap<string, StageCell> {
  const rows = Object.values(card.briefs['stageProgress'] ?? {})
  return new Map(
    stages.flatMap(({ id, start, end }): (readonly [string, StageCell])[] => {
      const row = rows.find(({ stage }) => stage === id)
      if (row === undefined) return []
      const { state, finishedOn } = row
      const said = typeof finishedOn === 'string' ? finishedOn : null
      if (state === 'finished') return [[id, { state: 'finished', finishedOn: said }]]
      const late = end < day
      const running = state === 'running' || start <= day
      return [[id, { state: late ? 'late' : running ? 'running' : 'ahead', finishedOn: null }]]
    }),
  )
}

/** The risks that a school has taken into work, with their significance where it is known. */
export function activatedRisks(card: Card): ReadonlyMap<string, Significance | null> {
  return new Map(
    Object.values(card.briefs['riskProfiles'] ?? {}).flatMap(({ risk, activated, significance }) =>
      typeof risk === 'string' && activated === true
        ? [[risk, SIGNIFICANCES.find((known) => known === significance) ?? null] as const]
        : [],
    ),
  )
}

function risksOf(schools: readonly DashboardSchool[], directory: Card): Dashboard['risks'] {
  const counts = new Map<string, number>()
  for (const { risks } of schools) {
    for (const id of risks.keys()) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const nameOf = (id: string) => String(directory.briefs['riskFactors']?.[id]?.['name'] ?? id)
  return [...counts]
    .toSorted(([a, many], [b, more]) => more - many || nameOf(a).localeCompare(nameOf(b), 'ru'))
    .map(([id]) => ({ id, name: nameOf(id) }))
}

/** The gravest thing about a workbook; none where all that is typed there is known. */
function unsynced(school: SchoolDay, health: WorkbookHealth | undefined): readonly Unsynced[] {
  const since = school.asOf
  const state = health?.state
  if (state === 'noAccess' || state === 'gone') return [{ school, why: state, since }]
  if (since !== null) return [{ school, why: 'notSeen', since }]
  if (health?.deadTrigger === true) return [{ school, why: 'deadTrigger', since }]
  if ((health?.missing.length ?? 0) > 0) return [{ school, why: 'missing', since }]
  if ((health?.held.length ?? 0) > 0) return [{ school, why: 'held', since }]
  return []
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
