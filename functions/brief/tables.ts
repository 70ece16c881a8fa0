import {
  AlignmentType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  convertMillimetersToTwip,
} from 'docx'
import type { Column } from '../../domain/brief/brief.ts'
import { marked, SMALL } from './marked.ts'

/** What the margins leave of 210 mm. */
const WIDTH = convertMillimetersToTwip(170)

/** A table over the whole width, whose head is repeated on every page. */
export function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): Table {
  const all = columns.reduce((total, { width }) => total + width, 0)
  const widths = columns.map(({ width }) => Math.floor((WIDTH * width) / all))
  const cell = (text: string, at: number, head: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { left: 70, right: 70, top: 30, bottom: 30 },
      ...(head ? { shading: { type: ShadingType.CLEAR, fill: 'EDEFF2' } } : {}),
      children: [
        new Paragraph({
          alignment: columns[at]?.align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: { line: 240 },
          children: head ? [new TextRun({ text, size: 18, bold: true })] : marked(text, SMALL),
        }),
      ],
    })
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ title: head }, at) => cell(head, at, true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: columns.map((_, at) => cell(row[at] ?? '', at, false)),
          }),
      ),
    ],
  })
}
