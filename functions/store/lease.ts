import { FieldValue, type Firestore } from '@google-cloud/firestore'
import type { Binding } from '../../domain/records.ts'
import { bindingDoc, recordIn } from './documents.ts'

/** Longer than any look at one workbook; after a crash the workbook is free again when it is over. */
export const LEASE_MS = 10 * 60_000

/**
 * Takes a workbook for one run of `reconcile`.
 *
 * @param now real time in milliseconds
 * @returns the binding as it stands; null when another run has the workbook, or it is bound no more
 */
export async function takeLease(
  store: Firestore,
  spreadsheetId: string,
  run: string,
  now: number,
): Promise<Binding | null> {
  const ref = bindingDoc(store, spreadsheetId)
  return store.runTransaction(async (transaction) => {
    const binding = recordIn<Binding>(await transaction.get(ref))
    if (binding === null || (binding.lease?.until ?? 0) > now) return null
    transaction.update(ref, { lease: { run, until: now + LEASE_MS } })
    return binding
  })
}

/** Gives the workbook back and writes what the run found; nothing when the lease went to another run. */
export async function returnLease(
  store: Firestore,
  spreadsheetId: string,
  run: string,
  found: Pick<Binding, 'reconcile' | 'health' | 'lastSeenAt' | 'openedStages'>,
): Promise<void> {
  const ref = bindingDoc(store, spreadsheetId)
  await store.runTransaction(async (transaction) => {
    const binding = recordIn<Binding>(await transaction.get(ref))
    if (binding?.lease?.run !== run) return
    transaction.update(ref, { ...found, lease: FieldValue.delete() })
  })
}
