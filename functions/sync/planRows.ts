import { roleAt } from '../../domain/access.ts'
import type { SentRow, SyncRequest } from '../../domain/protocol.ts'
import type { RowToReceive } from '../../domain/receive.ts'
import type { Binding } from '../../domain/records.ts'
import { readRow } from '../../domain/row.ts'
import type { Table } from '../../domain/tables/table.ts'
import { tableNamed } from '../../domain/tables/tables.ts'
import type { Caller } from '../caller.ts'
import { Refusal } from '../errors.ts'
import { DIRECTORY } from '../store/documents.ts'
import type { World } from '../world.ts'

/** A sent row and the card that it is stored under; null where it cannot be stored at all. */
export interface PlannedRow {
  readonly row: RowToReceive
  readonly card: string | null
}

/** Rows of one card, small enough for one transaction. */
export interface PlannedPart {
  readonly card: string
  /** Places in the request's list of rows. */
  readonly places: readonly number[]
}

/** What one transaction takes, in characters of the rows' JSON: about 500 usual rows. */
const PART_CHARACTERS = 250_000

/**
 * Checks that the request names tables, columns and rows as this workbook has them.
 *
 * @throws Refusal `table.unknown`, `tab.denied`, `column.unknown`, `protocol.twice`
 */
export function checkTabs(request: SyncRequest, binding: Binding): void {
  const seen = new Set<string>()
  request.tabs.forEach((tab, at) => {
    const table = tableNamed(tab.table)
    if (table === undefined) throw new Refusal('table.unknown', `tabs.${at}: ${tab.table}`)
    if (!table.see.includes(binding.ceiling)) {
      throw new Refusal('tab.denied', `tabs.${at}: ${tab.table}`)
    }
    const people = new Set(
      table.columns.filter((column) => column.edit.length > 0).map((column) => column.key),
    )
    const unknown = tab.columns.find((key) => !people.has(key))
    if (unknown !== undefined) throw new Refusal('column.unknown', `tabs.${at}.columns: ${unknown}`)
    const columns = new Set(tab.columns)
    for (const row of tab.rows) {
      const path = `${tab.table}/${row.id}`
      if (seen.has(path)) throw new Refusal('protocol.twice', path)
      seen.add(path)
      const extra = Object.keys(row.cells).find((key) => !columns.has(key))
      if (extra !== undefined) throw new Refusal('column.unknown', `${path}: ${extra}`)
    }
  })
}

/**
 * Where each row belongs. `storedSchools` tells the schools of rows that do not say theirs, such as
 * those of a tab whose school column somebody removed.
 */
export async function planRows(
  request: SyncRequest,
  binding: Binding,
  caller: Caller,
  world: World,
  storedSchools: (
    rows: readonly { table: string; id: string }[],
  ) => Promise<readonly (string | null)[]>,
): Promise<readonly PlannedRow[]> {
  const sent = request.tabs.flatMap((tab) => {
    const table = tableNamed(tab.table)
    if (table === undefined) throw new Refusal('table.unknown', tab.table)
    return tab.rows.map((row) => {
      const school = schoolSaid(table, tab.columns, row, binding, world)
      return { table, columns: tab.columns, row, school }
    })
  })
  const silent = sent.filter(({ table, school }) => table.card === 'school' && school === null)
  const found = await storedSchools(
    silent.map(({ table, row }) => ({ table: table.name, id: row.id })),
  )
  const schools = new Map(silent.map((one, at) => [one, found[at] ?? null]))

  return sent.map((one) => {
    const { table, columns, row } = one
    const school = one.school ?? schools.get(one) ?? null
    const allowed = roleAt(caller.writing, school) !== null
    return {
      card: table.card === 'directory' ? DIRECTORY : allowed ? school : null,
      row: {
        table,
        columns,
        sent: row,
        school,
        roleAt: (at) => roleAt(caller.writing, at),
        workbook: request.spreadsheetId,
        lost: request.lost ?? [],
        by: caller.by(school),
        at: world.at,
        context: (card) => world.contextOf(school, card),
        witness: world,
      },
    }
  })
}

/** Cuts the rows into parts, card by card, in the order of the request: the same each time it comes. */
export function planParts(rows: readonly PlannedRow[]): readonly PlannedPart[] {
  const open = new Map<string, { places: number[]; characters: number }>()
  const parts: PlannedPart[] = []
  rows.forEach(({ card, row }, place) => {
    if (card === null) return
    const characters = JSON.stringify(row.sent.cells).length
    const part = open.get(card)
    if (part !== undefined && part.characters + characters <= PART_CHARACTERS) {
      part.places.push(place)
      part.characters += characters
    } else {
      const places = [place]
      open.set(card, { places, characters })
      parts.push({ card, places })
    }
  })
  return parts
}

/** Two parts of about half the rows. */
export function halved({ card, places }: PlannedPart): readonly PlannedPart[] {
  const middle = Math.ceil(places.length / 2)
  return [
    { card, places: places.slice(0, middle) },
    { card, places: places.slice(middle) },
  ]
}

function schoolSaid(
  table: Table,
  columns: readonly string[],
  row: SentRow,
  binding: Binding,
  world: World,
): string | null {
  const { schoolColumn } = table
  if (schoolColumn === undefined) return null
  if (columns.includes(schoolColumn)) {
    const context = world.contextOf(null, world.directory.card)
    const state = { stored: {}, typing: true }
    return readRow(table, [schoolColumn], row.cells, context, state).school
  }
  return binding.scope !== 'all' && binding.scope.length === 1 ? (binding.scope[0] ?? null) : null
}
