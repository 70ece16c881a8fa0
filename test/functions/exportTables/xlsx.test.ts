import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import type { SheetCell } from '../../../domain/entered.ts'
import { cleanText } from '../../../domain/export/cleanText.ts'
import type { ExportSheet } from '../../../domain/export/sheet.ts'
import { csvOf } from '../../../functions/exportTables/csv.ts'
import { xlsxOf } from '../../../functions/exportTables/xlsx.ts'
import { readDocument } from '../../../functions/roadmap/readDocument.ts'
import { tidyLines } from '../../../domain/roadmap/document.ts'
import { Random } from '../../local/firestore/differential/random.ts'

const sheetOf = (title: string, rows: ExportSheet['rows']): ExportSheet => ({
  title,
  columns: [
    { header: 'Первый', width: 140 },
    { header: 'Второй', width: 70 },
  ],
  rows,
})
const text = (value: string): SheetCell => ({ value })

const HOSTILE = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+7 928 000-00-00',
  '-первое',
  '@SUM(A1)',
  'a;b,c\td',
  'кавычки "и" \'такие\'',
  'две\nстроки',
  '<b>&amp;</b> ]]>',
  '_x0041_ и _x000D_',
  'ноль\u0000и звонок\u0007',
  'половина пары \ud83d',
  '😀',
  "'=уже",
  '"',
]

describe('an Excel workbook', () => {
  test('holds texts as texts, days as days, numbers as numbers, for another reader too', async () => {
    const bytes = xlsxOf([
      sheetOf('Меры', [
        [text('=1+1'), { value: 44454, format: 'date' }],
        [text('Да'), { value: -1.5, format: 'number' }],
        [null, { value: 0.25, format: 'percent' }],
      ]),
    ])
    const [{ data } = { data: [] }] = await readXlsxFile(bytes)
    expect(data).toEqual([
      ['Первый', 'Второй'],
      ['=1+1', new Date('2021-09-15T00:00:00Z')],
      ['Да', -1.5],
      [null, 0.25],
    ])
    const xml = new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml'])
    expect(xml).not.toContain('<f>')
  })

  test('has a sheet a table, each with a title that Excel takes', () => {
    const long = 'Очень длинное название таблицы, которое не помещается'
    const bytes = xlsxOf(["'Меры/2021'", long, long].map((title) => sheetOf(title, [])))
    const xml = new TextDecoder().decode(unzipSync(bytes)['xl/workbook.xml'])
    const titles = [...xml.matchAll(/name="([^"]*)"/g)].map(([, title]) => title)
    expect(titles).toEqual([
      'Меры 2021',
      'Очень длинное название таблицы,',
      'Очень длинное название табл 2',
    ])
  })

  test('is the same file for the same rows', () => {
    const sheet = sheetOf('Меры', [[text('a'), null]])
    expect(xlsxOf([sheet]).equals(xlsxOf([sheet]))).toBe(true)
  })

  test('cuts a text that Excel would refuse, and says so by its end', () => {
    const [table] = readDocument({
      is: 'file',
      bytes: xlsxOf([sheetOf('Меры', [[text('ж'.repeat(50_000)), text('конец')]])]),
    })
    const cut = table?.rows[1]?.[0]?.text ?? ''
    expect(cut).toHaveLength(32_767)
    expect(cut.endsWith('ж…')).toBe(true)
    expect(table?.rows[1]?.[1]?.text).toBe('конец')
  })
})

/** As the importer understands a text: lines trimmed, what no file may hold left out. */
const understood = (value: string) => tidyLines(cleanText(value))

describe('what the importer reads back', () => {
  test.each(HOSTILE)('is %j', (hostile) => {
    const sheet = sheetOf('Меры', [[text(hostile), text('рядом')]])
    const [fromExcel] = readDocument({ is: 'file', bytes: xlsxOf([sheet]) })
    expect(fromExcel?.rows[1]?.map((cell) => cell.text)).toEqual([understood(hostile), 'рядом'])
    const [fromCsv] = readDocument({ is: 'file', bytes: csvOf(sheet, 'ru') })
    expect(fromCsv?.rows[1]?.map((cell) => cell.text)).toEqual([understood(hostile), 'рядом'])
  })

  test('is what was written, in random tables of hostile cells', () => {
    const seed = Number(process.env['SEED'] ?? 5)
    console.log(`seed ${seed}`)
    const random = new Random(seed)
    const signs = ['_x0041_', ...Array.from('=+-@;,"\'\t\n <>& абв1')] as const
    for (let round = 0; round < 200; round++) {
      const rows = Array.from({ length: 1 + random.below(6) }, () => [
        text(`${Array.from({ length: random.below(12) }, () => random.of(signs)).join('')}.`),
        text('рядом'),
      ])
      const sheet = sheetOf('Меры', rows)
      const wanted = rows.map(([cell]) => understood(String(cell?.value)))
      for (const bytes of [xlsxOf([sheet]), csvOf(sheet, 'ru')]) {
        const [table] = readDocument({ is: 'file', bytes })
        const read = table?.rows.slice(1).map(([cell]) => cell?.text)
        expect(read, `round ${round}`).toEqual(wanted)
      }
    }
  })
})

const calc = findCalc()
if (!calc)
  console.log('Skipped: the workbook opened by LibreOffice. Its Calc is not installed here.')

test.skipIf(!calc)('LibreOffice opens the workbook and reads the same cells', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kurator-export-'))
  try {
    const file = join(folder, 'export.xlsx')
    writeFileSync(
      file,
      xlsxOf([
        sheetOf('Меры', [
          [text('=1+1'), { value: 44454, format: 'date' }],
          [text('a;b "c"'), { value: 1.5, format: 'number' }],
        ]),
      ]),
    )
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const args = ['--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):59,34,76,1']
    execFileSync('soffice', [profile, ...args, '--outdir', folder, file], { stdio: 'ignore' })
    expect(readFileSync(join(folder, 'export.csv'), 'utf8')).toBe(
      '"Первый";"Второй"\n"=1+1";15.09.2021\n"a;b ""c""";1.5\n',
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

function findCalc(): boolean {
  try {
    const soffice = execFileSync('sh', ['-c', 'command -v soffice'], { encoding: 'utf8' }).trim()
    return existsSync(join(dirname(realpathSync(soffice)), 'libsclo.so'))
  } catch {
    return false
  }
}
