import { roleAt } from '../../domain/access.ts'
import type { Layout } from '../../domain/layout.ts'
import type { SyncAnswer, SyncRequest } from '../../domain/protocol.ts'
import type { Binding } from '../../domain/records.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import type { Caller } from '../caller.ts'
import { Refusal } from '../errors.ts'
import { checkTabs, planRows } from './planRows.ts'
import type { Services } from '../services.ts'
import { bindingDoc, DIRECTORY, rowDocs } from '../store/documents.ts'
import { Heads } from '../store/heads.ts'
import { Known } from '../store/known.ts'
import { storeRows } from './storeRows.ts'
import { tellNews } from './tellNews.ts'
import { worldOf } from '../world.ts'

/** What serves all requests of one instance. */
export interface Engine {
  readonly services: Services
  readonly known: Known
  readonly heads: Heads
}

export function engineOf(services: Services): Engine {
  return {
    services,
    known: new Known(services.store, () => services.clock.elapsed()),
    heads: new Heads(services.store),
  }
}

/**
 * Takes what a workbook sends and tells what it does not have yet: the whole of `sync` behind the token.
 *
 * @throws Refusal for a request that is refused whole; then nothing is stored.
 */
export async function syncWorkbook(
  engine: Engine,
  caller: Caller,
  binding: Binding,
  request: SyncRequest,
): Promise<SyncAnswer> {
  const { known, heads } = engine
  const { clock, store } = engine.services
  checkTabs(request, binding)
  const [programme, directory] = await Promise.all([
    known.programme(binding.programme),
    known.directory(binding.programme),
  ])
  const world = worldOf(programme, directory, clock.now())
  const rows = await planRows(request, binding, caller, world, (silent) =>
    storedSchools(engine.services, binding.programme, silent),
  )
  const stored = await storeRows(store, request, binding, caller, world, rows)
  if ((stored.heads.get(DIRECTORY)?.own ?? 0) > 0) known.forgetDirectory(binding.programme)
  const news = await tellNews(store, heads, request, binding, caller, world, stored)
  const layout = layoutFor(binding.scope, binding.ceiling, world.texts)
  return {
    protocol: request.protocol,
    request: request.request,
    ...(request.layout === layout.version ? {} : { layout: wireLayout(layout) }),
    cursor: news.cursor,
    rows: [...stored.answers],
    news: news.rows,
    more: news.more,
  }
}

/**
 * Makes the address the workbook's named sender.
 *
 * @throws Refusal `enable.denied` for somebody who may only read.
 */
export async function enableSender(
  engine: Engine,
  caller: Caller,
  binding: Binding,
  spreadsheetId: string,
  email: string,
): Promise<void> {
  if (roleAt(caller.reading, null) === 'observer') throw new Refusal('enable.denied')
  if (binding.sender === email) return
  await bindingDoc(engine.services.store, spreadsheetId).update({ sender: email })
  engine.known.forgetBinding(spreadsheetId)
}

/**
 * Keeps on record which add-on a workbook has: copies of a script cannot be replaced from here, so that their
 * people are told. One write when it changes.
 */
export async function noteAddon(
  engine: Engine,
  { addon }: Binding,
  { protocol, release: told, spreadsheetId }: SyncRequest,
): Promise<void> {
  const release = told ?? null
  if (addon?.protocol === protocol && addon.release === release) return
  await bindingDoc(engine.services.store, spreadsheetId).update({ addon: { protocol, release } })
  engine.known.forgetBinding(spreadsheetId)
}

async function storedSchools(
  { store }: Services,
  programme: string,
  rows: readonly { readonly table: string; readonly id: string }[],
): Promise<readonly (string | null)[]> {
  if (rows.length === 0) return []
  const documents = rows.map(({ table, id }) => rowDocs(store, programme, table).doc(id))
  const found = await store.getAll(...documents, { fieldMask: ['school'] })
  return found.map((row) => {
    const school: unknown = row.get('school')
    return typeof school === 'string' ? school : null
  })
}

function wireLayout({ version, tabs }: Layout): NonNullable<SyncAnswer['layout']> {
  return { version, tabs: tabs.map((tab) => ({ ...tab, columns: [...tab.columns] })) }
}
