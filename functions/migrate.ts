import type {
  CollectionReference,
  DocumentData,
  DocumentReference,
  DocumentSnapshot,
  Firestore,
} from '@google-cloud/firestore'

/**
 * A change of documents that a release's store still has in the form of the release before. Its rules, and why:
 * docs/decisions/0057-upgrading.md.
 */
export interface Migration {
  /** Never changed once released, such as `0001-what-it-does`. */
  readonly name: string
  /** Where the documents are, always in the same order. */
  collections(store: Firestore): Promise<readonly CollectionReference[]>
  /**
   * The fields to set, or null where the document is as it must be. Of a document that it has changed it
   * returns null: an idempotent migration may be broken off anywhere.
   */
  change(document: DocumentData): DocumentData | null
}

/** All migrations, oldest first; those that no supported release needs any more are taken away. */
export const MIGRATIONS: readonly Migration[] = []

/** How far a migration has come; `migrations/{name}`. */
export interface Progress {
  readonly state: 'open' | 'done'
  /** Where it goes on: past this document of this collection. */
  readonly after: { readonly collection: string; readonly id: string } | null
  readonly looked: number
  readonly changed: number
}

/** Documents that are read, and at most written, at once. */
const PAGE = 200

const NOT_BEGUN: Progress = { state: 'open', after: null, looked: 0, changed: 0 }

/** What is known of a migration. */
export async function progressOf(store: Firestore, migration: Migration): Promise<Progress> {
  const snapshot = await placeOf(store, migration).get()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `migrate` alone
  return snapshot.exists ? (snapshot.data() as Progress) : NOT_BEGUN
}

/**
 * Runs a migration, while people go on working: page by page, each written in one transaction with the place
 * that was reached, so that a run which broke off is gone on with by the next. One that is done is not run again.
 *
 * @param dry counts what would be changed from here on, and writes nothing
 * @throws Error where another run is at it
 */
export async function migrate(
  store: Firestore,
  migration: Migration,
  { dry = false, page = PAGE }: { readonly dry?: boolean; readonly page?: number } = {},
): Promise<Progress> {
  let progress = await progressOf(store, migration)
  if (progress.state === 'done') return progress
  const { after: reached } = progress
  const collections = (await migration.collections(store))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .filter(({ path }) => reached === null || path >= reached.collection)
  for (const collection of collections) {
    let after = reached?.collection === collection.path ? reached.id : null
    for (;;) {
      const found = await readPage(collection, after, page)
      const last = found.at(-1)
      if (last === undefined) break
      const stale = found.filter((document) => migration.change(document.data()) !== null)
      const next = {
        state: 'open',
        after: { collection: collection.path, id: last.id },
        looked: progress.looked + found.length,
        changed: progress.changed + stale.length,
      } as const
      progress = dry ? next : await writePage(store, migration, progress, next, stale)
      after = last.id
    }
  }
  const done: Progress = { ...progress, state: 'done', after: null }
  if (!dry) await placeOf(store, migration).set(done)
  return done
}

async function readPage(collection: CollectionReference, after: string | null, page: number) {
  const ordered = collection.orderBy('__name__').limit(page)
  const { docs } = await (after === null ? ordered : ordered.startAfter(after)).get()
  return docs
}

/** Reads the documents again within the transaction: somebody may have written or deleted them meanwhile. */
async function writePage(
  store: Firestore,
  migration: Migration,
  before: Progress,
  next: Progress,
  stale: readonly DocumentSnapshot[],
): Promise<Progress> {
  const place = placeOf(store, migration)
  return store.runTransaction(async (transaction) => {
    const [there, ...documents] = await transaction.getAll(place, ...stale.map(({ ref }) => ref))
    if (Number(there?.get('looked') ?? 0) !== before.looked) {
      throw new Error(`${migration.name}: another run is at it`)
    }
    let changed = 0
    for (const document of documents) {
      const fields = document.exists ? migration.change(document.data() ?? {}) : null
      if (fields === null) continue
      transaction.update(document.ref, fields)
      changed++
    }
    const reached = { ...next, changed: before.changed + changed }
    transaction.set(place, reached)
    return reached
  })
}

function placeOf(store: Firestore, { name }: Migration): DocumentReference {
  return store.collection('migrations').doc(name)
}
