import { FieldValue } from '@google-cloud/firestore'
import type {
  CollectionReference,
  DocumentReference,
  Firestore,
  FirestoreDataConverter,
} from '@google-cloud/firestore'
import type {
  Binding,
  Card,
  ChangeRecord,
  Programme,
  StoredRow,
} from '../../domain/records.ts'

/** The documents of `domain/records.ts`, each at its path. */

export function bindingDoc(store: Firestore, spreadsheetId: string): DocumentReference<Binding> {
  return store.collection('workbooks').withConverter(asIs<Binding>()).doc(spreadsheetId)
}

export function programmeDoc(store: Firestore, programme: string): DocumentReference<Programme> {
  return store.collection('programmes').withConverter(asIs<Programme>()).doc(programme)
}

export function tableRows(
  store: Firestore,
  programme: string,
  table: string,
): CollectionReference<StoredRow> {
  return store.collection(`programmes/${programme}/${table}`).withConverter(asIs<StoredRow>())
}

export function changeRecords(
  store: Firestore,
  programme: string,
): CollectionReference<ChangeRecord> {
  return store.collection(`programmes/${programme}/changes`).withConverter(asIs<ChangeRecord>())
}

export function cardDocs(store: Firestore, programme: string): CollectionReference<Card> {
  return store.collection(`programmes/${programme}/cards`).withConverter(cardConverter)
}

/** Field of a card's document, beside the card: the server's time of its last commit. */
export const TOUCHED_AT = 'touchedAt'

const cardConverter: FirestoreDataConverter<Card> = {
  toFirestore: (card) => ({ ...card, [TOUCHED_AT]: FieldValue.serverTimestamp() }),
  fromFirestore(snapshot) {
    const { [TOUCHED_AT]: _, ...card } = snapshot.data()
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see asIs
    return card as Card
  },
}

/** A document that is exactly the record. */
function asIs<T extends object>(): FirestoreDataConverter<T> {
  return {
    toFirestore: (record) => ({ ...record }),
    // Only the functions write here (firestore.rules), and only records of this type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    fromFirestore: (snapshot) => snapshot.data() as T,
  }
}
