import type { KnownRow } from './identify.ts'

/** Why a row is not sent before a person has said so. */
export type HoldReason = 'partialSort' | 'emptied'

/** Fewer rows than this may have been rearranged by hand. */
const SORTED_ROWS = 3
/** This part of the changed cells must have come from other rows for it to be called a sort. */
const SORTED_PART = 0.8
/** So many rows that only lost cells, and at least half of the tab, are a slip of Delete. */
const EMPTIED_ROWS = 10

/**
 * Rows whose change looks like an accident, with the reason:
 *
 * - `emptied`: nothing is left of a stored row (absence is not deletion), or many rows of the tab only
 *   lost cells;
 * - `partialSort`: values of some columns changed places over several rows, as when a part of the
 *   columns is sorted.
 */
export function findHeld(rows: readonly KnownRow[]): Map<KnownRow, HoldReason> {
  const held = new Map<KnownRow, HoldReason>()
  const changed = rows.flatMap((known) => {
    const { state, now } = known
    if (!state || state.hash === now.hash) return []
    return [
      { known, gained: minus(now.prints, state.prints), lost: minus(state.prints, now.prints) },
    ]
  })

  for (const { known } of changed) {
    if (known.now.hash === '' && known.state?.hash !== '') held.set(known, 'emptied')
  }
  const shrunk = changed.filter(({ gained, lost }) => gained.length === 0 && lost.length > 0)
  const stored = rows.filter(({ state }) => state !== null && state.hash !== '').length
  if (shrunk.length >= EMPTIED_ROWS && shrunk.length * 2 >= stored) {
    for (const { known } of shrunk) held.set(known, 'emptied')
  }

  // A line that came to the end of a sort with an empty cell has only lost one.
  const stood = changed.filter(({ known }) => !held.has(known))
  const left = count(stood.flatMap(({ lost }) => lost))
  // A line that was empty before the sort shows nothing but what others have lost.
  const begun = rows.flatMap((known) => {
    const { state, now } = known
    const sorted = !state && now.hash !== '' && now.prints.every((print) => left.has(print))
    return sorted ? [{ known, gained: now.prints, lost: [] }] : []
  })
  const open = [...stood, ...begun]
  const arrived = count(open.flatMap(({ gained }) => gained))
  const sorted = open.filter(
    ({ gained, lost }) =>
      gained.some((print) => left.has(print)) || lost.some((print) => arrived.has(print)),
  )
  const gained = sorted.flatMap((row) => row.gained)
  const lost = sorted.flatMap((row) => row.lost)
  const moved = lost.length - minus(lost, gained).length
  if (
    sorted.length >= SORTED_ROWS &&
    moved >= SORTED_PART * gained.length &&
    moved >= SORTED_PART * lost.length
  ) {
    for (const { known } of sorted) held.set(known, 'partialSort')
  }
  return held
}

/** The items of the first list without those of the second, counting repetitions. */
function minus(items: readonly string[], others: readonly string[]): string[] {
  const left = count(others)
  return items.filter((item) => {
    const times = left.get(item) ?? 0
    if (times > 0) left.set(item, times - 1)
    return times === 0
  })
}

function count(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}
