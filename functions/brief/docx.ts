import { randomUUID } from 'node:crypto'
import {
  AlignmentType,
  Document,
  Footer,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  convertMillimetersToTwip,
  type IParagraphOptions,
  type Table,
} from 'docx'
import type { Appendix, Block, Brief } from '../../domain/brief/brief.ts'
import { BARS_OF_A_CHART, withCharts, type Chart } from './charts.ts'
import { tableOf } from './tables.ts'
import { marked, SMALL, TEXT } from './marked.ts'

/**
 * A paper as a Word document in the layout of Russian official papers (ГОСТ Р 7.0.97-2016): A4, margins
 * of 30, 10, 20 and 20 mm, Times New Roman 14, numbered pages, tables that repeat their head. Bars are
 * charts of Word.
 *
 * @returns the bytes of the .docx
 */
export async function briefDocx(brief: Brief): Promise<Buffer> {
  const charts: Chart[] = []
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
          ...brief.blocks.flatMap((block) => blockOf(block, charts)),
          ...signature(brief),
          ...appendix(brief.appendix),
        ],
      },
    ],
  })
  return withCharts(await Packer.toBuffer(document), charts)
}

const INDENT = convertMillimetersToTwip(12.5)

function title(text: string, first: boolean): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: first ? 120 : 0 },
    children: [new TextRun({ text, bold: true, ...(first ? { size: 32 } : {}) })],
  })
}

function blockOf(block: Block, charts: Chart[]): readonly (Paragraph | Table)[] {
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
      return [...caption(block.caption), ...chartsOf(block, charts), gap()]
    default:
      return block satisfies never
  }
}

/** Paragraphs where charts are to stand; each is noted with its mark, which no text of people's can be. */
function chartsOf(
  { caption: about, bars }: Extract<Block, { is: 'bars' }>,
  charts: Chart[],
): readonly Paragraph[] {
  return Array.from({ length: Math.ceil(bars.length / BARS_OF_A_CHART) }, (_, at) => {
    const mark = randomUUID()
    const own = bars.slice(at * BARS_OF_A_CHART, (at + 1) * BARS_OF_A_CHART)
    charts.push({ mark, caption: about, bars: own })
    return new Paragraph({
      spacing: { line: 240, lineRule: LineRuleType.AUTO },
      children: [new TextRun(mark)],
    })
  })
}

function plain(text: string, how: IParagraphOptions): Paragraph {
  return new Paragraph({ ...how, children: marked(text, TEXT) })
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
    ...figures.flatMap(({ mark, about, count, lines }) => [
      new Paragraph({
        keepNext: lines.length > 0,
        spacing: { before: 120, line: 240 },
        children: [new TextRun({ text: `${mark} ${about}: ${count}`, size: SMALL, bold: true })],
      }),
      ...lines.map(
        (line) =>
          new Paragraph({
            spacing: { line: 240 },
            indent: { left: 284 },
            children: [new TextRun({ text: line, size: SMALL })],
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
