/**
 * Every form of call (`local/firestore/form.ts`) that Kurator makes, and the test of the contract that makes
 * it too. `calls.test.ts` records a full run and finds neither more nor less; the contract on the embedded
 * Firestore sees that each named test makes the form it is named for.
 */
export const calls: Readonly<Record<string, string>> = {
  BatchGetDocuments: 'set replaces, merge keeps what it does not name',
  'BatchGetDocuments: mask': 'getAll answers in the order asked, the missing too',
  'BatchGetDocuments: begins a read-write transaction': 'read and write as one',
  'BatchGetDocuments: begins a retried transaction':
    'is tried again after an abort, and written once',
  'BatchGetDocuments: in a transaction': 'stores rows, record and cards in one transaction',
  Rollback: 'that throw leave nothing behind',
  'Commit: nothing, in a transaction': 'is looked at in a transaction that writes nothing',
  'Commit: update': 'set replaces, merge keeps what it does not name',
  'Commit: update if absent': 'update and create ask whether the document is there',
  'Commit: update if absent, in a transaction': 'is made with its first row, once',
  'Commit: update with mask if there': 'update names nested and quoted fields, and removes them',
  'Commit: update, in a transaction': 'do not both create what each found missing',
  'Commit: update with mask if there, in a transaction': 'lends a workbook and has it back',
  'Commit: update with mask that removes if there, in a transaction':
    'lends a workbook and has it back',
  'Commit: update; update if absent; update with setToServerValue, in a transaction':
    'stores rows, record and cards in one transaction',
  'RunQuery: from *, select __name__': 'is found among others, with its workbooks',
  'RunQuery: from *, where programme ==': 'is found among others, with its workbooks',
  'RunQuery: from */*/*': 'has rows, all or of one school',
  'RunQuery: from */*/*, by at': 'tells all records by their time, and the last day',
  'RunQuery: from */*/*, by day downwards, limit':
    'tells all records by their time, and the last day',
  'RunQuery: from */*/*, select seq': 'tells how far its cards are, all or those touched since',
  'RunQuery: from */*/*, where (card == and seq >), by seq, limit, select from':
    'tells a card’s records after one, and up to another',
  'RunQuery: from */*/*, where (card == and seq > and seq <=), by seq, limit, select seq paths':
    'tells a card’s records after one, and up to another',
  'RunQuery: from */*/*, where paths array-contains, by seq downwards, limit':
    'tells the last records that name a row',
  'RunQuery: from */*/*, where school ==': 'has rows, all or of one school',
  'RunQuery: from */*/*, where touchedAt >, select seq':
    'tells how far its cards are, all or those touched since',
  'RunQuery: from group *': 'a group takes the collections of one id wherever they are',
  'ListCollectionIds: of the root': 'listCollections names what lies right below',
  'ListCollectionIds: of a document': 'listCollections names what lies right below',
  'ListDocuments: of *, the missing too, mask':
    'listDocuments names those that are only parents, too',
  'ListDocuments: of */*/*, the missing too, mask': 'has rows, all or of one school',
}
