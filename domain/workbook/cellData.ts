import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Entered, SheetCell } from '../entered.ts'
import { wayShown } from './hash.ts'

type CellData = sheets_v4.Schema$CellData

/**
 * What stands in a cell, as the Sheets API tells it; undefined for an empty one.
 *
 * A value that another cell's array formula spilled here counts as a formula (`=`): overwriting it would
 * break that formula.
 *
 * @example entered({ userEnteredValue: { numberValue: 44270 }, effectiveValue: { numberValue: 44270 },
 *                    formattedValue: '15.03.2021' }) // { value: 44270, shown: '15.03.2021' }
 */
export function entered(cell: CellData | undefined): Entered | undefined {
  const typed = cell?.userEnteredValue
  const effective = cell?.effectiveValue ?? typed
  if (!effective) return undefined
  const shown = cell?.formattedValue
  const formula = typed ? (typed.formulaValue ?? undefined) : '='
  const error = effective.errorValue
  if (error) {
    return {
      value: null,
      shown: shown ?? '#ERROR!',
      ...(formula === undefined ? {} : { formula }),
      error: (error.message ?? error.type ?? 'error').slice(0, 1_000),
    }
  }
  const value = effective.stringValue ?? effective.numberValue ?? effective.boolValue
  if (value === undefined || value === null) return undefined
  if (formula !== undefined) return { value, shown: shown ?? String(value), formula }
  if (typeof value === 'number' && shown !== undefined && shown !== null) {
    return shown === String(value) ? value : { value, shown }
  }
  return value === '' ? undefined : value
}

/** True where the cell holds a formula or a part of one's result: never overwritten. */
export function isFormula(cell: Entered | undefined): boolean {
  return typeof cell === 'object' && cell.formula !== undefined
}

/**
 * The entry that a cell will have once a value is written into it; undefined for an empty one.
 *
 * @example entryOf({ value: 44270, format: 'date' }) // { value: 44270, shown: '15.03.2021' }
 */
export function entryOf(cell: SheetCell): Entered | undefined {
  const { value, format } = cell
  if (value === null || value === '') return undefined
  if (typeof value !== 'number' || format === undefined || format === 'number') return value
  return { value, shown: format === 'percent' ? `${value * 100}%` : dayText(value) }
}

/** The cell to write so that an entry stands again as it was, with its formula if it had one. */
export function cellOf(entry: Entered | undefined): SheetCell | { readonly formula: string } {
  if (entry === undefined) return { value: null }
  if (typeof entry !== 'object') return { value: entry }
  if (entry.formula !== undefined) {
    // The rest of a spilled result comes back by itself once its cell is empty.
    return entry.formula === '=' ? { value: null } : { formula: entry.formula }
  }
  if (typeof entry.value !== 'number') return { value: entry.value }
  const way = wayShown(entry.shown)
  return { value: entry.value, format: way === '%' ? 'percent' : way === 'd' ? 'date' : 'number' }
}

/** The day of a sheet's date number, counted from 30.12.1899. */
function dayText(serial: number): string {
  const [year, month, day] = new Date(Math.round((serial - 25_569) * 86_400_000))
    .toISOString()
    .slice(0, 10)
    .split('-')
  return `${day}.${month}.${year}`
}

/**
 * The number format to set for a value: dates as people here write them, percentages as Sheets itself
 * shows typed ones («45%», «45,50%»; `0.##%` would show «45,%»), other numbers as the sheet likes.
 */
function numberFormat(
  value: SheetCell['value'],
  format: NonNullable<SheetCell['format']>,
): sheets_v4.Schema$NumberFormat | undefined {
  if (format === 'date') return { type: 'DATE', pattern: 'dd.mm.yyyy' }
  if (format === 'number') return undefined
  const whole = (Number(value) * 100).toFixed(2).endsWith('.00')
  return { type: 'PERCENT', pattern: whole ? '0%' : '0.00%' }
}

/**
 * The cell to send in `updateCells`, with the fields that it sets: the format only where it has one.
 * Text goes as `stringValue`, which is never parsed: what begins
 * with `= + - @` stays text.
 */
export function cellData(cell: SheetCell | { readonly formula: string }): {
  readonly data: CellData
  readonly fields: string
} {
  if ('formula' in cell) {
    return { data: { userEnteredValue: { formulaValue: cell.formula } }, fields: VALUE }
  }
  const { value, format } = cell
  const data: CellData = {}
  if (typeof value === 'number') data.userEnteredValue = { numberValue: value }
  else if (typeof value === 'boolean') data.userEnteredValue = { boolValue: value }
  else if (value !== null && value !== '') data.userEnteredValue = { stringValue: value }
  if (format === undefined) return { data, fields: VALUE }
  const set = numberFormat(value, format)
  if (set) data.userEnteredFormat = { numberFormat: set }
  return { data, fields: `${VALUE},userEnteredFormat.numberFormat` }
}

const VALUE = 'userEnteredValue'
