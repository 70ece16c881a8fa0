import { fingerprint } from './hash.ts'
import type { Fingerprint } from './hash.ts'
import { peopleCells } from './snapshot.ts'
import type { SheetRow, TabSnapshot } from './snapshot.ts'
import { parseState } from './state.ts'
import type { RowState } from './state.ts'

/** A row with the id that belongs to what stands in it now. */
export interface KnownRow {
  readonly row: SheetRow
  /** Of the content as it stands; an empty hash where people's columns hold nothing. */
  readonly now: Fingerprint
  /** The id of the content; null for a row that has none, or not its own. */
  readonly id: string | null
  /** What was vouched of this id; null where nothing was, or the state is damaged. */
  readonly state: RowState | null
  /** The row repeats another one that keeps the id: it starts anew, without the curator's cells. */
  readonly copied: boolean
}

interface SeenRow {
  readonly row: SheetRow
  readonly now: Fingerprint
}

/** An id with the row in whose hidden cells it stands. */
interface Home extends SeenRow {
  readonly id: string
  readonly state: RowState | null
}

/**
 * A content is taken for that of a moved row when it has at least this part of the cells by which that
 * row differs from all others.
 */
const ALIKE = 0.5

/**
 * Which row is which. An id belongs to the content that its state vouches for:
 *
 * - content that equals a vouched one whose own row now holds something else has been moved there (a
 *   sort or cut of the visible columns only), and takes the id along;
 * - content that was moved and edited goes by the cells that it shares; in doubt an id stays in its row;
 * - of rows with one id that with the vouched content keeps it, else the upper; the others are copies;
 * - a row whose id went elsewhere, and which resembles no other, is new.
 *
 * @returns one entry per row of the tab, in its order
 */
export function identify(tab: TabSnapshot): KnownRow[] {
  const seen: SeenRow[] = tab.rows.map((row) => ({ row, now: fingerprint(peopleCells(tab, row)) }))
  const homes = findHomes(seen, tab.workbook)
  const owners = new Map<SheetRow, Home>()
  const free = new Map(homes)
  const give = (row: SheetRow, home: Home): void => {
    owners.set(row, home)
    free.delete(home.id)
  }
  for (const home of homes.values()) {
    if (home.state?.hash === home.now.hash) give(home.row, home)
  }
  const open = (): SeenRow[] => seen.filter(({ row, now }) => !owners.has(row) && now.hash !== '')
  giveExact(open(), free, give)
  giveAlike(open(), homes, free, give)
  for (const home of free.values()) {
    if (!owners.has(home.row)) give(home.row, home)
  }

  const owned = new Set(seen.filter(({ row }) => owners.has(row)).map(({ now }) => now.hash))
  return seen.map(({ row, now }) => {
    const home = owners.get(row)
    if (home) return { row, now, id: home.id, state: home.state, copied: false }
    const kept = homes.get(row.id)
    const copied =
      (kept !== undefined && kept.row !== row) || (now.hash !== '' && owned.has(now.hash))
    return { row, now, id: null, state: null, copied }
  })
}

/** For each id the row that keeps it while nothing has moved. */
function findHomes(seen: readonly SeenRow[], workbook: string): Map<string, Home> {
  const homes = new Map<string, Home>()
  for (const { row, now } of seen) {
    if (row.id === '') continue
    const home = { id: row.id, row, now, state: parseState(row.id, row.state, workbook) }
    const upper = homes.get(row.id)
    if (!upper || claim(home) > claim(upper)) homes.set(row.id, home)
  }
  return homes
}

function claim({ state, now }: Home): number {
  if (state && state.hash === now.hash) return 3
  if (now.hash === '') return 0
  return state ? 2 : 1
}

type Give = (row: SheetRow, home: Home) => void

function giveExact(open: readonly SeenRow[], free: ReadonlyMap<string, Home>, give: Give): void {
  const byHash = new Map<string, Home[]>()
  for (const home of free.values()) {
    if (!home.state || home.state.hash === '') continue
    byHash.set(home.state.hash, [...(byHash.get(home.state.hash) ?? []), home])
  }
  for (const { row, now } of open) {
    const home = byHash.get(now.hash)?.shift()
    if (home) give(row, home)
  }
}

/**
 * A row keeps its own id while at least half of what told it from the others is left: or else one of
 * which a sort of some columns took the only cell would take it. Of the others the pairs that resemble
 * each other most come first; a row's own id wins a tie.
 *
 * @param homes of all rows: what several of them hold, such as a status, tells nothing of identity
 */
function giveAlike(
  open: readonly SeenRow[],
  homes: ReadonlyMap<string, Home>,
  free: ReadonlyMap<string, Home>,
  give: Give,
): void {
  const holders = new Map<string, Home | null>()
  for (const home of homes.values()) {
    for (const print of new Set(home.state?.prints)) {
      holders.set(print, holders.has(print) ? null : home)
    }
  }
  const marks = new Map<Home, number>()
  for (const home of holders.values()) if (home) marks.set(home, (marks.get(home) ?? 0) + 1)

  const pairs: { row: SheetRow; home: Home; score: number; own: boolean }[] = []
  for (const { row, now } of open) {
    const shared = new Map<Home, number>()
    for (const print of new Set(now.prints)) {
      const home = holders.get(print)
      if (home && free.has(home.id)) shared.set(home, (shared.get(home) ?? 0) + 1)
    }
    for (const [home, count] of shared) {
      pairs.push({ row, home, score: count / (marks.get(home) ?? 1), own: home.row === row })
    }
  }
  const taken = new Set<SheetRow>()
  const stays = ({ own, score }: (typeof pairs)[number]): boolean => own && score >= ALIKE
  pairs.sort(
    (a, b) =>
      Number(stays(b)) - Number(stays(a)) || b.score - a.score || Number(b.own) - Number(a.own),
  )
  for (const { row, home, score, own } of pairs) {
    if ((own || score >= ALIKE) && !taken.has(row) && free.has(home.id)) {
      taken.add(row)
      give(row, home)
    }
  }
}
