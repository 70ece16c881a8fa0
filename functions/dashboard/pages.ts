import { FieldValue, type DocumentReference, type Firestore } from '@google-cloud/firestore'
import { recordIn, runDoc } from '../store/documents.ts'

/** What stands in the pages of a programme's workbooks: a print of each, by spreadsheet id. */
interface Pages {
  readonly prints: Readonly<Record<string, string>>
  /** Held by the run that writes now, in real time. */
  readonly lease?: { readonly run: string; readonly until: number }
}

/** Longer than a run may take; after a crash the next one may write when it is over. */
const LEASE_MS = 10 * 60_000

export async function readPages(store: Firestore, programme: string): Promise<Pages['prints']> {
  return recordIn<Pages>(await pagesDoc(store, programme).get())?.prints ?? {}
}

/** @returns whether this run may write; not while another does */
export async function startWriting(
  store: Firestore,
  programme: string,
  run: string,
  now: number,
): Promise<boolean> {
  const document = pagesDoc(store, programme)
  return store.runTransaction(async (transaction) => {
    const pages = recordIn<Pages>(await transaction.get(document))
    if ((pages?.lease?.until ?? 0) > now) return false
    transaction.set(document, {
      prints: pages?.prints ?? {},
      lease: { run, until: now + LEASE_MS },
    } satisfies Pages)
    return true
  })
}

/** Keeps what was written, and lets the next run write; nothing when the lease went to another run. */
export async function finish(
  store: Firestore,
  programme: string,
  run: string,
  written: Pages['prints'],
): Promise<void> {
  const document = pagesDoc(store, programme)
  await store.runTransaction(async (transaction) => {
    const pages = recordIn<Pages>(await transaction.get(document))
    if (pages?.lease?.run !== run) return
    transaction.update(document, {
      prints: { ...pages.prints, ...written },
      lease: FieldValue.delete(),
    })
  })
}

function pagesDoc(store: Firestore, programme: string): DocumentReference {
  return runDoc(store, programme, 'dashboards')
}
