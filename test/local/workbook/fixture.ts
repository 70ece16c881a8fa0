import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openWorkbooks, type Workbooks } from '../../../local/workbook/workbooks.ts'

export const OWNER = 'coordinator@example.org'
export const DEPUTY = 'deputy@example.org'
export const CURATOR = 'curator@example.org'

/** The sample's opening day. */
export const MONDAY = new Date('2021-09-20T06:00:00Z')

/** A folder that is gone when the test is over. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kurator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function freshWorkbooks(data = freshFolder()): Workbooks {
  const workbooks = openWorkbooks({ data, clock: () => MONDAY })
  onTestFinished(() => workbooks.close())
  return workbooks
}

/** A spreadsheet with the sheet «Меры», shared with the deputy head. */
export function measuresBook(
  workbooks: Workbooks,
  gridProperties = { rowCount: 1000, columnCount: 26 },
): string {
  const sheets = [{ title: 'Меры', gridProperties }]
  const id = workbooks.create({ title: 'Школа', owner: OWNER, sheets })
  workbooks.share(id, DEPUTY)
  return id
}

/** What people see in a range, row by row. */
export function shown(workbooks: Workbooks, id: string, range: string): string[][] {
  const fields = 'sheets.data.rowData.values.formattedValue'
  const block = workbooks.get(id, { ranges: [range], fields }, OWNER).sheets?.[0]?.data?.[0]
  return (block?.rowData ?? []).map((row) =>
    (row.values ?? []).map((cell) => cell.formattedValue ?? ''),
  )
}

/** Serves on the loopback address until the test is over; returns the origin. */
export async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return `http://127.0.0.1:${address.port}`
}

/** The part of an unknown value at a path, such as an error's `response.data.error`. */
export function dig(value: unknown, ...path: readonly string[]): unknown {
  let at = value
  for (const name of path) at = Object(at) === at ? Reflect.get(Object(at), name) : undefined
  return at
}
