import { roleAt } from '../../domain/access.ts'
import { emptyCard } from '../../domain/card.ts'
import type { Card, StoredRow } from '../../domain/records.ts'
import { isOpenTo, proposalIn, reviewDeedsOf, waitsForReview } from '../../domain/review/deeds.ts'
import { measures } from '../../domain/tables/measures.ts'
import { Refusal } from '../errors.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import { wholeCard } from '../readDay.ts'
import { cardDocs, recordIn, rowDocs } from '../store/documents.ts'

/** Measures in one list of the dialog, and at most so many in one decision. */
export const SHOWN = 200

/** A measure to decide about, as the store has it. */
export interface Reviewable {
  readonly id: string
  readonly row: StoredRow
  readonly school: string
}

/** What waits for the person who looks. */
export interface Waiting {
  /** Done, to be checked: those that have waited longest first, chosen ones before them. */
  readonly check: readonly Reviewable[]
  /** Proposals to decide on; null for somebody who does not decide. */
  readonly proposals: readonly Reviewable[] | null
  /** Measures that wait and are not in the lists. */
  readonly more: number
  /** Chosen rows about which nothing can be decided. */
  readonly notOpen: number
}

/** The schools of the workbook where the person decides anything. */
export function reviewedSchools({ binding, caller, world }: PersonAtWorkbook): readonly string[] {
  const { scope } = binding
  return [...world.directory.schools.keys()].filter(
    (id) =>
      (scope === 'all' || scope.includes(id)) &&
      reviewDeedsOf(roleAt(caller.writing, id)).length > 0,
  )
}

/**
 * Reads what waits: the schools' cards, and of the rows only those that are shown.
 *
 * @param chosen ids of rows that the person has selected in the sheet
 * @throws Refusal `review.denied` for somebody who decides nowhere in this workbook
 */
export async function readWaiting(
  person: PersonAtWorkbook,
  chosen: readonly string[],
): Promise<Waiting> {
  const { engine, binding, caller } = person
  const { store } = engine.services
  const schools = reviewedSchools(person)
  if (schools.length === 0) throw new Refusal('review.denied')
  const decides = schools.some((id) => reviewDeedsOf(roleAt(caller.writing, id)).includes('agree'))
  const cards = await store.getAll(
    ...schools.map((id) => cardDocs(store, binding.programme).doc(id)),
  )
  const found = await Promise.all(
    cards.map(async (found) => {
      const card = recordIn<Card>(found) ?? emptyCard
      return candidatesIn(await wholeCard(card, found.id, engine.services, binding.programme))
    }),
  )
  const waiting = found.flat()
  const known = new Set(waiting.map(({ id }) => id))
  const first = new Set(chosen)
  const check = [
    ...chosen.filter((id) => !known.has(id)).map((id) => ({ id, day: '' })),
    ...waiting.filter(({ is }) => is === 'check'),
  ].sort((a, b) => order(a, b, first))
  const proposals = waiting.filter(({ is }) => is === 'proposal').sort((a, b) => order(a, b, first))
  const shown = [...check.slice(0, SHOWN), ...(decides ? proposals.slice(0, SHOWN) : [])]
  const ids = [...new Set(shown.map(({ id }) => id))]
  const rows = await rowsOf(person, ids, schools)
  const more = Math.max(0, check.length - SHOWN) + Math.max(0, proposals.length - SHOWN)
  const toCheck = rows.filter(
    ({ id, row }) => waitsForReview(row) || (first.has(id) && isOpenTo('confirm', row)),
  )
  const toDecide = rows.filter(
    ({ row, school }) =>
      proposalIn(row.cells) !== null &&
      reviewDeedsOf(roleAt(caller.writing, school)).includes('agree'),
  )
  const open = new Set([...toCheck, ...toDecide].map(({ id }) => id))
  return {
    check: toCheck,
    proposals: decides ? toDecide : null,
    more,
    notOpen: chosen.filter((id) => !open.has(id)).length,
  }
}

interface Candidate {
  readonly id: string
  readonly is: 'check' | 'proposal'
  /** Since when it waits; empty where that is not known. */
  readonly day: string
}

/** What may wait, as the school's card has it. */
function candidatesIn({ briefs }: Card): readonly Candidate[] {
  return Object.entries(briefs[measures.name] ?? {}).flatMap(([id, cells]): Candidate[] => {
    const { status, check, doneOn, deadline } = cells
    return [
      ...(status === 'done' && check !== 'confirmed'
        ? [{ id, is: 'check', day: String(doneOn ?? '') } as const]
        : []),
      ...(proposalIn(cells) === null
        ? []
        : [{ id, is: 'proposal', day: String(deadline ?? '') } as const]),
    ]
  })
}

type Ordered = Pick<Candidate, 'id' | 'day'>

function order(a: Ordered, b: Ordered, first: ReadonlySet<string>): number {
  const chosen = Number(first.has(b.id)) - Number(first.has(a.id))
  return chosen || a.day.localeCompare(b.day) || a.id.localeCompare(b.id)
}

/** Rows in force of the schools where the person decides, in the order of the ids. */
async function rowsOf(
  { engine, binding }: PersonAtWorkbook,
  ids: readonly string[],
  schools: readonly string[],
): Promise<readonly Reviewable[]> {
  if (ids.length === 0) return []
  const { store } = engine.services
  const docs = ids.map((id) => rowDocs(store, binding.programme, measures.name).doc(id))
  return (await store.getAll(...docs)).flatMap((one) => {
    const row = recordIn<StoredRow>(one)
    if (row === null || row.archivedAt !== null || row.school === null) return []
    return schools.includes(row.school) ? [{ id: one.id, row, school: row.school }] : []
  })
}
