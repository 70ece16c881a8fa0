import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { randomUUID } from 'node:crypto'
import type { DocumentReference, Firestore } from '@google-cloud/firestore'
import type { Brief } from '../../domain/brief/brief.ts'
import { composeBrief } from '../../domain/brief/compose.ts'
import type { BriefRows, Row } from '../../domain/brief/source.ts'
import type { Day } from '../../domain/records.ts'
import { settingsOf } from '../../domain/settings.ts'
import { tableNamed } from '../../domain/tables/tables.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import { frozenDocs, recordIn } from '../store/documents.ts'
import { readRows } from './readRows.ts'

export interface Period {
  readonly from: Day
  readonly to: Day
}

/** A closed period: its briefs are kept as they were composed when it was closed. */
export interface Frozen extends Period {
  readonly on: Day
  /** Person id. */
  readonly by: string
  /** Names this closing's parts. */
  readonly run: string
  /** How many parts each brief has, by school id, or `district`. */
  readonly parts: Readonly<Record<string, number>>
}

const DISTRICT = 'district'
/** Firestore takes a document of 1 MiB, and a request of 10. */
const PART_BYTES = 900_000
const BATCH_BYTES = 4_000_000
const BATCH_DOCUMENTS = 200

/**
 * Closes a period: composes its briefs, of the district and of each school, from the rows as they are now, and
 * keeps them for ever. It happens once: of two closings at the same moment one counts, and a second call
 * changes nothing. What broke off before its end has closed nothing.
 *
 * @returns the closing that counts
 */
export async function freezeBriefs(person: PersonAtWorkbook, period: Period): Promise<Frozen> {
  const { engine, binding, world, caller } = person
  const { store } = engine.services
  const marker = markerOf(store, binding.programme, period)
  const there = recordIn<Frozen>(await marker.get())
  if (there !== null) return there
  const run = randomUUID()
  const parts: Record<string, number> = {}
  const writer = new Batches(store)
  const rows = await readRows(engine.services, binding.programme, null, period.from)
  for (const [of, brief] of composed(person, period, rows)) {
    const pieces = cut(deflateRawSync(JSON.stringify(brief)))
    parts[of] = pieces.length
    for (const [at, bytes] of pieces.entries()) {
      await writer.set(partOf(marker, run, of, at), bytes)
    }
  }
  await writer.end()
  const mine: Frozen = { ...period, on: world.today, by: caller.by(null), run, parts }
  const counts = await store.runTransaction(async (transaction) => {
    const first = recordIn<Frozen>(await transaction.get(marker))
    if (first === null) transaction.create(marker, { ...mine })
    return first ?? mine
  })
  if (counts.run !== run) await discard(store, marker, mine)
  return counts
}

/** The brief of a closed period as it was composed then; null where the period is not closed. */
export async function frozenBrief(
  store: Firestore,
  programme: string,
  period: Period,
  school: string | null,
): Promise<{ readonly brief: Brief; readonly on: Day } | null> {
  const marker = markerOf(store, programme, period)
  const frozen = recordIn<Frozen>(await marker.get())
  const of = school ?? DISTRICT
  const count = frozen?.parts[of]
  if (frozen === null || count === undefined) return null
  const found = await store.getAll(
    ...Array.from({ length: count }, (_, at) => partOf(marker, frozen.run, of, at)),
  )
  const bytes = found.map((one) => recordIn<{ readonly bytes: Uint8Array }>(one)?.bytes)
  if (!bytes.every((one) => one !== undefined)) {
    throw new Error(`A part of the brief of ${of} for ${period.from}–${period.to} is missing.`)
  }
  const json = inflateRawSync(Buffer.concat(bytes)).toString('utf8')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `freezeBriefs` writes it
  return { brief: JSON.parse(json) as Brief, on: frozen.on }
}

/** The periods of a programme that are closed. */
export async function frozenPeriods(
  store: Firestore,
  programme: string,
): Promise<readonly Frozen[]> {
  const found = await frozenDocs(store, programme).get()
  return found.docs.flatMap((one) => recordIn<Frozen>(one) ?? [])
}

/** Opens a period that was closed by mistake: its kept briefs go, and the next one is composed anew. */
export async function thawBriefs(
  { engine, binding }: PersonAtWorkbook,
  period: Period,
): Promise<void> {
  const { store } = engine.services
  const marker = markerOf(store, binding.programme, period)
  const frozen = recordIn<Frozen>(await marker.get())
  if (frozen === null) return
  await marker.delete()
  await discard(store, marker, frozen)
}

function* composed(person: PersonAtWorkbook, period: Period, rows: BriefRows) {
  const { world } = person
  const { programme, directory } = world
  const { smallCount, silentDays } = settingsOf(programme, directory.card.briefs)
  const context = world.contextOf(null, directory.card)
  const brief = (school: string | null, of: BriefRows): readonly [string, Brief] => [
    school ?? DISTRICT,
    composeBrief(programme, { ...period, school, smallCount, silentDays }, of, context),
  ]
  yield brief(null, rows)
  const split = bySchool(rows)
  for (const id of directory.schools.keys()) yield brief(id, split(id))
}

/** A school's own rows of the tables that are of schools, and all of the others, as a query would give them. */
function bySchool(rows: BriefRows): (school: string) => BriefRows {
  const groups = new Map(
    [...rows].map(([name, all]): [string, readonly Row[] | Map<string, Row[]>] => [
      name,
      tableNamed(name)?.card === 'school'
        ? Map.groupBy(all, ({ cells }) => String(cells['school']))
        : all,
    ]),
  )
  return (school) =>
    new Map(
      [...groups].map(([name, all]) => [name, all instanceof Map ? (all.get(school) ?? []) : all]),
    )
}

function cut(bytes: Buffer): readonly Buffer[] {
  const count = Math.max(1, Math.ceil(bytes.length / PART_BYTES))
  return Array.from({ length: count }, (_, at) =>
    bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES),
  )
}

/** Writes in batches that stay within the bounds of a request. */
class Batches {
  readonly #store: Firestore
  #batch: ReturnType<Firestore['batch']>
  #bytes = 0
  #documents = 0

  constructor(store: Firestore) {
    this.#store = store
    this.#batch = store.batch()
  }

  async set(part: DocumentReference, bytes: Buffer): Promise<void> {
    const full = this.#documents === BATCH_DOCUMENTS || this.#bytes + bytes.length > BATCH_BYTES
    if (full) await this.end()
    this.#batch.set(part, { bytes })
    this.#bytes += bytes.length
    this.#documents++
  }

  async end(): Promise<void> {
    if (this.#documents > 0) await this.#batch.commit()
    this.#batch = this.#store.batch()
    this.#bytes = 0
    this.#documents = 0
  }
}

async function discard(store: Firestore, marker: DocumentReference, frozen: Frozen): Promise<void> {
  const parts = Object.entries(frozen.parts).flatMap(([of, count]) =>
    Array.from({ length: count }, (_, at) => partOf(marker, frozen.run, of, at)),
  )
  for (let from = 0; from < parts.length; from += BATCH_DOCUMENTS) {
    const batch = store.batch()
    for (const part of parts.slice(from, from + BATCH_DOCUMENTS)) batch.delete(part)
    await batch.commit()
  }
}

function markerOf(store: Firestore, programme: string, { from, to }: Period): DocumentReference {
  return frozenDocs(store, programme).doc(`${from}_${to}`)
}

function partOf(marker: DocumentReference, run: string, of: string, at: number): DocumentReference {
  return marker.collection('frozenParts').doc(`${run}-${of}-${at}`)
}
