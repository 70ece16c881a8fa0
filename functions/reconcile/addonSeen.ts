import type { Firestore } from '@google-cloud/firestore'
import { changeDocs } from '../store/documents.ts'

/** Records looked through per card; newer ones count next time. */
const RECORDS = 200

/**
 * Whether the add-on of a workbook has sent anything since: its changes are on record.
 *
 * @param seqs per card, the last change that does not count
 */
export async function addonSeen(
  store: Firestore,
  programme: string,
  spreadsheetId: string,
  seqs: Readonly<Record<string, number>>,
): Promise<boolean> {
  for (const [card, seq] of Object.entries(seqs)) {
    const found = await changeDocs(store, programme)
      .where('card', '==', card)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(RECORDS)
      .select('from')
      .get()
    const seen = found.docs.some(
      (record) =>
        record.get('from.spreadsheetId') === spreadsheetId && record.get('from.shell') === 'addon',
    )
    if (seen) return true
  }
  return false
}
