import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { briefFunction } from '../../functions/brief.ts'
import { readDocx } from '../../functions/roadmap/docx.ts'
import { serveJob, type Job } from './jobs.ts'
import { measuresTab, sentRow, startSystem, type System } from './system.ts'

vi.setConfig({ testTimeout: 60_000 })

const deputy = 'zavuch@example.org'
const coordinator = 'koordinator@example.org'
const observer = 'region@example.org'
const otherHead = 'direktor.ermol@example.org'

const written = z.object({ file: z.base64(), name: z.string() })
const dialog = z.object({ title: z.string(), html: z.string() })

let system: System
let brief: Job
beforeAll(async () => {
  system = await startSystem()
  brief = await serveJob(system, briefFunction(system.services))
  const columns = ['event', 'deadline', 'responsible', 'status']
  const whole = { responsible: 'зам. директора', status: 'В работе' }
  const sent = [
    sentRow('late-0001', 0, { ...whole, event: 'Закрепить наставников', deadline: '15.09.2021' }),
    sentRow('hard-0002', 0, { ...whole, event: '=1+1 <b>&</b> ]]>', deadline: '15.10.2021' }, 9),
  ]
  await system.sync(deputy, { tabs: measuresTab(sent, columns) })
})
afterAll(async () => {
  await brief.close()
  await system.close()
})

async function ask(email: string, body: object, spreadsheetId = 'book-maruha') {
  const authorization = `Bearer ${await system.token(email)}`
  const headers = { 'content-type': 'application/json', authorization }
  return brief.call({ method: 'POST', headers, body: JSON.stringify({ spreadsheetId, ...body }) })
}
const PERIOD = { do: 'write', firstDay: '2021-02-10', lastDay: '2021-09-20' }
const MARUHA = { ...PERIOD, school: 'sch-maruha' }

async function docxOf(email: string, body: object, book?: string) {
  const { status, body: told } = await ask(email, body, book)
  expect(status).toBe(200)
  const { file, name } = written.parse(told)
  return { bytes: Buffer.from(file, 'base64'), name }
}

/** Stands for a program that makes PDF. */
const toPdf = async (docx: Buffer) => Buffer.from(`%PDF of ${docx.length > 1_000}`)

