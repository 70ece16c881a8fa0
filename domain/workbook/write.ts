import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Entered } from '../entered.ts'
import { batchBody } from './batch.ts'
import type { Batch } from './batch.ts'
import { cellOf } from './cellData.ts'
import { checkWrite, sameValue } from './check.ts'
import type { Damage, Verdict } from './check.ts'
import { perform } from './effects.ts'
import type { Steps } from './effects.ts'
import { gridOf, textOf } from './grid.ts'
import { sameEntry } from './hash.ts'
import type { CellWrite, RowChange } from './rowChange.ts'
import { shadowSize } from './shadow.ts'
import type { ShadowSize } from './shadow.ts'
import { GET_FIELDS, readRow, WRITE_FIELDS } from './snapshot.ts'
import type { SheetRow, TabSnapshot } from './snapshot.ts'

/** Writes that take back what another one has hit are tried so many times. */
const ATTEMPTS = 4

export interface Written {
  /** Null where the write came too late: nothing was written. */
  readonly verdicts: readonly Verdict[] | null
  /** Of the hidden tab, after the write. */
  readonly shadow: ShadowSize
}

/**
 * One atomic write, looked at in its own answer.
 *
 * @param first requests that go before all others, such as those of a turn
 */
export function* writeOnce(
  batch: Batch,
  shadow: ShadowSize,
  rowsOf: (tab: TabSnapshot) => readonly SheetRow[],
  first: readonly sheets_v4.Schema$Request[] = [],
): Steps<Written> {
  const answer = yield* perform('batchUpdate', {
    do: 'batchUpdate',
    body: batchBody(batch, shadow, first),
    fields: WRITE_FIELDS,
  })
  if (!answer) return { verdicts: null, shadow }
  const verdicts = checkWrite(batch, rowsOf, answer)
  return { verdicts, shadow: shadowSize(answer.updatedSpreadsheet ?? {}) ?? shadow }
}

/**
 * Puts back what a write has overwritten unread. People go on working meanwhile: a line that has moved is
 * looked for, and a repair that hits something unread is taken back like any other write.
 *
 * @returns how many lines could not be put back
 */
export function* takeBack(damages: readonly Damage[], size: ShadowSize): Steps<number> {
  let open = damages
  let shadow = size
  let lost = 0
  for (let attempt = 0; attempt < ATTEMPTS && open.length > 0; attempt++) {
    const repairs = new Map(open.map((damage) => [repairOf(damage), damage]))
    const changes = [...repairs.keys()].filter(({ writes }) => writes.length > 0)
    if (changes.length === 0) return lost
    const written = yield* writeOnce({ changes, appended: [] }, shadow, () => [])
    shadow = written.shadow
    const next: Damage[] = []
    const strayed: Damage[] = []
    for (const [change, origin] of repairs) {
      const hit = written.verdicts?.find((verdict) => verdict.change === change)?.damage
      if (!written.verdicts && changes.includes(change)) strayed.push(origin)
      else if (hit && isSameLine(origin, hit)) next.push(typedSince(origin, hit))
      else if (hit) strayed.push(hit, origin)
    }
    open = next
    if (strayed.length === 0) continue
    const sheet = yield* perform('get', { do: 'get', ranges: [], fields: GET_FIELDS })
    shadow = shadowSize(sheet)
    open = [...next, ...strayed].flatMap((damage) => relocated(damage, sheet) ?? [])
    lost += next.length + strayed.length - open.length
  }
  return lost + open.length
}

function repairOf({ tab, found, stood }: Damage): RowChange {
  const ours = new Set([tab.idColumn, tab.stateColumn, ...tab.columns.values()])
  const writes = [...stood].flatMap(([column, entry]): CellWrite[] =>
    ours.has(column) && sameEntry(cellIn(tab, found, column), entry)
      ? []
      : [{ column, cell: restored(entry) }],
  )
  return { tab, before: found, after: found, writes }
}

function cellIn(tab: TabSnapshot, row: SheetRow, column: number): Entered | undefined {
  if (column === tab.idColumn) return row.id === '' ? undefined : row.id
  if (column === tab.stateColumn) return row.state === '' ? undefined : row.state
  return Object.entries(row.cells).find(([key]) => tab.columns.get(key) === column)?.[1]
}

/** True when a repair has hit the line that it was for, though somebody has typed there again. */
function isSameLine({ tab, found }: Damage, hit: Damage): boolean {
  return hit.stood.has(tab.stateColumn)
    ? textOf(hit.stood.get(tab.stateColumn)) === found.state
    : found.id !== '' && hit.found.id === found.id
}

/** Of the cells that a repair has overwritten, those that were typed since the write it was for. */
function typedSince({ tab, found }: Damage, hit: Damage): Damage {
  const typed = [...hit.stood].filter(
    ([column, entry]) => !sameValue(entry, cellIn(tab, found, column)),
  )
  return { ...hit, stood: new Map(typed) }
}

/** A value whose way of being shown is not known keeps the one that its cell has. */
function restored(entry: Entered | undefined): CellWrite['cell'] {
  const plain =
    typeof entry === 'object' &&
    entry.formula === undefined &&
    entry.shown.replace(',', '.') === String(entry.value)
  return plain ? { value: entry.value } : cellOf(entry)
}

/** The line of a damage as the sheet stands now; null where it cannot be told any more. */
function relocated(damage: Damage, answer: sheets_v4.Schema$Spreadsheet): Damage | null {
  const { tab, found, stood } = damage
  const sheet = answer.sheets?.find(({ properties }) => properties?.sheetId === tab.sheetId)
  const grid = sheet && gridOf(sheet)
  if (!grid) return null
  let best: { row: SheetRow; score: number } | null = null
  for (const index of grid.keys()) {
    const row = readRow(tab, grid, index)
    const score = likeness(tab, row, found, stood)
    const nearer = index === found.index ? 0.5 : 0
    if (score !== null && (best === null || score + nearer > best.score)) {
      best = { row, score: score + nearer }
    }
  }
  return best && { ...damage, found: best.row }
}

/** How many cells a line shares with the one that was hit; null where what we wrote is not in it. */
function likeness(
  tab: TabSnapshot,
  row: SheetRow,
  found: SheetRow,
  stood: Damage['stood'],
): number | null {
  if (stood.has(tab.idColumn) && row.id !== found.id) return null
  if (stood.has(tab.stateColumn) && row.state !== found.state) return null
  let score = row.id === found.id ? 1 : 0
  for (const [key, column] of tab.columns) {
    const same = sameEntry(row.cells[key], found.cells[key])
    if (!same && stood.has(column)) return null
    if (same && found.cells[key] !== undefined) score++
  }
  return score
}
