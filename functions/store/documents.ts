import { FieldValue } from '@google-cloud/firestore'
import type {
  CollectionReference,
  DocumentData,
  DocumentReference,
  DocumentSnapshot,
  Firestore,
} from '@google-cloud/firestore'
import type { Card } from '../../domain/records.ts'

/** Where the documents of `domain/records.ts` lie. */

export function bindingDoc(store: Firestore, spreadsheetId: string): DocumentReference {
  return store.collection('workbooks').doc(spreadsheetId)
}

export function programmeDoc(store: Firestore, programme: string): DocumentReference {
  return store.collection('programmes').doc(programme)
}

/** The rows of one table, by row id. */
export function rowDocs(store: Firestore, programme: string, table: string): CollectionReference {
  return programmeDoc(store, programme).collection(table)
}

export function changeDocs(store: Firestore, programme: string): CollectionReference {
  return programmeDoc(store, programme).collection('changes')
}

/** Cards by school id, and the one named `DIRECTORY`. */
export function cardDocs(store: Firestore, programme: string): CollectionReference {
  return programmeDoc(store, programme).collection('cards')
}

/** The snapshot of a day, `yyyy-mm-dd`. */
export function dayDoc(store: Firestore, programme: string, day: string): DocumentReference {
  return programmeDoc(store, programme).collection('days').doc(day)
}

/** The claim of one message. */
export function mailDoc(store: Firestore, programme: string, key: string): DocumentReference {
  return programmeDoc(store, programme).collection('mail').doc(key)
}

/** Which letter an address has on a day; `address` is a name that does not tell it. */
export function mailDayDoc(
  store: Firestore,
  programme: string,
  day: string,
  address: string,
): DocumentReference {
  return programmeDoc(store, programme).collection('mailDays').doc(`${day}-${address}`)
}

/** How far a programme's jobs have come; outside the programme, for the tick reads all. */
export function scheduleDocs(store: Firestore): CollectionReference {
  return store.collection('schedule')
}

/** The record of a job's runs over one day or week, such as `weeklyDigest-2021-09-20`. */
export function runDoc(store: Firestore, programme: string, name: string): DocumentReference {
  return programmeDoc(store, programme).collection('runs').doc(name)
}

/** How a school's roadmaps are laid out: what their columns were the last time. */
export function layoutsDoc(store: Firestore, programme: string, school: string): DocumentReference {
  return programmeDoc(store, programme).collection('layouts').doc(school)
}

/** Closed periods with their briefs, by their first and last day. */
export function frozenDocs(store: Firestore, programme: string): CollectionReference {
  return programmeDoc(store, programme).collection('frozen')
}

/** Which requests have stored an import, by its id. */
export function importDoc(store: Firestore, programme: string, id: string): DocumentReference {
  return programmeDoc(store, programme).collection('imports').doc(id)
}

/** Years of the programme that were ended, by their last day. */
export function yearDocs(store: Firestore, programme: string): CollectionReference {
  return programmeDoc(store, programme).collection('years')
}

/** The card of the programme's own tables. */
export const DIRECTORY = 'directory'

/** Field of a card's document, beside the card: the server's time of its last commit. */
export const TOUCHED_AT = 'touchedAt'

export function cardDocument(card: Card): DocumentData {
  return { ...card, [TOUCHED_AT]: FieldValue.serverTimestamp() }
}

/**
 * The record in a document; null where there is none. Only the functions write to the store
 * (firestore.rules), and only records of these types, so that reading needs no check.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the path says which record
export function recordIn<T extends object>(snapshot: DocumentSnapshot): T | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the functions write to the store
  return snapshot.exists ? (snapshot.data() as T) : null
}
