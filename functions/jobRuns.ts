import type { CollectionReference, Firestore } from '@google-cloud/firestore'
import type { Services } from './services.ts'

/** When a scheduled function last came to its end; `jobs/{name}`. */
export interface JobRun {
  /** Milliseconds of real time. */
  readonly at: number
  /** Programmes at which it failed. */
  readonly failed: number
  /** Whether it was given a mail server. */
  readonly mail: boolean
}

export function jobDocs(store: Firestore): CollectionReference {
  return store.collection('jobs')
}

/** Puts a run on record, for `health`. One write. */
export async function noteRun(
  { store, clock, config }: Services,
  name: string,
  failed: number,
): Promise<void> {
  const run: JobRun = { at: clock.stamp(), failed, mail: config.sendsMail }
  await jobDocs(store).doc(name).set(run)
}
