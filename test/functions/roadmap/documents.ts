import {
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx'
import writeXlsx, { type SheetData } from 'write-excel-file/node'
import type { RawDocument } from '../../../functions/roadmap/readDocument.ts'

/** A cell of a document for the tests: its text, or more where it is merged or has several paragraphs. */
export type Cell =
  | string
  | {
      readonly text: string
      readonly span?: number
      /** Begins a cell merged downwards, or goes on with it. */
      readonly down?: 'start' | 'on'
      /** Paragraphs; `\n` in one of them is a soft break. */
      readonly paragraphs?: readonly string[]
    }

/** A paragraph, or a table. */
export type Block = string | readonly (readonly Cell[])[]

/** A Word document, written by a program that knows nothing of ours. */
export async function docx(...blocks: readonly Block[]): Promise<RawDocument> {
  const children = blocks.map((block) =>
    typeof block === 'string'
      ? paragraph(block)
      : new Table({
          rows: block.map(
            (row) => new TableRow({ children: row.map((cell) => new TableCell(cellOf(cell))) }),
          ),
        }),
  )
  const document = new Document({ sections: [{ children }] })
  return { is: 'file', bytes: new Uint8Array(await Packer.toBuffer(document)) }
}

function cellOf(cell: Cell): ConstructorParameters<typeof TableCell>[0] {
  if (typeof cell === 'string') return { children: [paragraph(cell)] }
  const merge = { start: VerticalMergeType.RESTART, on: VerticalMergeType.CONTINUE }
  return {
    children: (cell.paragraphs ?? [cell.text]).map(paragraph),
    ...(cell.span === undefined ? {} : { columnSpan: cell.span }),
    ...(cell.down === undefined ? {} : { verticalMerge: merge[cell.down] }),
  }
}

function paragraph(text: string): Paragraph {
  const children = text
    .split('\n')
    .map((line, at) => new TextRun(at === 0 ? { text: line } : { text: line, break: 1 }))
  return new Paragraph({ children })
}

/** What a cell of an Excel sheet holds for the tests. */
export type ExcelCell =
  | string
  | number
  | Date
  | null
  | { readonly value: number | string; readonly format?: string; readonly span?: number }

/** An Excel workbook of one sheet. */
export async function xlsx(rows: readonly (readonly ExcelCell[])[]): Promise<RawDocument> {
  const data: SheetData = rows.map((row) => row.flatMap(excelCells))
  return { is: 'file', bytes: new Uint8Array(await writeXlsx(data).toBuffer()) }
}

function excelCells(cell: ExcelCell): SheetData[number] {
  if (cell === null) return [null]
  if (cell instanceof Date) return [{ value: cell, type: Date, format: 'dd.mm.yyyy' }]
  if (typeof cell !== 'object') return [{ value: cell }]
  const { value, format, span = 1 } = cell
  const whole = { value, columnSpan: span, ...(format === undefined ? {} : { format }) }
  return [whole, ...Array.from({ length: span - 1 }, () => null)]
}

/** A file of text, in the encoding that Excel still writes here, or in UTF-8. */
export function textFile(text: string, encoding: 'utf-8' | 'windows-1251' = 'utf-8'): RawDocument {
  return {
    is: 'file',
    bytes: encoding === 'utf-8' ? new TextEncoder().encode(text) : windows1251(text),
  }
}

export function pasted(text: string): RawDocument {
  return { is: 'pasted', text }
}

function windows1251(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1251')
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]),
  )
  return Uint8Array.from(Array.from(text), (sign) => codes.get(sign) ?? 63)
}
