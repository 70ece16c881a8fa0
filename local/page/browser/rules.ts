import {
  DataValidationErrorStyle,
  DataValidationRenderMode,
  DataValidationType,
} from './univerData.ts'
import { CFRuleType, CFSubRuleType } from '@univerjs/preset-sheets-conditional-formatting'
import type { Offer } from '../steps.ts'
import type { RangeView, SheetView } from '../view.ts'
import { textAt } from './sheetData.ts'

const rangeOf = ({ top, bottom, left, right }: RangeView) => ({
  startRow: top,
  endRow: bottom - 1,
  startColumn: left,
  endColumn: right - 1,
})

/** Drop-downs and check boxes as Univer's rules; they advise, the server judges. */
export function validationRules(sheetId: number, offers: readonly Offer[]) {
  return offers.map(({ choices, ranges }, index) => {
    const common = {
      uid: `offer.${sheetId}.${index}`,
      ranges: ranges.map(rangeOf),
      allowBlank: true,
      showErrorMessage: false,
      errorStyle: DataValidationErrorStyle.WARNING,
    }
    return choices === 'checkBox'
      ? { ...common, type: DataValidationType.CHECKBOX, formula1: '1', formula2: '0' }
      : {
          ...common,
          type: DataValidationType.LIST,
          formula1: JSON.stringify(choices.filter(Boolean)),
          renderMode: DataValidationRenderMode.ARROW,
          showDropDown: true,
        }
  })
}

/** Conditional formats as Univer's rules. */
export function conditionalRules({ sheetId, marks }: SheetView) {
  return marks.map(({ ranges, formula, fill, color }, index) => ({
    cfId: `mark.${sheetId}.${index}`,
    ranges: ranges.map(rangeOf),
    stopIfTrue: false,
    rule: {
      type: CFRuleType.highlightCell,
      subType: CFSubRuleType.formula,
      value: formula,
      style: {
        ...(fill ? { bg: { rgb: fill } } : {}),
        ...(color ? { cl: { rgb: color } } : {}),
      },
    },
  }))
}

/** The texts that each filtered column lets through, which is how Univer keeps a filter. */
export function filterColumns(sheet: SheetView) {
  if (!sheet.filter) return []
  const { range, hidden } = sheet.filter
  return Object.entries(hidden).map(([column, texts]) => {
    const colId = Number(column)
    const shown = new Set(
      sheet.rows.slice(range.top + 1, range.bottom).map((row) => textAt(row, colId)),
    )
    for (const text of texts) shown.delete(text)
    const blank = shown.delete('')
    return { colId, filters: { filters: [...shown], ...(blank ? { blank: true as const } : {}) } }
  })
}
