import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { columnLetters } from '../../domain/a1.ts'
import { ApiError } from './api-error.ts'
import type { Area, Sheet } from './state.ts'

/** The titles that a range may begin with. */
interface Titles {
  readonly sheets: readonly Pick<Sheet, 'sheetId' | 'properties'>[]
}

/**
 * Reads A1 notation: `Меры!A2:P500`, `'План 2021'!A:C`, `Меры!2:5`, `B7`, or a sheet's title alone.
 * Without a title the first sheet is meant; titles are compared without regard to case, as Google does.
 *
 * @throws {ApiError} 400 «Unable to parse range»
 */
export function parseA1(text: string, spreadsheet: Titles): sheets_v4.Schema$GridRange {
  const refused = new ApiError(400, `Unable to parse range: ${text}`)
  const split = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(text)
  if (!split) {
    const whole = sheetTitled(spreadsheet, unquote(text))
    if (whole !== undefined) return { sheetId: whole }
  }
  const title = split ? (split[1]?.replaceAll("''", "'") ?? split[2]) : undefined
  const sheetId =
    title === undefined ? spreadsheet.sheets[0]?.sheetId : sheetTitled(spreadsheet, title)
  const range = parseCells(split?.[3] ?? text)
  if (sheetId === undefined || !range) throw refused
  return { sheetId, ...range }
}

function sheetTitled(spreadsheet: Titles, title: string): number | undefined {
  const wanted = title.toLocaleLowerCase()
  return spreadsheet.sheets.find((sheet) => sheet.properties.title?.toLocaleLowerCase() === wanted)
    ?.sheetId
}

function unquote(text: string): string {
  return /^'.*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text
}

/** The cells of a range without its sheet, such as `A2:P500`, `A:C`, `2:5`, `A2:P`; undefined if unreadable. */
function parseCells(text: string): sheets_v4.Schema$GridRange | undefined {
  const match = /^\$?([A-Z]*)\$?([1-9]\d*)?(?::\$?([A-Z]*)\$?([1-9]\d*)?)?$/i.exec(text)
  if (!match || text === '') return undefined
  const [, left = '', top, right, bottom] = match
  const single = right === undefined && bottom === undefined
  if (single && (left === '' || top === undefined)) return undefined
  if (!single && (left === '') !== ((right ?? '') === '')) return undefined
  const columns = order(columnNumber(left), columnNumber(single ? left : (right ?? '')))
  const rows = order(top ? Number(top) : undefined, Number(single ? top : bottom) || undefined)
  return {
    ...(rows.from === undefined ? {} : { startRowIndex: rows.from - 1 }),
    ...(rows.to === undefined ? {} : { endRowIndex: rows.to }),
    ...(columns.from === undefined ? {} : { startColumnIndex: columns.from - 1 }),
    ...(columns.to === undefined ? {} : { endColumnIndex: columns.to }),
  }
}

function order(
  from: number | undefined,
  to: number | undefined,
): { from: number | undefined; to: number | undefined } {
  return from !== undefined && to !== undefined && from > to ? { from: to, to: from } : { from, to }
}

function columnNumber(letters: string): number | undefined {
  return letters === '' ? undefined : columnIndex(letters) + 1
}

/** @example columnIndex('AB') // 27, the column is counted from 0 */
export function columnIndex(letters: string): number {
  if (!/^[A-Z]+$/i.test(letters)) throw new ApiError(400, `Not a column: ${letters}`)
  let number = 0
  for (const char of letters.toUpperCase()) number = number * 26 + char.charCodeAt(0) - 64
  return number - 1
}

/** @example areaA1({ top: 1, bottom: 2, left: 0, right: 3, … }) // 'A2:C2' */
export function areaA1(area: Area): string {
  const from = `${columnLetters(area.left)}${area.top + 1}`
  const to = `${columnLetters(area.right - 1)}${area.bottom}`
  return from === to ? from : `${from}:${to}`
}
