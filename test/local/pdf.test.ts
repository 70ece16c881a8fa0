import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { composeBrief } from '../../domain/brief/compose.ts'
import { briefDocx } from '../../functions/brief/docx.ts'
import { findLibreOffice, pdfMaker } from '../../local/pdf.ts'
import { ASKED, contextIn, PROGRAMME, row, rowsOf, school } from '../domain/brief/rows.ts'

const house = mkdtempSync(join(tmpdir(), 'kurator-programs-'))
afterAll(() => rmSync(house, { recursive: true }))

/** A program that stands where LibreOffice stands. */
function program(name: string, script: string): string {
  const path = join(house, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('kurator-pdf-'))
const docx = Buffer.from('PK')

/** Whether a process still does something; one that ended may stand in the list until it is collected. */
function runs(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

describe('a PDF', () => {
  test('is what the program made, and no folder is left', async () => {
    const makes = program(
      'makes',
      'for one; do :; done; printf "%%PDF-1.7 $(cat "$one")" > paper.pdf',
    )
    const pdf = await pdfMaker(makes)(docx)
    expect(pdf.toString()).toBe('%PDF-1.7 PK')
    expect(left()).toEqual([])
  })

  test('is refused where the program makes none, or something else, or is not there', async () => {
    const failed = { code: 'pdf.failed' }
    await expect(pdfMaker(program('fails', 'exit 1'))(docx)).rejects.toMatchObject(failed)
    const other = program('other', 'echo hello > paper.pdf')
    await expect(pdfMaker(other)(docx)).rejects.toMatchObject(failed)
    await expect(pdfMaker(join(house, 'nothing'))(docx)).rejects.toMatchObject(failed)
    expect(left()).toEqual([])
  })

  test('that takes too long is given up, and what the program has started ends too', async () => {
    const mark = join(house, 'child')
    const hangs = program('hangs', `sleep 60 & echo $! > ${mark}; wait`)
    await expect(pdfMaker(hangs, 300)(docx)).rejects.toMatchObject({ code: 'pdf.failed' })
    const child = Number(readFileSync(mark, 'utf8'))
    expect(runs(child)).toBe(false)
    expect(left()).toEqual([])
  })

  test('waits for its turn, and when too many wait is refused', async () => {
    const log = join(house, 'log')
    const slow = program(
      'slow',
      `echo begin >> ${log}; sleep 0.05; printf %%PDF-1 > paper.pdf; echo end >> ${log}`,
    )
    const toPdf = pdfMaker(slow)
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => toPdf(docx)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toMatchObject([{ code: 'pdf.busy' }, { code: 'pdf.busy' }])
    const lines = readFileSync(log, 'utf8').trim().split('\n')
    expect(lines).toEqual(Array.from({ length: 6 }, () => ['begin', 'end']).flat())
    await toPdf(docx)
  })

  test('sees nothing of our environment but where programs are', async () => {
    process.env['KURATOR_TEST_SECRET'] = 'secret'
    const tells = program('tells', '(printf %%PDF-; env) > paper.pdf')
    const told = (await pdfMaker(tells)(docx)).toString()
    delete process.env['KURATOR_TEST_SECRET']
    expect(told).toContain('PATH=')
    expect(told).not.toContain('secret')
  })
})

test('LibreOffice is looked for on the PATH, in folders that are named whole', () => {
  program('soffice', 'exit 0')
  expect(findLibreOffice(`/nowhere:${house}`)).toBe(join(house, 'soffice'))
  expect(findLibreOffice('/nowhere')).toBeUndefined()
  expect(findLibreOffice('')).toBeUndefined()
})

const libreOffice = findLibreOffice()
if (libreOffice === undefined) console.log('Skipped: PDF by LibreOffice. It is not on the PATH.')

test.skipIf(libreOffice === undefined)('a brief becomes a PDF of A4 pages', async () => {
  const measure = row('measures', 'm', { school: 'a', event: 'Мера', deadline: '2021-09-01' })
  const brief = composeBrief(PROGRAMME, ASKED, rowsOf(school('a', 'СОШ А'), measure), contextIn())
  const pdf = await pdfMaker(libreOffice ?? '')(await briefDocx(brief))
  expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-')
  expect(pdf.toString('latin1')).toMatch(/MediaBox\s*\[\s*0 0 595/)
  expect(left()).toEqual([])
})
