import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { serialOf } from './display.ts'
import type { Cell } from './state.ts'

/** What a typed text becomes: a value, and the number format that goes with it. */
interface Typed {
  readonly value: sheets_v4.Schema$ExtendedValue
  readonly format?: sheets_v4.Schema$NumberFormat
}

const MONTHS = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
]

/**
 * The cell after a person has typed `text` into it, as Google Sheets reads it under the locale ru_RU:
 * dates by day, decimal comma, percent, yes/no, `=` formula, a leading apostrophe for text. A cell whose
 * format is plain text keeps every text as it was typed.
 *
 * @param thisYear the year of a date typed without one
 * @returns undefined for a cell that is left with nothing in it
 * @example typedCell(undefined, '15.3.21', 2021)
 * // { userEnteredValue: { numberValue: 44270 },
 * //   userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'dd.mm.yyyy' } } }
 */
export function typedCell(
  cell: Cell | undefined,
  text: string,
  thisYear: number,
): Cell | undefined {
  const { userEnteredValue: _old, ...rest } = cell ?? {}
  if (text === '') return rest
  const format = cell?.userEnteredFormat?.numberFormat
  if (format?.type === 'TEXT') return { ...rest, userEnteredValue: { stringValue: text } }
  const typed = readTyped(text, thisYear)
  const next = { ...rest, userEnteredValue: typed.value }
  if (!typed.format || keepsFormat(format, typed.format)) return next
  return { ...next, userEnteredFormat: { ...rest.userEnteredFormat, numberFormat: typed.format } }
}

/** A date typed into a cell that already shows dates keeps the look which the cell had. */
function keepsFormat(
  held: sheets_v4.Schema$NumberFormat | undefined,
  typed: sheets_v4.Schema$NumberFormat,
): boolean {
  const dates = ['DATE', 'DATE_TIME']
  if (held?.type && dates.includes(held.type)) return dates.includes(typed.type ?? '')
  return held?.type === typed.type && held?.type !== undefined
}

function readTyped(text: string, thisYear: number): Typed {
  if (text.startsWith("'")) return { value: { stringValue: text.slice(1) } }
  if (text.length > 1 && text.startsWith('=')) return { value: { formulaValue: text } }
  const trimmed = text.replaceAll('\u00a0', ' ').trim()
  return (
    readBoolean(trimmed) ??
    readNumber(trimmed) ??
    readDate(trimmed, thisYear) ?? { value: { stringValue: text } }
  )
}

function readBoolean(text: string): Typed | undefined {
  const word = text.toUpperCase()
  if (word === 'TRUE' || word === 'ИСТИНА') return { value: { boolValue: true } }
  if (word === 'FALSE' || word === 'ЛОЖЬ') return { value: { boolValue: false } }
  return undefined
}

function readNumber(text: string): Typed | undefined {
  const match =
    /^([+-]?)(\d+|\d{1,3}(?: \d{3})+)(?:,(\d+))?(?:e([+-]?\d{1,3}))?( ?%| ?(?:₽|р\.|руб\.))?$/i.exec(
      text,
    )
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0', unit = ''] = match
  const value = Number(`${sign}${whole.replaceAll(' ', '')}.${fraction || '0'}e${exponent}`)
  if (unit.trim() === '%') {
    const percent = Number((value / 100).toPrecision(15))
    return {
      value: { numberValue: percent },
      format: { type: 'PERCENT', pattern: fraction ? '0.00%' : '0%' },
    }
  }
  if (unit !== '') {
    const pattern = fraction ? '#,##0.00 "₽"' : '#,##0 "₽"'
    return { value: { numberValue: value }, format: { type: 'CURRENCY', pattern } }
  }
  const grouped = whole.includes(' ')
  return grouped
    ? {
        value: { numberValue: value },
        format: { type: 'NUMBER', pattern: fraction ? '#,##0.00' : '#,##0' },
      }
    : { value: { numberValue: value } }
}

/**
 * Dates as Sheets takes them under ru_RU: day first, with dots, slashes or hyphens; ISO; month names.
 *
 * A day and a month without a year («15.03», «15/03», «15 марта») are a date of the CURRENT year: so
 * does Google's sheet under a Russian locale, which is why «3.5» typed for three and a half becomes the
 * third of May. This is the only place that decides it.
 */
function readDate(text: string, thisYear: number): Typed | undefined {
  const [, day = text, time] = /^(.*?)(?:,? (\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(text) ?? []
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time ?? text)
  const fraction = clock ? timeOfDay(clock) : undefined
  if (clock && fraction === undefined) return undefined
  if (clock && time === undefined) {
    return { value: { numberValue: fraction ?? 0 }, format: { type: 'TIME', pattern: 'h:mm' } }
  }
  const date = readDay(day, thisYear)
  if (!date) return undefined
  if (fraction === undefined) {
    return { value: { numberValue: date.serial }, format: { type: 'DATE', pattern: date.pattern } }
  }
  return {
    value: { numberValue: date.serial + fraction },
    format: { type: 'DATE_TIME', pattern: 'dd.mm.yyyy h:mm' },
  }
}

function timeOfDay([, hours, minutes, seconds = '0']: readonly string[]): number | undefined {
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)]
  return h < 24 && m < 60 && s < 60 ? (h * 3600 + m * 60 + s) / 86_400 : undefined
}

function readDay(text: string, thisYear: number): { serial: number; pattern: string } | undefined {
  const digits = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(text)
  if (digits) {
    const [, day, , month, year] = digits
    return dated(yearOf(year, thisYear), Number(month), Number(day), year ? 'dd.mm.yyyy' : 'dd.mm')
  }
  const iso = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (iso) return dated(Number(iso[1]), Number(iso[3]), Number(iso[4]), 'yyyy-mm-dd')
  const worded = /^(\d{1,2}) ([а-яё]{3,})\.?(?: (\d{4})(?: ?г\.?)?)?$/i.exec(text)
  const month = worded ? monthNumber(worded[2] ?? '') : 0
  if (!worded || month === 0) return undefined
  return dated(
    yearOf(worded[3], thisYear),
    month,
    Number(worded[1]),
    worded[3] ? 'dd.mm.yyyy' : 'dd.mm',
  )
}

/** Names in the genitive («марта»), the nominative («март», «июнь») and short («мар», «сент»); 0 for none. */
function monthNumber(word: string): number {
  const lower = word.toLowerCase()
  if (lower === 'май') return 5
  return MONTHS.findIndex((name) => name.startsWith(lower) || name.replace(/я$/, 'ь') === lower) + 1
}

/** Two digits are 2000–2049 and 1950–1999; none is the current year. */
function yearOf(text: string | undefined, thisYear: number): number {
  if (text === undefined) return thisYear
  const year = Number(text)
  if (text.length === 4) return year
  return year < 50 ? 2000 + year : 1900 + year
}

function dated(
  year: number,
  month: number,
  day: number,
  pattern: string,
): { serial: number; pattern: string } | undefined {
  const serial = serialOf(year, month, day)
  return serial === undefined ? undefined : { serial, pattern }
}
