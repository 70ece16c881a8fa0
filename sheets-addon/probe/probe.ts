import { probeTexts, type ProbeTexts } from '../../domain/texts/probe.ts'
import { CHECKS } from './checks.ts'
import { Scratch, texts } from './scratch.ts'
import { BOARD, STEPS } from './steps.ts'

/**
 * What we take for true of Google's sheets and cannot test without Google, tried in a real spreadsheet: first what a
 * script can try by itself, then, press by press of the same menu entry, what only a person's hand can show. The
 * report stands beside what the local workbook answers to the same. A script file of its own (`Probe.js`).
 */

type EditEvent = GoogleAppsScript.Events.SheetsOnEdit
type ChangeEvent = GoogleAppsScript.Events.SheetsOnChange

const HANDLERS: readonly string[] = ['probeEdited', 'probeChanged']
const REPORT = 7_001
const FIRST_TAB = 7_100

/** One line of the report. */
interface Line {
  readonly what: string
  readonly here: string
  readonly expected: string | null
}

/** Kept between two presses of the menu. */
interface Kept {
  readonly at: number
  readonly lines: readonly Line[]
}

/** «Проверка Google Таблиц…»: begins, or goes on with the next step. */
export function runProbe(): void {
  const sheet = SpreadsheetApp.getActive()
  const say = sheet.getSpreadsheetLocale().startsWith('en') ? probeTexts.en : probeTexts.ru
  const scratch = new Scratch(sheet.getId())
  const kept = PropertiesService.getDocumentProperties().getProperty('probe')
  if (kept === null) begin(sheet, scratch, say)
  else goOn(scratch, say, JSON.parse(kept))
}

/** An edit trigger of the probe: what came, for the step that is being done. */
export function probeEdited(event: EditEvent): void {
  const value = event.value === undefined ? '' : ` ${event.value}`
  note(`edit ${event.range.getA1Notation()}${value}`)
}

export function probeChanged(event: ChangeEvent): void {
  note(`change ${event.changeType}`)
}

function begin(
  sheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  scratch: Scratch,
  say: ProbeTexts,
): void {
  const { sheets = [] } = scratch.get(
    'sheets(properties(title),data(rowData(values(formattedValue))))',
  )
  const empty = sheets.every(({ data }) => (data?.[0]?.rowData ?? []).length === 0)
  if (!empty) return (SpreadsheetApp.getUi().alert(say.notEmpty), undefined)
  ScriptApp.newTrigger('probeEdited').forSpreadsheet(sheet).onEdit().create()
  ScriptApp.newTrigger('probeChanged').forSpreadsheet(sheet).onChange().create()
  const lines = CHECKS.map(({ id, expected, run }, at): Line => {
    const sheetId = FIRST_TAB + at
    scratch.addTab(sheetId, id)
    const here = answerOf(() => run(scratch, sheetId, id))
    scratch.update([{ deleteSheet: { sheetId } }])
    return { what: say.checks[id], here, expected }
  })
  layOutBoard(scratch)
  keep({ at: 0, lines })
  tellStep(say, 0)
}

/** Four rows, of which the hidden third column knows where each began. */
function layOutBoard(scratch: Scratch): void {
  const { sheetId, title } = BOARD
  scratch.addTab(sheetId, title, [['Текст', 'Число', 'id']])
  const rows = ['d', 'b', 'c', 'a'].map((text, at) => ({
    values: [
      { userEnteredValue: { stringValue: text } },
      { userEnteredValue: { numberValue: { a: 1, b: 2, c: 3, d: 4 }[text] ?? 0 } },
      { userEnteredValue: { stringValue: `id-${at + 1}` } },
    ],
  }))
  const column = { sheetId, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 }
  const asText = { userEnteredFormat: { numberFormat: { type: 'TEXT' } } }
  const firstColumn = { sheetId, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 }
  scratch.update([
    { appendDimension: { sheetId, dimension: 'ROWS', length: 10 } },
    {
      updateCells: {
        start: { sheetId, rowIndex: 1, columnIndex: 0 },
        rows,
        fields: 'userEnteredValue',
      },
    },
    { repeatCell: { range: firstColumn, cell: asText, fields: 'userEnteredFormat.numberFormat' } },
    {
      updateDimensionProperties: {
        range: column,
        properties: { hiddenByUser: true },
        fields: 'hiddenByUser',
      },
    },
  ])
}

function goOn(scratch: Scratch, say: ProbeTexts, { at, lines: before }: Kept): void {
  const step = STEPS[at]
  if (!step) return
  const here = answerOf(() => [step.look(scratch), seen()])
  const lines = [...before, { what: say.steps[step.id], here, expected: step.expected }]
  if (at + 1 < STEPS.length) {
    keep({ at: at + 1, lines })
    return tellStep(say, at + 1)
  }
  writeReport(scratch, say, lines)
  for (const trigger of ScriptApp.getUserTriggers(SpreadsheetApp.getActive())) {
    if (HANDLERS.includes(trigger.getHandlerFunction())) ScriptApp.deleteTrigger(trigger)
  }
  PropertiesService.getDocumentProperties().deleteProperty('probe')
  SpreadsheetApp.getUi().alert(say.done(lines.filter((line) => differs(line)).length))
}

function tellStep(say: ProbeTexts, at: number): void {
  const step = STEPS[at]
  if (step) SpreadsheetApp.getUi().alert(say.step(at + 1, STEPS.length, say.steps[step.id]))
}

function writeReport(scratch: Scratch, say: ProbeTexts, lines: readonly Line[]): void {
  const rows = lines.map((line) => [
    line.what,
    line.here,
    line.expected ?? '',
    line.expected === null ? say.notCompared : differs(line) ? say.differs : say.same,
  ])
  const gridProperties = { rowCount: rows.length + 1, columnCount: 4, frozenRowCount: 1 }
  scratch.update([
    { addSheet: { properties: { sheetId: REPORT, title: say.report, gridProperties } } },
    texts(REPORT, 0, 0, [say.headers, ...rows]),
  ])
}

function differs({ here, expected }: Line): boolean {
  return expected !== null && here !== expected
}

function answerOf(look: () => unknown): string {
  try {
    return JSON.stringify(look())
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function keep(kept: Kept): void {
  PropertiesService.getDocumentProperties().setProperties({ probe: JSON.stringify(kept) })
}

/** Triggers run beside each other: each event has a property of its own. */
function note(what: string): void {
  const key = `probe.seen.${Date.now()}.${Math.random()}`
  PropertiesService.getDocumentProperties().setProperties({ [key]: what })
}

/** The events since the last look, sorted, as their order is not promised. */
function seen(): string[] {
  const properties = PropertiesService.getDocumentProperties()
  const found = Object.entries(properties.getProperties()).filter(([key]) =>
    key.startsWith('probe.seen.'),
  )
  for (const [key] of found) properties.deleteProperty(key)
  return found.map(([, what]) => what).sort()
}
