import { createHash } from 'node:crypto'
import { FieldValue } from '@google-cloud/firestore'
import { mayShelve, shelveRow } from '../../domain/archive.ts'
import { roleAt } from '../../domain/access.ts'
import { LIMITS, PROTOCOL, type SyncRequest } from '../../domain/protocol.ts'
import type { ChangeRecord } from '../../domain/records.ts'
import type { PreviewRow } from '../../domain/roadmap/preview.ts'
import type { Field } from '../../domain/roadmap/fields.ts'
import { measures } from '../../domain/tables/measures.ts'
import { Refusal } from '../errors.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import { commitPart } from '../store/commit.ts'
import { changeDocs, importDoc, layoutsDoc, recordIn } from '../store/documents.ts'
import { checkTabs, planRows } from '../sync/planRows.ts'
import { storeRows } from '../sync/storeRows.ts'
import type { Planned } from './planned.ts'

/** What became of a part of an import. */
export interface Stored {
  /** Measures of this part that are stored now. */
  readonly stored: number
  /** Those of them in which something is missing or was refused. */
  readonly drafts: number
  /** Measures that are still to be stored: the same call again takes the next ones. */
  readonly left: number
}

/** The document of an import: which requests have stored it. */
interface Import {
  readonly requests: readonly string[]
}

/** What became of an import that was taken back. */
export interface Undone {
  readonly removed: number
  /** Somebody has changed them since: they stay. */
  readonly kept: number
}

/** Layouts that are remembered for a school; older ones give way. */
const LAYOUTS = 20

/**
 * Stores the next measures of an import, as `sync` stores rows of a sheet: by the person's authority, on
 * record, safe to send again. The ids follow from the document, so that the same one never makes a
 * measure twice, and what is in the store is not touched.
 *
 * @throws Refusal `import.open` while columns are not confirmed or something is to be answered
 */
export async function storeRoadmap(
  person: PersonAtWorkbook,
  planned: Planned,
  importId: string,
): Promise<Stored> {
  const { engine, binding, caller, world, spreadsheetId } = person
  const { roadmap, school, card } = planned
  const open = roadmap.open.find(({ is }) => is !== 'nothing')
  if (open !== undefined) throw new Refusal('import.open', open.is)
  const unseen = roadmap.tables.some(({ use, confirmed }) => use && !confirmed)
  if (unseen) throw new Refusal('import.open', 'column')

  // Measures of earlier parts are known by their ids: what is left comes next.
  const rows = roadmap.toStore.slice(0, LIMITS.rows)
  const left = roadmap.toStore.length - rows.length
  if (rows.length === 0) return { stored: 0, drafts: 0, left }
  const { store } = engine.services
  const request: SyncRequest = {
    protocol: PROTOCOL,
    request: uuidOf(importId, ...rows.map(({ id }) => id)),
    spreadsheetId,
    shell: 'page',
    layout: null,
    cursor: {},
    tabs: [tabOf(rows, school, card.sums[measures.name]?.rows ?? 0, roadmap.preview.columns)],
  }
  checkTabs(request, binding)
  const plan = await planRows(request, binding, caller, world, async () => [])
  // Noted before: an import that broke off can be taken back too.
  const noted = { school, requests: FieldValue.arrayUnion(request.request) }
  await importDoc(store, binding.programme, importId).set(noted, { merge: true })
  const { answers } = await storeRows(store, request, binding, caller, world, plan)
  if (left === 0) await remember(person, planned)
  const drafts = answers.filter(({ outcome }) => outcome === 'draft').length
  return { stored: answers.length, drafts, left }
}

/** The rows as a tab of the sheet would send them; they will come below the rows that it has. */
function tabOf(
  rows: readonly PreviewRow[],
  school: string,
  inSheet: number,
  filled: readonly string[],
): SyncRequest['tabs'][number] {
  const columns = [...new Set(['school', ...filled])]
  return {
    table: measures.name,
    columns,
    rows: rows.map(({ id, cells, harmless }, at) => ({
      id,
      rev: 0,
      row: inSheet + 2 + at,
      cells: { ...cells, school },
      ...(harmless.length > 0 ? { harmless: [...harmless] } : {}),
    })),
  }
}

/** The same uuid for the same words: of an import, and of what it stores. */
function uuidOf(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Keeps what each column was, by the layout's fingerprint: nothing of the document itself. */
async function remember(
  { engine, binding }: PersonAtWorkbook,
  { roadmap, school, remembered }: Planned,
): Promise<void> {
  const used = roadmap.tables.filter(({ use, proposal }) => use && proposal.header !== null)
  const fresh = used.map(({ proposal, fields }): [string, (Field | null)[]] => [
    proposal.signature,
    // Of an empty column nothing is known: filled the next time, it is looked at anew.
    fields.map((field, x) =>
      field === 'leave' && proposal.columns[x]?.samples.length === 0 ? null : field,
    ),
  ])
  const layouts = new Map([...Object.entries(remembered), ...fresh])
  const kept = Object.fromEntries([...layouts].slice(-LAYOUTS))
  await layoutsDoc(engine.services.store, binding.programme, school).set({
    layouts: kept,
    updatedAt: FieldValue.serverTimestamp(),
  })
}

/**
 * Takes an import back: its measures are archived, as a row that is deleted, and can be restored for
 * thirty days. Measures that somebody has changed since stay.
 *
 * @throws Refusal `import.unknown`, `import.denied`
 */
export async function undoRoadmap(person: PersonAtWorkbook, importId: string): Promise<Undone> {
  const { engine, binding, caller, world, spreadsheetId } = person
  const { store } = engine.services
  const noted = await importDoc(store, binding.programme, importId).get()
  const requests = recordIn<Import>(noted)?.requests ?? []
  if (requests.length === 0) throw new Refusal('import.unknown')
  const found = await changeDocs(store, binding.programme)
    .where('request', 'in', requests.slice(0, 30))
    .get()
  const records = found.docs.flatMap((doc) => recordIn<ChangeRecord>(doc) ?? [])
  if (records.some(({ card }) => !mayShelve(measures, roleAt(caller.writing, card)))) {
    throw new Refusal('import.denied')
  }
  let removed = 0
  let kept = 0
  for (const record of records) {
    const by = caller.by(record.card)
    const ids = record.rows.filter((row) => row.table === measures.name).map(({ id }) => id)
    const { answers } = await commitPart(store, {
      programme: binding.programme,
      card: record.card,
      number: 0,
      rows: ids.map((id) => ({
        table: measures,
        id,
        receive: (inForce) => ({
          historySince: null,
          finish: () =>
            shelveRow(
              // What was changed since is left: as a row that is archived already.
              { table: measures, id, wish: 'archive', by, at: world.at },
              inForce.stored !== null && inForce.stored.rev === 1
                ? inForce
                : { ...inForce, stored: null },
            ),
        }),
      })),
      author: {
        at: world.at,
        day: world.today,
        by,
        reportedEditor: null,
        role: roleAt(caller.writing, record.card) ?? 'observer',
        from: { spreadsheetId, shell: 'page' },
        request: uuidOf(importId, 'undo', ...ids),
      },
      writerOf: (one) => world.writerOf(one),
    })
    removed += answers.filter(({ outcome }) => outcome === 'stored').length
    kept += answers.filter(({ outcome }) => outcome !== 'stored').length
  }
  return { removed, kept }
}
