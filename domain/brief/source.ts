import { daysBetween, localDay } from '../days.ts'
import type { Cells } from '../entered.ts'
import type { Day, Programme, StoredRow, Value } from '../records.ts'
import { shownValue, type RowContext } from '../row.ts'
import { tableNamed } from '../tables/tables.ts'
import type { Texts } from '../texts/texts.ts'
import type { Figure } from './brief.ts'

/** A row in force, whole. */
export interface Row {
  readonly id: string
  readonly table: string
  readonly cells: Cells<Value>
  readonly updatedAt: number
}

/** What a brief is asked for. */
export interface Asked {
  /** What happened from this day to `to` counts as of the period; states are those of the end of `to`. */
  readonly from: Day
  readonly to: Day
  /** One school, or null for the whole district. */
  readonly school: string | null
  /** Below this number of pupils results are not shown. */
  readonly smallCount: number
  /** Days without an entry after which a school is called silent. */
  readonly silentDays: number
}

export interface BriefSchool {
  readonly id: string
  readonly name: string
  readonly row: Row
}

/** The tables that a brief is written from. */
export const BRIEF_TABLES = [
  'schools',
  'people',
  'stages',
  'stageProgress',
  'riskProfiles',
  'documents',
  'questionnaires',
  'measures',
  'officeMeasures',
  'officeDocuments',
  'events',
  'attendance',
  'supportVisits',
  'training',
  'partnerships',
  'communities',
  'lessons',
  'familyWork',
  'deficiencies',
  'decisions',
  'results',
] as const
export type BriefTable = (typeof BRIEF_TABLES)[number]
/** By table; one that is not there has no rows. */
export type BriefRows = ReadonlyMap<string, readonly Row[]>

/** A programme's rows as a brief looks at them: those of its schools and period. */
export class Source {
  readonly programme: Programme
  readonly asked: Asked
  readonly texts: Texts
  /** Schools of the programme that the brief is about, by name. */
  readonly schools: readonly BriefSchool[]
  /** All schools of the district. */
  readonly district: readonly BriefSchool[]
  readonly figures: Figure[] = []
  readonly #rows: BriefRows
  readonly #context: RowContext
  readonly #ofSchools = new Map<BriefTable, ReadonlyMap<string, readonly Row[]>>()
  readonly #names: ReadonlyMap<string, string>

  constructor(programme: Programme, asked: Asked, rows: BriefRows, context: RowContext) {
    this.programme = programme
    this.asked = asked
    this.texts = context.texts
    this.#rows = rows
    this.#context = context
    this.district = this.#all('schools')
      .map((row) => ({ id: row.id, name: text(row, 'shortName') || text(row, 'name'), row }))
      .sort((a, b) => a.name.localeCompare(b.name, 'ru'))
    this.#names = new Map(this.district.map(({ id, name }) => [id, name]))
    this.schools = this.district.filter(({ id, row }) =>
      asked.school === null ? row.cells['participant'] === true : id === asked.school,
    )
  }

