import { strToU8, Zip, ZipDeflate } from 'fflate'
import { columnLetters } from '../../domain/a1.ts'
import type { SheetCell } from '../../domain/entered.ts'
import { cleanText } from '../../domain/export/cleanText.ts'
import type { ExportSheet } from '../../domain/export/sheet.ts'

/** What Excel takes into a cell. */
const CELL_CHARACTERS = 32_767
/** Rows that are put into XML and packed at a time. */
const ROWS_AT_ONCE = 500

/** Places in the styles' list of formats. */
const STYLE = { text: 0, header: 1, date: 2, number: 3, percent: 4, marked: 5 } as const

/**
 * Tables as an Excel workbook (ECMA-376): a sheet a table, its header bold and standing, filters, days as
 * days. Texts are texts whatever they begin with: no cell holds a formula, and one that looks like one
 * keeps being a text when somebody edits it (`quotePrefix`). Packed as it is written: memory holds the packed file.
 */
export function xlsxOf(sheets: readonly ExportSheet[]): Buffer {
  const parts: Uint8Array[] = []
  const zip = new Zip((error, part) => {
    if (error !== null) throw error
    parts.push(part)
  })
  const put = (path: string, texts: Iterable<string>) => {
    const file = new ZipDeflate(path, { level: 6 })
    // A fixed moment: the same rows make the same file.
    file.mtime = '2000-01-01T00:00:00Z'
    zip.add(file)
    for (const text of texts) file.push(strToU8(text))
    file.push(new Uint8Array(), true)
  }
  const named = titled(sheets)
  put('[Content_Types].xml', [contentTypes(sheets.length)])
  put('_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])])
  put('xl/workbook.xml', [workbook(named.map(({ title }) => title))])
  put('xl/_rels/workbook.xml.rels', [
    relations([
      ...sheets.map((_, at): Relation => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
  ])
  put('xl/styles.xml', [STYLES])
  named.forEach(({ sheet }, at) => put(`xl/worksheets/sheet${at + 1}.xml`, worksheet(sheet)))
  zip.end()
  return Buffer.concat(parts)
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEETML = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

type Relation = readonly [type: string, target: string]

function contentTypes(sheets: number): string {
  const parts = [
    ['/xl/workbook.xml', `${SHEETML}.sheet.main+xml`],
    ['/xl/styles.xml', `${SHEETML}.styles+xml`],
    ...Array.from({ length: sheets }, (_, at) => [
      `/xl/worksheets/sheet${at + 1}.xml`,
      `${SHEETML}.worksheet+xml`,
    ]),
  ]
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${parts
    .map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`)
    .join('')}</Types>`
}

function relations(all: readonly Relation[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all
    .map(
      ([type, target], at) =>
        `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`
}

function workbook(titles: readonly string[]): string {
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${titles
    .map((title, at) => `<sheet name="${escaped(title)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets></workbook>`
}

const WRAPPED = 'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEFF2"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf ${WRAPPED}<xf fontId="1" fillId="2" applyFont="1" applyFill="1" ${WRAPPED}<xf numFmtId="164" applyNumberFormat="1" ${WRAPPED}<xf ${WRAPPED}<xf numFmtId="10" applyNumberFormat="1" ${WRAPPED}<xf quotePrefix="1" ${WRAPPED}</cellXfs></styleSheet>`

function* worksheet({ columns, rows }: ExportSheet): Generator<string> {
  const last = `${columnLetters(columns.length - 1)}${rows.length + 1}`
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
    .map(
      ({ width }, at) =>
        `<col min="${at + 1}" max="${at + 1}" width="${(width / 7).toFixed(1)}" customWidth="1"/>`,
    )
    .join('')}</cols><sheetData>`
  yield rowOf(
    0,
    columns.map(({ header }, at) => textCell(columnLetters(at) + 1, header, STYLE.header)),
  )
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    yield rows
      .slice(from, from + ROWS_AT_ONCE)
      .map((row, at) =>
        rowOf(
          from + at + 1,
          row.map((cell, x) => cellOf(`${columnLetters(x)}${from + at + 2}`, cell)),
        ),
      )
      .join('')
  }
  yield `</sheetData><autoFilter ref="A1:${last}"/></worksheet>`
}

function rowOf(index: number, cells: readonly string[]): string {
  return `<row r="${index + 1}">${cells.join('')}</row>`
}

function cellOf(place: string, cell: SheetCell | null): string {
  const value = cell?.value ?? ''
  if (value === '') return ''
  if (typeof value !== 'number') {
    const text = String(value)
    return textCell(place, text, /^[=+\-@]/.test(text) ? STYLE.marked : STYLE.text)
  }
  return `<c r="${place}" s="${STYLE[cell?.format ?? 'number']}"><v>${value}</v></c>`
}

function textCell(place: string, text: string, style: number): string {
  return `<c r="${place}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(cut(text))}</t></is></c>`
}

/** What is longer than a cell of Excel ends with «…»; the whole of it stays in the programme. */
function cut(text: string): string {
  if (text.length <= CELL_CHARACTERS) return text
  return `${text.slice(0, CELL_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * A text within XML. What Excel would read as the code of a character, such as `_x000D_`, stays what it is
 * (ECMA-376, ST_Xstring).
 */
function escaped(text: string): string {
  return cleanText(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Titles that Excel takes: up to 31 characters, none of `[]:*?/\`, no apostrophe at the ends, each once. */
function titled(sheets: readonly ExportSheet[]): readonly { title: string; sheet: ExportSheet }[] {
  const taken = new Set<string>()
  return sheets.map((sheet) => {
    const plain = sheet.title.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '')
    let title = plain.slice(0, 31)
    for (let number = 2; taken.has(title.toLowerCase()); number++) {
      title = `${plain.slice(0, 27)} ${number}`
    }
    taken.add(title.toLowerCase())
    return { title, sheet }
  })
}
