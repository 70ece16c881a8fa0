import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceHeaders } from '../../domain/layout.ts'
import type { Binding } from '../../domain/records.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import type { SheetsApi } from '../../functions/sheets.ts'
import { bindingDoc, recordIn } from '../../functions/store/documents.ts'
import { SERVICE, sheetsAsService } from '../../local/service.ts'
import { columnLetters } from '../../domain/a1.ts'
import type { Gestures } from '../../local/workbook/gestures.ts'
import { sheetsApi } from '../../local/workbook/sheets-api.ts'
import { openWorkbooks, type Workbooks } from '../../local/workbook/workbooks.ts'
import { PROGRAMME, type System } from './system.ts'

const OWNER = 'koordinator@example.org'

/** Local workbooks behind their REST face, over which the functions call them as in production. */
export interface Books {
  readonly workbooks: Workbooks
  readonly sheets: SheetsApi
  /** Statuses that the next calls are answered with, instead of being carried out. */
  readonly faults: number[]
  /** The same for as long as it gives one. */
  faultNow: () => number | undefined
  /** Called before each call is carried out: people, or another shell, do something meanwhile. */
  meanwhile: (call: 'get' | 'batchUpdate') => void | Promise<void>
  /** A workbook with the tabs of its scope, bound and shared with the service account. */
  make(binding: Partial<Binding>, rows?: number): Promise<Book>
  close(): Promise<void>
}

export interface Book {
  readonly id: string
  readonly hand: Gestures
  /** The texts of a column of «Меры», from the first row on, without empty ones at the end. */
  column(key: string): string[]
  /** The cell of a column of «Меры» in A1 notation. */
  cell(key: string, row: number): string
  binding(): Promise<Binding>
}

export async function openBooks(system: System): Promise<Books> {
  const data = mkdtempSync(join(tmpdir(), 'books-'))
  const workbooks = openWorkbooks({ data, clock: () => system.clock.now })
  const faults: number[] = []
  const serve = sheetsApi(workbooks, (header) =>
    header === `Bearer ${SERVICE}` ? { email: SERVICE } : undefined,
  )
  const http = createServer((req, res) => {
    void (async () => {
      const fault = faults.shift() ?? books.faultNow()
      if (fault !== undefined) {
        res.writeHead(fault, { 'content-type': 'application/json' })
        res.end(JSON.stringify({ error: { code: fault, message: 'provoked' } }))
        return
      }
      await books.meanwhile(req.method === 'GET' ? 'get' : 'batchUpdate')
      await serve(req, res)
    })()
  })
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')

  const books: Books = {
    workbooks,
    sheets: sheetsAsService(`http://127.0.0.1:${address.port}/`, async () => SERVICE),
    faults,
    faultNow: () => undefined,
    meanwhile: () => undefined,
    async make(partial, rows = 50) {
      const binding: Binding = {
        programme: PROGRAMME,
        scope: ['sch-maruha'],
        ceiling: 'staff',
        ...partial,
      }
      const { tabs } = layoutFor(binding.scope, binding.ceiling, textsIn('ru'))
      // A tab is as long as what stands in it needs; `rows` are those of «Меры».
      const rowsOf = (table: string): number => (table === 'measures' ? rows : 50)
      const sheets = tabs.map(({ title, table }) => ({
        title,
        gridProperties: { rowCount: rowsOf(table), columnCount: 60 },
      }))
      const id = workbooks.create({ title: 'Таблица', owner: OWNER, sheets })
      const hand = workbooks.gestures(id, OWNER)
      for (const { title, table, columns } of tabs) {
        const service = serviceHeaders(table)
        const headers = [...columns.map(({ header }) => header), service.id, service.state]
        // As the setup does: entries reach us as they are typed.
        hand.format(`'${title}'!A2:BH${rowsOf(table)}`, { numberFormat: { type: 'TEXT' } })
        hand.paste(`'${title}'!A1`, headers.join('\t'))
      }
      workbooks.share(id, SERVICE)
      await bindingDoc(system.store, id).create({ ...binding })
      const keys = tabs.find(({ table }) => table === 'measures')?.columns.map(({ key }) => key)
      const cell = (key: string, row: number): string => {
        const at = keys?.indexOf(key) ?? -1
        if (at < 0) throw new Error(`«Меры» has no column ${key}`)
        return `'Меры'!${columnLetters(at)}${row}`
      }
      return {
        id,
        hand,
        cell,
        column: (key) => {
          const [from, to] = [cell(key, 2), cell(key, rows).split('!')[1]]
          const fields = 'sheets(data(rowData(values(formattedValue))))'
          const read = workbooks.get(id, { ranges: [`${from}:${to}`], fields }, OWNER)
          const texts = (read.sheets?.[0]?.data?.[0]?.rowData ?? []).map(
            ({ values }) => values?.[0]?.formattedValue ?? '',
          )
          return texts.slice(0, texts.findLastIndex(Boolean) + 1)
        },
        binding: async () => {
          const found = recordIn<Binding>(await bindingDoc(system.store, id).get())
          if (!found) throw new Error('The workbook is bound no more')
          return found
        },
      }
    },
    async close() {
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
      workbooks.close()
      rmSync(data, { recursive: true })
    },
  }
  return books
}
