import { participants } from './digest/addressees.ts'
import { composeDigest } from './digest/compose.ts'
import type { Links } from './digest/digest.ts'
import { fixesOf, type ProgrammeDay } from './digest/programmeDay.ts'
import { viewsOf } from './digest/recipients.ts'
import type { Directory } from './directory.ts'
import type { Panel, PanelFix, PanelRow } from './panel.ts'
import type { Binding, Card, Role } from './records.ts'
import { rowTitle, type RowContext } from './row.ts'
import { tableNamed, tables } from './tables/tables.ts'
import type { Table } from './tables/table.ts'

/** Rows in a list of the sidebar. */
const ROWS = 50

/** The one who looks, and what the workbook holds. */
export interface Looking {
  readonly email: string
  /** Roles by school, null for the programme's own tables; null for nothing. */
  readonly roleAt: (school: string | null) => Role | null
  readonly ceiling: Role
  readonly scope: Binding['scope']
  /** People, and the schools of the workbook alone. */
  readonly directory: Directory
  /** By school id and `directory`: the cards of the workbook's scope. */
  readonly cards: ReadonlyMap<string, Card>
  /** Ids of the rows that stand in the workbook, by table; a table that has no tab has no entry. */
  readonly present: Readonly<Record<string, readonly string[]>>
  readonly context: RowContext
  readonly time: string
}

/**
 * The sidebar of one person at one workbook: what their digest would say today, of this workbook's schools,
 * and the rows of the workbook that need a hand.
 */
export function composePanel(today: ProgrammeDay, looking: Looking): Panel {
  const { directory, email, context } = looking
  const { texts } = context
  const people = directory.people.filter((person) => person.email === email)
  const views = viewsOf(people, directory)
  const recipient = {
    email,
    language: texts.language,
    reminders: false,
    people: people.map(({ id }) => id),
    views,
  }
  const digest = composeDigest(today, recipient, () => links)
  const sections = (digest?.sections ?? []).filter(
    // What to correct is listed below, row by row, whoever answers for it.
    ({ tone }) => tone !== 'fix',
  )
  const fixes = seenCards(looking).flatMap(([, card, sees]) => fixesIn(card, sees, looking))
  const vanished = seenCards(looking).flatMap(([, card, sees]) => vanishedIn(card, sees, looking))
  return {
    language: texts.language,
    day: texts.dates.full(today.day),
    time: looking.time,
    sections,
    messenger: digest?.messenger ?? '',
    holds: holdsOf(looking),
    connect:
      looking.roleAt(null) === 'coordinator'
        ? participants(directory).map(({ id, name }) => ({ id, name }))
        : null,
    fixes: fixes.slice(0, ROWS),
    moreFixes: Math.max(0, fixes.length - ROWS),
    vanished: vanished.slice(0, ROWS),
    moreVanished: Math.max(0, vanished.length - ROWS),
  }
}

/** «СОШ с. Маруха: записи школы». */
function holdsOf({ scope, ceiling, directory, context }: Looking): string {
  const { holds } = context.texts.sync
  const names = [...directory.schools.values()].map(({ name }) => name)
  return `${scope === 'all' ? holds.all : names.join(', ')}: ${holds.by[ceiling]}`
}

/** Places within the workbook: the sidebar goes there, or opens the row. */
const links: Links = {
  workbook: () => null,
  programme: () => null,
  message: () => null,
  preferences: () => null,
  row: (_school, table, row) => place({ table, row }),
  cell: (_school, table, row, column) => place({ table, row, column }),
  answer: (_school, row, deed) =>
    deed === 'help' ? place({ table: 'measures', row, do: deed }) : null,
}

function place(parts: Readonly<Record<string, string>>): string {
  return `#${Object.entries(parts)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`
}

type Sees = (table: Table) => boolean

/** The cards of which the reader sees anything, with what. */
function seenCards({
  cards,
  roleAt,
  ceiling,
}: Looking): readonly (readonly [string, Card, Sees])[] {
  return [...cards].map(([name, card]) => {
    const of = name === 'directory' ? 'directory' : 'school'
    const role = roleAt(of === 'school' ? name : null)
    const sees: Sees = (table) =>
      role !== null && table.card === of && table.see.includes(role) && table.see.includes(ceiling)
    return [name, card, sees] as const
  })
}

function fixesIn(card: Card, sees: Sees, { context }: Looking): PanelFix[] {
  return fixesOf(card).flatMap(({ table: name, id, column, text }) => {
    const table = tableNamed(name)
    if (table === undefined || !sees(table)) return []
    const header = table.columns.find(({ key }) => key === column)?.header(context.texts) ?? column
    return [{ ...named(table, id, card, context), key: column, column: header, text }]
  })
}

function vanishedIn(card: Card, sees: Sees, { present, context }: Looking): PanelRow[] {
  return tables.filter(sees).flatMap((table) => {
    const here = present[table.name]
    if (here === undefined) return []
    const ids = new Set(here)
    return Object.keys(card.briefs[table.name] ?? {})
      .filter((id) => !ids.has(id))
      .map((id) => named(table, id, card, context))
  })
}

/** A row as it is called in a list, by what its card keeps of it. */
function named(table: Table, id: string, card: Card, context: RowContext): PanelRow {
  const brief = card.briefs[table.name]?.[id] ?? {}
  return {
    table: table.name,
    id,
    tab: table.title(context.texts),
    title: rowTitle(table, brief, context),
  }
}
