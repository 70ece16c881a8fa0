import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Cell } from './state.ts'

const NBSP = '\u00a0'

/** The day that serial number 0 stands for in Sheets. */
const EPOCH = Date.UTC(1899, 11, 30)
const DAY = 86_400_000

/**
 * The value that a cell shows and that formulas see.
 *
 * Formulas are kept as people wrote them, but not computed here: their cells say so with an error value.
 */
export function effectiveValue(cell: Cell): sheets_v4.Schema$ExtendedValue | undefined {
  const entered = cell.userEnteredValue
  if (typeof entered?.formulaValue !== 'string') return entered
  return {
    errorValue: {
      type: 'ERROR',
      message: `Formulas are not computed in the local workbook: ${entered.formulaValue}`,
    },
  }
}

/** The text that a person sees in the cell; undefined for an empty one. */
export function formattedValue(cell: Cell, locale: string): string | undefined {
  const value = effectiveValue(cell)
  if (!value) return undefined
  if (typeof value.stringValue === 'string') return value.stringValue
  if (typeof value.boolValue === 'boolean') return booleanText(value.boolValue, locale)
  if (typeof value.numberValue === 'number') {
    return numberText(value.numberValue, cell.userEnteredFormat?.numberFormat, locale)
  }
  return value.errorValue ? '#ERROR!' : undefined
}

function booleanText(value: boolean, locale: string): string {
  if (locale.startsWith('ru')) return value ? 'ИСТИНА' : 'ЛОЖЬ'
  return value ? 'TRUE' : 'FALSE'
}

function numberText(
  value: number,
  format: sheets_v4.Schema$NumberFormat | undefined,
  locale: string,
): string {
  const type = format?.type
  const pattern = format?.pattern ?? DEFAULT_PATTERNS[type ?? '']
  if (type === 'DATE' || type === 'DATE_TIME' || type === 'TIME') {
    return dateText(value, pattern ?? 'dd.mm.yyyy')
  }
  if (!pattern) return generalText(value, locale)
  return patternText(value, pattern, locale)
}

const DEFAULT_PATTERNS: Readonly<Record<string, string>> = {
  DATE: 'dd.mm.yyyy',
  DATE_TIME: 'dd.mm.yyyy hh:mm:ss',
  TIME: 'h:mm:ss',
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
}

/** A number without a format: up to ten significant digits, with the locale's decimal sign. */
function generalText(value: number, locale: string): string {
  const text = Number(value.toPrecision(10)).toString()
  return locale.startsWith('ru') ? text.replace('.', ',') : text
}

/**
 * Patterns such as `0`, `0.00`, `#,##0.0`, `0.##%`, `#,##0 "шт."`: zeros are digits that always show, `#`
 * those that show when they are not zero. Another pattern shows the plain number.
 */
function patternText(value: number, pattern: string, locale: string): string {
  const match = /^("[^"]*")?(#,##)?(?:0|#)(?:(\.)(0*)(#*))?(%)?\s*("[^"]*"|\[\$[^\]]*\]|₽)?$/.exec(
    pattern,
  )
  if (!match) return generalText(value, locale)
  const [, before, grouped, dot, always = '', maybe = '', percent, after] = match
  const ru = locale.startsWith('ru')
  const number = percent ? Number((value * 100).toPrecision(15)) : value
  const [whole = '', digits = ''] = Math.abs(number)
    .toFixed(always.length + maybe.length)
    .split('.')
  const fraction = digits.slice(0, always.length) + digits.slice(always.length).replace(/0+$/, '')
  const groups = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ru ? NBSP : ',') : whole
  const sign = value < 0 ? '-' : ''
  const point = dot ? (ru ? ',' : dot) : ''
  const tail = after ? ` ${unquoted(after).replace(/^\[\$|\]$/g, '')}` : ''
  return `${unquoted(before)}${sign}${groups}${point}${fraction}${percent ?? ''}${tail}`
}

/**
 * A date by a pattern of `d dd m mm yy yyyy h hh mm ss`; `m` after an hour means minutes, as in Sheets.
 *
 * @param serial days since 30.12.1899, the fraction is the time of day
 */
export function dateText(serial: number, pattern: string): string {
  const at = new Date(EPOCH + Math.round(serial * DAY))
  let afterHour = false
  return pattern.replace(/"([^"]*)"|y+|m+|d+|h+|s+/gi, (token, literal: string | undefined) => {
    if (literal !== undefined) return literal
    const kind = token.charAt(0).toLowerCase()
    const pad = (value: number): string => String(value).padStart(Math.min(token.length, 2), '0')
    const minutes = kind === 'm' && afterHour
    afterHour = kind === 'h' || (afterHour && kind === 'm')
    if (kind === 'y') {
      const year = String(at.getUTCFullYear())
      return token.length > 2 ? year : year.slice(-2)
    }
    if (minutes) return pad(at.getUTCMinutes())
    if (kind === 'm') return pad(at.getUTCMonth() + 1)
    if (kind === 'd') return pad(at.getUTCDate())
    if (kind === 'h') return pad(at.getUTCHours())
    return pad(at.getUTCSeconds())
  })
}

/**
 * The serial number of a calendar day, or undefined when there is no such day.
 *
 * @example serialOf(2021, 3, 15) // 44270
 */
export function serialOf(year: number, month: number, day: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day))
  at.setUTCFullYear(year)
  const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return real ? Math.round((at.getTime() - EPOCH) / DAY) : undefined
}

/** @example unquoted('"шт."') // 'шт.' */
function unquoted(part: string | undefined): string {
  return part?.replace(/^"|"$/g, '') ?? ''
}
