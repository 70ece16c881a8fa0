import { serviceHeaders } from '../layout.ts'
import type { TabLayout } from '../layout.ts'

/** Where a table's columns stand in a tab, by its headers. Indexes count from 0. */
export interface TabColumns {
  readonly idColumn: number
  readonly stateColumn: number
  /** Where each column of the layout stands; a column that the tab lacks has no entry. */
  readonly columns: ReadonlyMap<string, number>
  /** Keys whose header stands twice: the leftmost counts. */
  readonly doubled: readonly string[]
  /** Headers that are not ours: people's own columns, never read nor written. */
  readonly foreign: readonly string[]
}

/**
 * Finds a table's columns by the texts of row 1, so that moved ones stay known.
 *
 * @returns null where the service headers are missing: this is no tab of the table
 * @example findColumns(['№', 'Срок', 'measures.id', 'measures.state'], measures)?.columns.get('deadline') // 1
 */
export function findColumns(texts: readonly string[], layout: TabLayout): TabColumns | null {
  const headers = [...texts].map(tidy)
  const service = serviceHeaders(layout.table)
  const idColumn = headers.indexOf(service.id)
  const stateColumn = headers.indexOf(service.state)
  if (idColumn < 0 || stateColumn < 0) return null

  const known = new Set([service.id, service.state])
  const columns = new Map<string, number>()
  const doubled: string[] = []
  for (const { key, header } of layout.columns) {
    const wanted = tidy(header)
    known.add(wanted)
    const at = headers.indexOf(wanted)
    if (at < 0) continue
    columns.set(key, at)
    if (headers.includes(wanted, at + 1)) doubled.push(key)
  }
  const foreign = headers.filter((header) => header !== '' && !known.has(header))
  return { idColumn, stateColumn, columns, doubled, foreign }
}

/** True when every column of ours stands where it stood. */
export function sameColumns(one: TabColumns, other: TabColumns): boolean {
  return (
    one.idColumn === other.idColumn &&
    one.stateColumn === other.stateColumn &&
    one.columns.size === other.columns.size &&
    [...one.columns].every(([key, column]) => other.columns.get(key) === column)
  )
}

function tidy(header: string | undefined): string {
  return (header ?? '').replace(/\s+/g, ' ').trim()
}
