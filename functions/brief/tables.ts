import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  convertMillimetersToTwip,
} from 'docx'
import type { Bar, Column } from '../../domain/brief/brief.ts'
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

/** A row a bar: its name, the bar over a light ground, its value. */
export function barsOf(bars: readonly Bar[]): Table {
  const [name, ground, value] = [Math.round(WIDTH * 0.3), Math.round(WIDTH * 0.5), 0] as const
  const rest = WIDTH - name - ground - value
  // So many columns that a bar is true to one part in a hundred.
  const parts = 100
  const part = Math.floor(ground / parts)
  const row = ({ label, share, value: said }: Bar) => {
    const full = share === null ? 0 : Math.round(share * parts)
    return new TableRow({
      cantSplit: true,
      children: [
        bare([new TextRun({ text: label, size: SMALL })], name, 1),
        ...(full > 0 ? [shaded(BAR, part * full, full)] : []),
        ...(full < parts ? [shaded(GROUND, part * (parts - full), parts - full)] : []),
        bare([new TextRun({ text: said, size: SMALL })], rest, 1),
      ],
    })
  }
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [name, ...Array.from({ length: parts }, () => part), rest],
    borders: NO_BORDERS,
    rows: bars.map(row),
  })
}

/** Dark on light: told apart in print and by the colour-blind. */
const BAR = '1F4E79'
const GROUND = 'E4E9EF'

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: { style: BorderStyle.SINGLE, size: 24, color: 'FFFFFF' },
  insideVertical: NONE,
} as const

function bare(children: readonly TextRun[], size: number, columnSpan: number): TableCell {
  return new TableCell({
    width: { size, type: WidthType.DXA },
    columnSpan,
    margins: { left: 70, right: 70, top: 40, bottom: 40 },
    children: [new Paragraph({ spacing: { line: 240 }, children: [...children] })],
  })
}

function shaded(fill: string, size: number, columnSpan: number): TableCell {
  return new TableCell({
    width: { size, type: WidthType.DXA },
    columnSpan,
    shading: { type: ShadingType.CLEAR, fill },
    children: [new Paragraph({ spacing: { line: 240 }, children: [] })],
  })
}
