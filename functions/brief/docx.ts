import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  convertMillimetersToTwip,
  type IParagraphOptions,
} from 'docx'
import type { Appendix, Bar, Block, Brief, Column } from '../../domain/brief/brief.ts'

/**
 * A paper as a Word document in the layout of Russian official papers (ГОСТ Р 7.0.97-2016): A4, margins
 * of 30, 10, 20 and 20 mm, Times New Roman 14, numbered pages, tables that repeat their head. Bars are
 * shaded cells: they print on any printer, and their figures stay text.
 *
 * @returns the bytes of the .docx
 */
export async function briefDocx(brief: Brief): Promise<Buffer> {
  const document = new Document({
    creator: 'Куратор',
    title: brief.title.join(' '),
    styles: {
      default: {
        document: {
          run: { font: 'Times New Roman', size: TEXT },
          paragraph: { spacing: { line: 276 } },
        },
      },
    },
    numbering: {
      config: [
        {
          reference: 'dash',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '–',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: INDENT, hanging: 284 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: {
              left: convertMillimetersToTwip(30),
              right: convertMillimetersToTwip(10),
              top: convertMillimetersToTwip(20),
              bottom: convertMillimetersToTwip(20),
            },
          },
        },
        footers: { default: pageNumber(), first: new Footer({ children: [] }) },
        children: [
          ...stamp(brief.stamp ?? []),
          ...brief.title.map((line, at) => title(line, at === 0)),
          ...brief.blocks.flatMap(blockOf),
          ...signature(brief),
          ...appendix(brief.appendix),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

/** Half-points. */
const TEXT = 28
const SMALL = 20
const INDENT = convertMillimetersToTwip(12.5)
/** What is left of 210 mm. */
const WIDTH = convertMillimetersToTwip(170)

function title(text: string, first: boolean): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: first ? 120 : 0 },
    children: [new TextRun({ text, bold: true, ...(first ? { size: 32 } : {}) })],
  })
}

function blockOf(block: Block): readonly (Paragraph | Table)[] {
  switch (block.is) {
    case 'heading':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: 320, after: 120 },
          children: [new TextRun({ text: block.text, bold: true })],
        }),
      ]
    case 'text':
      return block.text === ''
        ? []
        : [
            plain(block.text, {
              alignment: AlignmentType.JUSTIFIED,
              indent: { firstLine: INDENT },
              spacing: { after: 80 },
            }),
          ]
    case 'list':
      return block.items.map((item) => plain(item, { numbering: { reference: 'dash', level: 0 } }))
    case 'table':
      return [...caption(block.caption), tableOf(block.columns, block.rows), gap()]
    case 'bars':
      return [...caption(block.caption), barsOf(block.bars), gap()]
    default:
      return block satisfies never
  }
}

function plain(text: string, how: IParagraphOptions): Paragraph {
  return new Paragraph({ ...how, children: marked(text, TEXT) })
}

/** A text whose marks of the appendix stand small above the line. */
function marked(text: string, size: number): TextRun[] {
  return text
    .split(/ ?(\[\d+\])/)
    .map((part) =>
      /^\[\d+\]$/.test(part)
        ? new TextRun({ text: part, size, superScript: true, color: '5F6368' })
        : new TextRun({ text: part, size }),
    )
}

function caption(text: string): readonly Paragraph[] {
  if (text === '') return []
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 160, after: 80 },
      children: [new TextRun({ text, size: 24, bold: true })],
    }),
  ]
}

function gap(): Paragraph {
  return new Paragraph({ spacing: { after: 80, line: 120 }, children: [] })
}

function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): Table {
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
function barsOf(bars: readonly Bar[]): Table {
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

function stamp(lines: readonly string[]): readonly Paragraph[] {
  return lines.map((line, at) =>
    plain(line, {
      indent: { left: convertMillimetersToTwip(90) },
      spacing: { after: at === lines.length - 1 ? 400 : 60 },
    }),
  )
}

function signature({ signature: signed }: Brief): readonly Paragraph[] {
  if (signed === null) return []
  const { post, under, day } = signed
  const tabStops = [80, 125].map((mm) => ({
    type: 'left' as const,
    position: convertMillimetersToTwip(mm),
  }))
  const [first, second] = under
  return [
    plain(`${post}\t______________\t________________`, {
      keepNext: true,
      spacing: { before: 720 },
      tabStops,
    }),
    new Paragraph({
      keepNext: true,
      tabStops,
      children: [new TextRun({ text: `\t(${first})\t(${second})`, size: 18 })],
    }),
    plain(day, { spacing: { before: 120 } }),
  ]
}

function appendix({ title: head, figures }: Appendix): readonly Paragraph[] {
  if (figures.length === 0) return []
  return [
    new Paragraph({
      pageBreakBefore: true,
      spacing: { after: 160 },
      children: [new TextRun({ text: head, bold: true })],
    }),
    ...figures.flatMap(({ mark, about, rows }) => [
      new Paragraph({
        keepNext: rows.length > 0,
        spacing: { before: 120, line: 240 },
        children: [
          new TextRun({ text: `${mark} ${about}: ${rows.length}`, size: SMALL, bold: true }),
        ],
      }),
      ...rows.map(
        (row) =>
          new Paragraph({
            spacing: { line: 240 },
            indent: { left: 284 },
            children: [new TextRun({ text: row, size: SMALL })],
          }),
      ),
    ]),
  ]
}

function pageNumber(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ size: SMALL, children: [PageNumber.CURRENT] })],
      }),
    ],
  })
}
