import { randomUUID } from 'node:crypto'
import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { roleAt } from '../domain/access.ts'
import { PROTOCOL, type RowAnswer, type SyncRequest } from '../domain/protocol.ts'
import type { Binding, ChangedRow, ChangeRecord, StoredRow, Value } from '../domain/records.ts'
import { shownValue, type RowContext } from '../domain/row.ts'
import type { Table } from '../domain/tables/table.ts'
import { tableNamed } from '../domain/tables/tables.ts'
import { textsIn } from '../domain/texts/texts.ts'
import { callerOf, type Caller } from './caller.ts'
import { Refusal, refusalAnswer } from './errors.ts'
import { checkAudience } from './identity.ts'
import { checkTabs, planRows } from './sync/planRows.ts'
import type { Services } from './services.ts'
import { changeDocs, recordIn, rowDocs } from './store/documents.ts'
import { storeRows } from './sync/storeRows.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'
import { worldOf, type World } from './world.ts'

const historySchema = z.strictObject({
  do: z.enum(['read', 'undo']),
  spreadsheetId: z.string().min(1).max(200),
  table: z.string().max(40),
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  /** Of `undo`: the change that is to be taken back. */
  rev: z.int().min(1).optional(),
})

/** One change of a row, as people read it. */
export interface PastChange {
  readonly rev: number
  readonly at: number
  /** Post of the one who typed it, as far as that is known. */
  readonly by: string
  readonly shell: string
  readonly cells: readonly {
    readonly key: string
    readonly header: string
    readonly before: string | null
    readonly after: string | null
  }[]
  /** What was typed and not accepted, in full. */
  readonly refused: readonly {
    readonly key: string
    readonly header: string
    readonly shown: string
  }[]
}

/** What `history` answers: a row's changes, newest first, or what became of an undo. */
export type HistoryAnswer =
  | { readonly changes: readonly PastChange[] }
  | { readonly row: RowAnswer }

/** Changes told of one row; older ones stay on record. */
const CHANGES = 100

/**
 * The HTTP function `history`: who wrote what into a row and when (`read`), and the way back (`undo`).
 * An undo is an edit of the person who asks for it: by their own authority, on record, and merged by
 * cell, so that what somebody wrote later is not undone with it but told.
 */
export function historyFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return async (req, res) => {
    try {
      res.status(200).json(await answer(engine, req))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal')
      if (error === refusal) services.log('INFO', 'refused', { job: 'history', code: refusal.code })
      else services.log('ERROR', faultOf(error), { job: 'history' })
      const { status, body } = refusalAnswer(refusal.code, refusal.place, textsIn('ru'))
      res.status(status).json(body)
    }
  }
}

/** A row and the one who asks about it. */
interface Asked {
  readonly engine: Engine
  readonly binding: Binding
  readonly caller: Caller
  readonly world: World
  readonly table: Table
  readonly spreadsheetId: string
  readonly id: string
  readonly context: RowContext
  readonly records: readonly ChangeRecord[]
}

async function answer(engine: Engine, req: Request): Promise<HistoryAnswer> {
  const { services, known } = engine
  if (req.method !== 'POST') throw new Refusal('method')
  if (req.is('application/json') === false) throw new Refusal('body.type')
  const identity = await services.verify(req.get('authorization'), services.clock.stamp())
  const read = historySchema.safeParse(req.body)
  if (!read.success) throw new Refusal('protocol.shape', read.error.issues[0]?.path.join('.') ?? '')
  const { do: what, spreadsheetId, table: name, id, rev } = read.data
  const binding = await known.binding(spreadsheetId)
  checkAudience(identity, services.config, binding?.audience)
  if (binding === null) throw new Refusal('workbook.unknown')
  const [programme, directory] = await Promise.all([
    known.programme(binding.programme),
    known.directoryWith(identity.email, binding.programme),
  ])
  const caller = callerOf(identity.email, undefined, binding, directory)
  const table = tableNamed(name)
  if (table === undefined) throw new Refusal('table.unknown', name)
  const { store, clock } = services
  const row = recordIn<StoredRow>(await rowDocs(store, binding.programme, name).doc(id).get())
  const role = row && roleAt(caller.reading, row.school)
  const seen = role !== null && table.see.includes(role) && table.see.includes(binding.ceiling)
  // Whether there is such a row elsewhere is nobody's business either.
  if (!row || !seen) throw new Refusal('row.unknown', `${name}/${id}`)
  const world = worldOf(programme, directory, clock.now())
  const context = world.contextOf(row.school, directory.card)
  const found = await changeDocs(store, binding.programme)
    .where('paths', 'array-contains', `${name}/${id}`)
    .orderBy('seq', 'desc')
    .limit(CHANGES)
    .get()
  const records = found.docs.flatMap((record) => recordIn<ChangeRecord>(record) ?? [])
  const asked = { engine, binding, caller, world, table, spreadsheetId, id, context, records }
  return what === 'read' ? { changes: tell(asked) } : { row: await undo(asked, rev) }
}

function tell({ table, id, context, world, records }: Asked): PastChange[] {
  const header = (key: string) =>
    table.columns.find((column) => column.key === key)?.header(context.texts) ?? key
  const shown = (key: string, value: Value | null | undefined) =>
    value === null || value === undefined ? null : shownValue(table, key, value, context)
  return records.flatMap((record): PastChange[] => {
    const change = changeOf(record, table, id)
    if (!change) return []
    const { rev, before, after, refused } = change
    return [
      {
        rev,
        at: record.at,
        by: world.personNamed(world.writerOf(record)),
        shell: record.from.shell,
        cells: Object.keys(after).map((key) => ({
          key,
          header: header(key),
          before: shown(key, before[key]),
          after: shown(key, after[key]),
        })),
        refused: Object.entries(refused).map(([key, entry]) => ({
          key,
          header: header(key),
          shown: entry.shown,
        })),
      },
    ]
  })
}

/** @throws Refusal `change.unknown` */
async function undo(asked: Asked, rev: number | undefined): Promise<RowAnswer> {
  const { engine, binding, caller, world, table, spreadsheetId, id, context, records } = asked
  const change = records
    .flatMap((record) => changeOf(record, table, id) ?? [])
    .find((one) => one.rev === rev && Object.keys(one.after).length > 0)
  if (!change) throw new Refusal('change.unknown', `${table.name}/${id}`)
  const columns = table.columns
    .filter(({ key, edit }) => key in change.after && edit.length > 0)
    .map(({ key }) => key)
  const cells = Object.fromEntries(
    columns.flatMap((key) => {
      const value = change.before[key]
      return value === null || value === undefined
        ? []
        : [[key, shownValue(table, key, value, context)]]
    }),
  )
  const request: SyncRequest = {
    protocol: PROTOCOL,
    request: randomUUID(),
    spreadsheetId,
    shell: 'page',
    layout: null,
    cursor: {},
    tabs: [{ table: table.name, columns, rows: [{ id, rev: change.rev, row: 2, cells }] }],
  }
  checkTabs(request, binding)
  const { store } = engine.services
  const rows = await planRows(request, binding, caller, world, async () => [context.school])
  const stored = await storeRows(store, request, binding, caller, world, rows)
  const [row] = stored.answers
  if (!row) throw new Error('The row was not answered')
  return row
}

function changeOf({ rows }: ChangeRecord, table: Table, id: string): ChangedRow | undefined {
  return rows.find((row) => row.table === table.name && row.id === id)
}

function faultOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
