import { createHash } from 'node:crypto'
import type { DocumentSnapshot } from '@google-cloud/firestore'
import { turnBack, turnYear, YEAR_TABLES, type YearRow } from '../../domain/closeYear.ts'
import type { Day, ProgrammeYear } from '../../domain/records.ts'
import type { Table } from '../../domain/tables/table.ts'
import { Refusal } from '../errors.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import { commitPart } from '../store/commit.ts'
import { DIRECTORY, recordIn, rowDocs, yearDocs } from '../store/documents.ts'
import { checkEnd, readYears } from './years.ts'

/** Rows of one transaction. */
const PART = 200

/** A call that takes longer stops between two parts, and the next one goes on. */
const CALL_MS = 60_000

/** How far a year has come. */
export interface Turned {
  readonly year: ProgrammeYear
  /** Rows are left: the same call again goes on. */
  readonly more: boolean
}

/**
 * Ends a year: finished measures are closed with it, open ones go over into the next. It goes by what the
 * store says of each row within its transaction, part by part, so that it may break off anywhere, be called
 * again, or by two people at once. The same call for a year that has ended changes nothing.
 *
 * @throws Refusal `year.end`, `year.busy`
 */
export async function endYear(person: PersonAtWorkbook, to: Day): Promise<Turned> {
  const { engine, binding, world, caller } = person
  const { store } = engine.services
  checkEnd(to, await readYears(store, binding.programme), world)
  const ref = yearDocs(store, binding.programme).doc(to)
  const year = await store.runTransaction(async (transaction) => {
    const there = recordIn<ProgrammeYear>(await transaction.get(ref))
    if (there !== null && there.state !== 'reopened') return there
    const begun: ProgrammeYear = {
      to,
      state: 'closing',
      attempt: (there?.attempt ?? 0) + 1,
      closed: 0,
      carried: 0,
      at: world.at,
      by: caller.by(null),
    }
    transaction.set(ref, begun)
    return begun
  })
  if (year.state === 'closed') return { year, more: false }
  if (year.state !== 'closing') throw new Refusal('year.busy')
  return turn(person, year, 'closed', turnYear, async (table) => {
    const rows = rowDocs(store, binding.programme, table.name)
    const found = await rows.where('archivedAt', '==', null).select('school').get()
    return found.docs.map((one) => foundIn(table, one))
  })
}

/**
 * Takes the end of a year back: what was closed with it is in force again, as it was.
 *
 * @throws Refusal `year.unknown`, `year.later` where a later year has ended since, `year.busy`
 */
export async function reopenYear(person: PersonAtWorkbook, to: Day): Promise<Turned> {
  const { engine, binding } = person
  const { store } = engine.services
  const years = await readYears(store, binding.programme)
  const later = years.some((one) => one.to > to && one.state !== 'reopened')
  if (later) throw new Refusal('year.later')
  const ref = yearDocs(store, binding.programme).doc(to)
  const year = await store.runTransaction(async (transaction) => {
    const there = recordIn<ProgrammeYear>(await transaction.get(ref))
    if (there === null) throw new Refusal('year.unknown')
    if (there.state === 'closing') throw new Refusal('year.busy')
    if (there.state !== 'closed') return there
    const begun: ProgrammeYear = { ...there, state: 'reopening' }
    transaction.set(ref, begun)
    return begun
  })
  if (year.state === 'reopened') return { year, more: false }
  return turn(person, year, 'reopened', turnBack, async (table) => {
    const marked = await Promise.all(
      ['closedWith', 'carriedFrom'].map((mark) =>
        rowDocs(store, binding.programme, table.name).where(mark, '==', to).select('school').get(),
      ),
    )
    const rows = marked.flatMap(({ docs }) => docs.map((one) => foundIn(table, one)))
    return [...new Map(rows.map((one) => [one.id, one])).values()]
  })
}

/** A row to go over, and the card that tells of it. */
interface Found {
  readonly id: string
  readonly card: string
}

function foundIn(table: Table, row: DocumentSnapshot): Found {
  const school: unknown = row.get('school')
  const own = table.card === 'school' && typeof school === 'string'
  return { id: row.id, card: own ? school : DIRECTORY }
}

/** Goes over the rows, and notes the end once none is left. */
async function turn(
  person: PersonAtWorkbook,
  year: ProgrammeYear,
  end: 'closed' | 'reopened',
  change: typeof turnYear,
  find: (table: Table) => Promise<readonly Found[]>,
): Promise<Turned> {
  const { engine, binding } = person
  const { store, clock } = engine.services
  const ref = yearDocs(store, binding.programme).doc(year.to)
  const started = clock.elapsed()
  for (const table of YEAR_TABLES) {
    const rows = await find(table)
    for (const [card, of] of Map.groupBy(rows, (row) => row.card)) {
      for (let at = 0; at < of.length; at += PART) {
        if (clock.elapsed() - started > CALL_MS) return { year, more: true }
        // Somebody else may have come to the end meanwhile, and taken it back.
        const now = recordIn<ProgrammeYear>(await ref.get())
        if (now?.state !== year.state || now.attempt !== year.attempt) {
          return { year: now ?? year, more: false }
        }
        await turnPart(person, year, { table, card, number: at }, of.slice(at, at + PART), change)
      }
    }
  }
  engine.known.forgetDirectory(binding.programme)
  const counts = end === 'closed' ? await marksOf(person, year.to) : { closed: 0, carried: 0 }
  const done: ProgrammeYear = { ...year, ...counts, state: end }
  await ref.set(done)
  return { year: done, more: false }
}

async function turnPart(
  { engine, binding, caller, world, spreadsheetId }: PersonAtWorkbook,
  { to, attempt, state }: ProgrammeYear,
  {
    table,
    card,
    number,
  }: { readonly table: Table; readonly card: string; readonly number: number },
  rows: readonly Found[],
  change: typeof turnYear,
): Promise<void> {
  const by = caller.by(null)
  await commitPart(engine.services.store, {
    programme: binding.programme,
    card,
    number,
    rows: rows.map(({ id }) => {
      const row: YearRow = { table, id, to, by, at: world.at }
      return {
        table,
        id,
        receive: (inForce) => ({ historySince: null, finish: () => change(row, inForce) }),
      }
    }),
    author: {
      at: world.at,
      day: world.today,
      by,
      reportedEditor: null,
      role: 'coordinator',
      from: { spreadsheetId, shell: 'newYear' },
      request: uuidOf(table.name, to, attempt, state),
    },
    writerOf: (record) => world.writerOf(record),
  })
}

/** How many rows bear the year's marks. */
async function marksOf(
  { engine, binding }: PersonAtWorkbook,
  to: Day,
): Promise<Pick<ProgrammeYear, 'closed' | 'carried'>> {
  const count = async (mark: 'closedWith' | 'carriedFrom'): Promise<number> => {
    const counts = await Promise.all(
      YEAR_TABLES.map(async ({ name }) => {
        const rows = rowDocs(engine.services.store, binding.programme, name)
        return (await rows.where(mark, '==', to).count().get()).data().count
      }),
    )
    return counts.reduce((sum, one) => sum + one, 0)
  }
  const [closed, carried] = await Promise.all([count('closedWith'), count('carriedFrom')])
  return { closed, carried }
}

/** The same uuid for the same turn of the same year. */
function uuidOf(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
