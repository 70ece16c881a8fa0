import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zipSync } from 'fflate'
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