describe('the function «brief»', () => {
  test('gives a Word document with the school’s figures, whatever people have written', async () => {
    const { bytes, name } = await docxOf(deputy, MARUHA)
    expect(name).toMatch(/^Справка .*Маруха 20\.09\.2021\.docx$/)
    const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])
    expect(xml).toContain('АНАЛИТИЧЕСКАЯ СПРАВКА')
    const table = readDocx(bytes).find(({ rows }) => rows[0]?.[1]?.text === 'Срок наступил')
    expect(table?.rows[1]?.map(({ text }) => text).slice(1)).toEqual([
      '1',
      '0',
      '0',
      '0',
      '1',
      '0',
      '0 %',
    ])
    expect(xml).toContain('=1+1 &lt;b&gt;&amp;&lt;/b&gt; ]]&gt;')
  })

  test('is of a school for its staff, of the district for who sees the district', async () => {
    const denied = async (email: string, body: object, book?: string) => {
      const { status, body: told } = await ask(email, body, book)
      expect(told).toMatchObject({ error: { code: 'brief.denied' } })
      expect(status).toBe(403)
    }
    await denied(deputy, PERIOD)
    await denied(deputy, { ...PERIOD, school: 'sch-ermol' })
    await denied(coordinator, PERIOD)
    expect((await docxOf(coordinator, PERIOD, 'book-all')).name).toMatch(/район/)
    expect((await docxOf(observer, PERIOD, 'book-all')).name).toMatch(/район/)
    await docxOf(otherHead, { ...PERIOD, school: 'sch-ermol' }, 'book-ermol')
    const stranger = await ask(otherHead, MARUHA)
    expect(stranger.status).toBe(403)
  })

  test('prints a school’s roadmap to be approved, for whoever sees that school', async () => {
    const plan = { do: 'plan', school: 'sch-maruha' }
    const { bytes, name } = await docxOf(deputy, plan)
    expect(name).toBe('Дорожная карта СОШ с. Маруха 20.09.2021.docx')
    const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])
    expect(xml).toContain('УТВЕРЖДАЮ')
    expect(xml).not.toContain('Приложение')
    const [table] = readDocx(bytes)
    expect(table?.rows[0]?.[1]?.text).toBe('Мероприятие')
    expect(table?.rows.map((row) => row[1]?.text)).toContain('Закрепить наставников')
    await docxOf(coordinator, plan, 'book-all')
    expect((await ask(deputy, { ...plan, school: 'sch-ermol' })).status).toBe(403)
    expect((await ask(otherHead, plan)).status).toBe(403)
  })

  test('offers whose brief may be had, and the stages of the year', async () => {
    const { html } = dialog.parse((await ask(coordinator, { do: 'start' }, 'book-all')).body)
    expect(html).toContain('Весь район')
    expect(html).toContain('value="sch-ermol"')
    const own = dialog.parse((await ask(deputy, { do: 'start' })).body)
    expect(own.html).not.toContain('Весь район')
    expect(own.html).not.toContain('sch-ermol')
    expect(own.html).toContain('value="sch-maruha"')
  })

  test('is PDF where this computer can make one; elsewhere the way to it is told', async () => {
    const absent = await ask(deputy, { ...MARUHA, kind: 'pdf' })
    expect(absent).toMatchObject({ status: 422, body: { error: { code: 'pdf.absent' } } })
    const pages = dialog.parse((await ask(deputy, { do: 'start' })).body).html
    expect(pages).toContain('«Скачать» → «Документ PDF»')
    expect(pages).not.toContain('id="kind"')
    const able = await serveJob(system, briefFunction({ ...system.services, toPdf }))
    const authorization = `Bearer ${await system.token(deputy)}`
    const headers = { 'content-type': 'application/json', authorization }
    const wish = { spreadsheetId: 'book-maruha', ...MARUHA, kind: 'pdf' }
    const { body } = await able.call({ method: 'POST', headers, body: JSON.stringify(wish) })
    await able.close()
    const { file, name } = written.parse(body)
    expect(name).toMatch(/^Справка .*Маруха 20\.09\.2021\.pdf$/)
    expect(Buffer.from(file, 'base64').toString()).toBe('%PDF of true')
  })

  test('refuses a period that ends before it begins, a wrong day and a wrong field', async () => {
    for (const wrong of [
      { ...MARUHA, firstDay: '2021-09-21' },
      { ...MARUHA, lastDay: '2021-02-30' },
      { ...MARUHA, more: true },
    ]) {
      expect((await ask(deputy, wrong)).status).toBe(400)
    }
    await docxOf(deputy, { ...MARUHA, firstDay: MARUHA.lastDay })
  })

  test('only reads: the store is written nowhere, and a school’s brief reads that school’s rows', async () => {
    const before = system.usage()
    await docxOf(deputy, MARUHA)
    const after = system.usage()
    expect(after.writes).toBe(before.writes)
    console.log(`${after.reads - before.reads} documents read for a school with two rows`)
    expect(after.reads - before.reads).toBeLessThanOrEqual(40)
  })
})

const soffice = findSoffice()
if (soffice === null) {
  console.log('Skipped: the brief opened by LibreOffice. There is no soffice on the PATH.')
}

test.skipIf(soffice === null)('LibreOffice opens the document and finds its text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kurator-brief-'))
  const { bytes } = await docxOf(coordinator, PERIOD, 'book-all')
  writeFileSync(join(folder, 'brief.docx'), bytes)
  const args = ['--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder]
  const profile = `-env:UserInstallation=file://${folder}/profile`
  execFileSync('soffice', [profile, ...args, join(folder, 'brief.docx')], { stdio: 'ignore' })
  const text = readFileSync(join(folder, 'brief.txt'), 'utf8')
  expect(text).toContain('4. Исполнение мер')
  expect(text).toContain('Закрепить наставников')
  rmSync(folder, { recursive: true })
})

function findSoffice(): string | null {
  try {
    return execFileSync('sh', ['-c', 'command -v soffice'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}
