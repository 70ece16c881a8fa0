import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Bar } from '../../domain/brief/brief.ts'

/** Bars of one chart: more do not fit on a page. */
export const BARS_OF_A_CHART = 25

/** English Metric Units of a millimetre. */
const EMU = 36_000
const WIDTH_MM = 170
const BAR_MM = 7.5
const AROUND_MM = 8

/** Dark on a light ground: told apart without colours, and printed in black and white. */
const BAR = '1F4E79'
const LINES = 'D0D7DE'

/** A chart that is to stand where its mark stands in the document. */
export interface Chart {
  /** Text of a run, which occurs nowhere else. */
  readonly mark: string
  readonly caption: string
  readonly bars: readonly Bar[]
}

/**
 * Puts charts into a Word document as charts of Word (DrawingML, ECMA-376 part 1, 21.2): sharp at any size, and
 * their figures are in the file. The writer of documents knows none. What a chart shows stands in its
 * description too, for readers of the screen.
 *
 * @param docx with a run for each chart that holds its mark alone
 */
export function withCharts(docx: Uint8Array, charts: readonly Chart[]): Buffer {
  if (charts.length === 0) return Buffer.from(docx)
  const files = unzipSync(docx)
  const change = (path: string, how: (xml: string) => string) => {
    const file = files[path]
    if (file === undefined) throw new Error(`The document has no ${path}.`)
    files[path] = strToU8(how(strFromU8(file)))
  }
  change('word/document.xml', (xml) =>
    charts.reduce((whole, chart, at) => {
      // The run around the mark, and no run before it.
      const end = whole.indexOf(chart.mark)
      const from = whole.lastIndexOf('<w:r>', end)
      const to = whole.indexOf('</w:r>', end)
      if (end < 0 || from < 0 || to < 0) throw new Error(`Chart ${at + 1} has no place.`)
      return whole.slice(0, from) + drawing(chart, at + 1) + whole.slice(to + '</w:r>'.length)
    }, xml),
  )
  change('word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `${charts
        .map(
          (_, at) =>
            `<Relationship Id="chart${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart" Target="charts/chart${at + 1}.xml"/>`,
        )
        .join('')}</Relationships>`,
    ),
  )
  change('[Content_Types].xml', (xml) =>
    xml.replace(
      '</Types>',
      `${charts
        .map(
          (_, at) =>
            `<Override PartName="/word/charts/chart${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`,
        )
        .join('')}</Types>`,
    ),
  )
  charts.forEach((chart, at) => {
    files[`word/charts/chart${at + 1}.xml`] = strToU8(chartXml(chart))
  })
  return Buffer.from(zipSync(files, { level: 6 }))
}

function drawing({ caption, bars }: Chart, number: number): string {
  const height = Math.round((bars.length * BAR_MM + AROUND_MM) * EMU)
  const told = bars.map(({ label, value }) => `${label}: ${value}`).join('; ')
  return `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${WIDTH_MM * EMU}" cy="${height}"/><wp:docPr id="${9_000 + number}" name="${escaped(caption)} ${number}" descr="${escaped(told.slice(0, 4_000).toWellFormed())}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="chart${number}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

function chartXml({ caption, bars }: Chart): string {
  const last = bars.length + 1
  const percents = bars.map(({ share }) => Math.round((share ?? 0) * 10_000) / 100)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>A!$B$1</c:f><c:strCache>${points([caption])}</c:strCache></c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val="${BAR}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/><c:dLbls>${bars.map(label).join('')}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${type(900)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls><c:cat><c:strRef><c:f>A!$A$2:$A$${last}</c:f><c:strCache>${points(bars.map((bar) => bar.label))}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>A!$B$2:$B$${last}</c:f><c:numCache><c:formatCode>0</c:formatCode>${points(percents)}</c:numCache></c:numRef></c:val></c:ser><c:gapWidth val="45"/><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="${LINES}"/></a:solidFill></a:ln></c:spPr>${type(900)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="120"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/><c:majorUnit val="20"/></c:valAx><c:spPr><a:noFill/></c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>`
}

function points(values: readonly (string | number)[]): string {
  return `<c:ptCount val="${values.length}"/>${values
    .map((value, at) => `<c:pt idx="${at}"><c:v>${escaped(String(value))}</c:v></c:pt>`)
    .join('')}`
}

/** The value as the text says it: «67 % (2/3)», also where there is no bar to draw. */
function label({ value }: Bar, at: number): string {
  return `<c:dLbl><c:idx val="${at}"/><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:r><a:rPr lang="ru-RU" sz="900"><a:latin typeface="Times New Roman"/></a:rPr><a:t>${escaped(value)}</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>`
}

function type(size: number): string {
  return `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}"><a:latin typeface="Times New Roman"/></a:defRPr></a:pPr><a:endParaRPr lang="ru-RU"/></a:p></c:txPr>`
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
