import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zipSync } from 'fflate'
import { columnLetters } from '../../../domain/a1.ts'
import { decisions as table } from '../../../domain/tables/decisions.ts'
import { textsIn } from '../../../domain/texts/texts.ts'
import { startMail, type Mail } from '../../../local/mail/mail.ts'
import { backUp, restore } from '../../../local/office/backup.ts'
import { officeConfig } from '../../../local/office/config.ts'
import { startOffice, type Office } from '../../../local/office/office.ts'
import { sendTables } from '../../../local/sample/office.ts'

/** The restore drill: a server is wiped and comes back from one file. */

const COORDINATOR = 'koordinator@example.org'
const folder = mkdtempSync(join(tmpdir(), 'kurator-backup-'))
const data = join(folder, 'office')
let mail: Mail
let office: Office | undefined

beforeAll(async () => {
  mail = await startMail({ data: join(folder, 'mail') })
})
afterAll(async () => {
  await office?.close()
  await mail.close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<Office> {
  const example = JSON.parse(readFileSync('local/office/office.example.json', 'utf8'))
  const config = officeConfig(
    JSON.stringify({
      ...example,
      url: 'http://localhost',
      port: 0,
      data,
      mail: { server: mail.smtpUrl, from: 'Программа 500+ <500@example.org>' },
    }),
    'office.json',
  )
  office = await startOffice(config)
  return office
}

async function schools({ host }: Office): Promise<number> {
  return (await host.store.collection('programmes/zelenchuk/schools').get()).size
}

test('a wiped server comes back from one file, taken while it ran', async () => {
  const first = await start()
  const [book] = first.host.workbooks.list()
  await sendTables(first.host, book?.id ?? '', COORDINATOR, [{ table: 'schools', file: 'schools' }])
  const count = await schools(first)
  expect(count).toBeGreaterThan(0)
  const before = first.host.workbooks.state(book?.id ?? '', COORDINATOR).spreadsheet

  const file = join(folder, 'one.zip')
  backUp(data, file)
  expect(() => backUp(data, file)).toThrow('уже есть')
  expect(() => restore(data, file, new Date())).toThrow('Сервер работает')
  await first.close()
  rmSync(data, { recursive: true })

  restore(data, file, new Date())
  const second = await start()
  expect(await schools(second)).toBe(count)
  expect(second.host.workbooks.list().map(({ id }) => id)).toEqual([book?.id])
  expect(second.host.workbooks.state(book?.id ?? '', COORDINATOR).spreadsheet).toEqual(before)
  await second.host.job('reconcile', { now: true })
  expect(await schools(second)).toBe(count)
  await second.close()
  office = undefined
}, 60_000)

test('a connected workbook and the store go back to one moment, and what is typed then is stored once', async () => {
  const first = await start()
  const [book] = first.host.workbooks.list()
  const id = book?.id ?? ''
  first.host.seats.answerUnseen({ spreadsheetId: id, person: COORDINATOR }, { button: 'OK' })
  await first.host.script.run(id, COORDINATOR, 'enableSync')
  await type(first, id, 'Решение до копии')
  const file = join(folder, 'connected.zip')
  backUp(data, file)
  await type(first, id, 'Решение после копии')
  expect(await decisions(first)).toEqual(['Решение до копии', 'Решение после копии'])
  await first.close()

  const aside = restore(data, file, new Date())
  const second = await start()
  await second.host.job('reconcile', { now: true })
  expect(await decisions(second)).toEqual(['Решение до копии'])
  expect(shownDecisions(second, id)).toEqual(['Решение до копии'])
  // What was entered after the copy is not lost, it lies aside.
  expect(existsSync(join(aside, 'store', 'firestore.sqlite'))).toBe(true)

  await type(second, id, 'Решение после возврата')
  await second.host.job('reconcile', { now: true })
  expect(await decisions(second)).toEqual(['Решение до копии', 'Решение после возврата'])
  expect(shownDecisions(second, id)).toEqual(['Решение до копии', 'Решение после возврата'])
  await second.close()
  office = undefined
}, 120_000)

const TEXTS = textsIn('ru')
const TAB = table.title(TEXTS)
const HEADER = table.columns.find(({ key }) => key === 'text')?.header(TEXTS) ?? ''

/** The texts under the first column of people's own, of the rows that have one. */
function shownDecisions({ host }: Office, id: string): string[] {
  const { column, rows } = decisionTab(host, id)
  return rows.flatMap((row) => row[column] || [])
}

function decisionTab(host: Office['host'], id: string) {
  const options = { ranges: [`'${TAB}'`], fields: 'sheets.data.rowData.values.formattedValue' }
  const { sheets } = host.workbooks.get(id, options, COORDINATOR)
  const [headers = [], ...rows] = (sheets?.[0]?.data?.[0]?.rowData ?? []).map((row) =>
    (row.values ?? []).map(({ formattedValue }) => formattedValue ?? ''),
  )
  const column = headers.indexOf(HEADER)
  return { column, rows }
}

/** A decision of its own in the first free row, as the coordinator types it. */
async function type({ host }: Office, id: string, text: string): Promise<void> {
  const { column, rows } = decisionTab(host, id)
  const row = rows.findIndex((cells) => (cells[column] ?? '') === '') + 2
  const free = row < 2 ? rows.length + 2 : row
  host.workbooks.gestures(id, COORDINATOR).type(`'${TAB}'!${columnLetters(column)}${free}`, text)
  await host.script.idle()
}

async function decisions({ host }: Office): Promise<string[]> {
  const { docs } = await host.store.collection('programmes/zelenchuk/decisions').get()
  return docs.map((row) => String(row.get('cells').text)).toSorted()
}

test('what is no backup changes nothing', () => {
  const file = join(folder, 'bad.zip')
  writeFileSync(file, 'no zip')
  expect(() => restore(data, file, new Date())).toThrow('не читается')
  writeFileSync(
    file,
    zipSync({ '../evil.json': new Uint8Array(1), 'store/firestore.sqlite': new Uint8Array(1) }),
  )
  expect(() => restore(data, file, new Date())).toThrow('не резервная копия')
})