  #all(table: BriefTable): readonly Row[] {
    return this.#rows.get(table) ?? []
  }

  /** The rows of the programme, or of the schools that the brief is about. */
  rows(table: BriefTable): readonly Row[] {
    const all = this.#all(table)
    if (tableNamed(table)?.card !== 'school') return all
    const ids = new Set(this.schools.map(({ id }) => id))
    return all.filter(({ cells }) => ids.has(String(cells['school'])))
  }

  of(school: BriefSchool, table: BriefTable): readonly Row[] {
    const known =
      this.#ofSchools.get(table) ??
      Map.groupBy(this.#all(table), ({ cells }) => String(cells['school'] ?? ''))
    this.#ofSchools.set(table, known)
    return known.get(school.id) ?? []
  }

  /** Rows whose day lies in the period. */
  inPeriod(rows: readonly Row[], key = 'day'): readonly Row[] {
    const { from, to } = this.asked
    return rows.filter((row) => text(row, key) >= from && isBy(row, key, to))
  }

  /** Whether a day is there and not after the brief's last. */
  by(row: Row, key: string): boolean {
    return isBy(row, key, this.asked.to)
  }

  shown(row: Row, key: string): string {
    const table = tableNamed(row.table)
    const value = row.cells[key]
    return table === undefined || value === undefined
      ? ''
      : shownValue(table, key, value, this.#context)
  }

  titleOf(table: BriefTable): string {
    return tableNamed(table)?.title(this.texts) ?? table
  }

  /** How a column is headed. */
  header(table: BriefTable, key: string): string {
    const column = tableNamed(table)?.columns.find((one) => one.key === key)
    return column?.header(this.texts) ?? key
  }

  name(school: Value | undefined): string {
    return this.#names.get(String(school)) ?? ''
  }

  date(day: Day): string {
    return this.texts.dates.dayMonth(day, '')
  }

  /** Days since the last entry of a school, on the last day of the brief; null where there is none. */
  silence(school: BriefSchool): number | null {
    const moments = BRIEF_TABLES.flatMap((table) => {
      return tableNamed(table)?.card === 'school' ? this.of(school, table) : []
    }).map(({ updatedAt }) => updatedAt)
    const last = moments.reduce((a, b) => Math.max(a, b), 0)
    return last === 0 ? null : daysBetween(localDay(last, this.programme.timeZone), this.asked.to)
  }

  /**
   * Takes down which rows a number counts.
   *
   * @returns the mark to stand behind the number
   */
  count(about: string, rows: readonly Row[]): string {
    const mark = `[${this.figures.length + 1}]`
    const lines = rows.length > EACH ? this.#bySchool(rows) : rows.map((row) => this.#line(row))
    this.figures.push({ mark, about, count: rows.length, lines })
    return `${rows.length} ${mark}`
  }

  /** «Меры · СОШ с. Маруха: 1, 2, 7»: by what stands first in each row, which is its number in most. */
  #bySchool(rows: readonly Row[]): readonly string[] {
    const groups = Map.groupBy(rows, ({ table, cells }) => `${table} ${String(cells['school'])}`)
    return [...groups.values()].flatMap((of) => {
      const [first] = of
      if (first === undefined) return []
      const title = tableNamed(first.table)?.title(this.texts) ?? ''
      const names = of.map((row) => {
        const keys = SAID[row.table] ?? []
        return keys.map((key) => this.shown(row, key)).find((said) => said !== '') ?? '—'
      })
      return [`${title} · ${this.name(first.cells['school'])}: ${names.join(', ')}`]
    })
  }

  /** A row as the appendix tells of it: its tab, its school, and what it says first. */
  #line(row: Row): string {
    const table = tableNamed(row.table)
    const school = this.name(row.cells['school'])
    const said = (SAID[row.table] ?? [])
      .map((key) => this.shown(row, key))
      .filter((part) => part !== '')
    const title = table?.title(this.texts) ?? ''
    return [title, ...(school === '' ? [] : [school]), said.join(', ')].join(' · ')
  }
}

/** Rows of a figure of which each has its own line: a district of some twelve schools has no more. */
const EACH = 500

/** What tells rows of a table apart for people. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  schools: ['name'],
  people: ['post'],
  stageProgress: ['stage', 'state'],
  riskProfiles: ['risk', 'significance'],
  documents: ['kind', 'name', 'risk'],
  questionnaires: ['audience', 'received'],
  measures: ['number', 'event', 'deadline', 'status', 'doneOn'],
  officeMeasures: ['number', 'event', 'deadline', 'status'],
  officeDocuments: ['kind', 'name', 'number', 'day'],
  events: ['day', 'kind', 'topic'],
  attendance: ['event', 'attended'],
  supportVisits: ['day', 'form', 'topic'],
  training: ['audience', 'topic', 'trained'],
  partnerships: ['partner'],
  communities: ['kind', 'topic', 'held'],
  lessons: ['subject', 'grades', 'held'],
  familyWork: ['day', 'form', 'topic'],
  deficiencies: ['foundOn', 'finding'],
  decisions: ['day', 'text'],
}

export function text(row: Row, key: string): string {
  return String(row.cells[key] ?? '')
}

export function number(row: Row, key: string): number {
  const value = row.cells[key]
  return typeof value === 'number' ? value : 0
}

export function sum(rows: readonly Row[], key: string): number {
  return rows.reduce((total, row) => total + number(row, key), 0)
}

function isBy(row: Row, key: string, to: Day): boolean {
  const day = text(row, key)
  return day !== '' && day <= to
}

/** A row of the store as a brief takes it, closed with its year too; null for what was deleted. */
export function rowOf(table: string, id: string, stored: StoredRow): Row | null {
  if (stored.archivedAt !== null && stored.closedWith === undefined) return null
  return { id, table, cells: stored.cells, updatedAt: stored.updatedAt }
}
