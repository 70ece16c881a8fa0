import {
  AddConditionalRuleMutation,
  DeleteConditionalRuleMutation,
} from '@univerjs/preset-sheets-conditional-formatting'
import {
  InsertColMutation,
  InsertRowMutation,
  InsertSheetMutation,
  MarkDirtyRowAutoHeightOperation,
  RemoveColMutation,
  RemoveRowMutation,
  RemoveSheetMutation,
  SetColDataMutation,
  SetFrozenMutation,
  SetRangeValuesMutation,
  SetRowDataMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetWorksheetHideMutation,
  SetWorksheetNameMutation,
  SetWorksheetOrderMutation,
} from '@univerjs/preset-sheets-core'
import {
  AddDataValidationMutation,
  RemoveDataValidationMutation,
} from '@univerjs/preset-sheets-data-validation'
import {
  RemoveSheetsFilterMutation,
  SetSheetsFilterCriteriaMutation,
  SetSheetsFilterRangeMutation,
} from '@univerjs/preset-sheets-filter'
import { RemoveNoteMutation, UpdateNoteMutation } from '@univerjs/preset-sheets-note'
import { offersIn, patchedRows, stepsBetween, type Step } from '../steps.ts'
import type { Look, RangeView, SheetHead, SheetView, WorkbookPatch, WorkbookView } from '../view.ts'
import { conditionalRules, filterColumns, validationRules } from './rules.ts'
import {
  cellOf,
  columnData,
  freezeOf,
  lookIn,
  rowData,
  stylesOf,
  worksheetOf,
} from './sheetData.ts'
import type { SheetApp } from './univer.ts'
import { mergeWorksheetSnapshotWithDefault } from './univerData.ts'

export const UNIT = 'workbook'

/** What this window shows, and how it is brought to Univer: everything that is drawn comes from here. */
export class Mirror {
  readonly #app: SheetApp
  #view: WorkbookView | undefined
  #looks: Record<number, Look> = {}
  /** Names of the rules that Univer holds, by sheet. */
  readonly #validations = new Map<number, { text: string; names: string[] }>()
  readonly #conditionals = new Map<number, { text: string; names: string[] }>()

  constructor(app: SheetApp) {
    this.#app = app
  }

  get version(): number {
    return this.#view?.version ?? 0
  }

  get title(): string {
    return this.#view?.title ?? ''
  }

  get sheets(): readonly SheetView[] {
    return this.#view?.sheets ?? []
  }

  sheet(sheetId: number): SheetView | undefined {
    return this.sheets.find((sheet) => sheet.sheetId === sheetId)
  }

  look(number: number): Look {
    return this.#looks[number] ?? {}
  }

  /** Shows a view, whatever was shown before. */
  show(view: WorkbookView): void {
    Object.assign(this.#looks, view.looks)
    const before = this.#view
    this.#view = view
    if (!before) return this.#open(view)
    this.#arrange(before.sheets, view.sheets)
  }

  /** Shows a change. @returns false when changes between were missed: the whole view is needed */
  patch(patch: WorkbookPatch): boolean {
    const view = this.#view
    if (!view || patch.version > view.version + 1) return false
    if (patch.version <= view.version) return true
    Object.assign(this.#looks, patch.looks)
    const old = new Map(view.sheets.map((sheet) => [sheet.sheetId, sheet]))
    const changed = new Map(patch.sheets.map((sheet) => [sheet.sheetId, sheet]))
    const sheets = patch.order.flatMap((sheetId): SheetView[] => {
      const was = old.get(sheetId)
      const change = changed.get(sheetId)
      if (!change) return was ? [was] : []
      const head: SheetHead | undefined = change.head ?? was
      if (!head) return []
      return [{ ...head, rows: patchedRows(was, change.order, change.rows) }]
    })
    this.#view = { title: patch.title, version: patch.version, sheets, looks: {} }
    this.#arrange(view.sheets, sheets)
    return true
  }

  /** Rows are as high as their text; Univer measures those of a tab that has been looked at. */
  fitRows(sheetId: number, first = 0, last = Infinity): void {
    const sheet = this.sheet(sheetId)
    if (!sheet || sheet.rows.length === 0) return
    const range = {
      startRow: first,
      endRow: Math.min(last, sheet.rows.length - 1),
      startColumn: 0,
      endColumn: sheet.columns.length - 1,
    }
    this.#app.commands.syncExecuteCommand(MarkDirtyRowAutoHeightOperation.id, {
      unitId: UNIT,
      subUnitId: String(sheetId),
      ranges: [range],
      id: `fit${sheetId}.${this.version}.${first}`,
    })
  }

  #open(view: WorkbookView): void {
    this.#app.api.createWorkbook({
      id: UNIT,
      name: view.title,
      sheetOrder: view.sheets.map(({ sheetId }) => String(sheetId)),
      sheets: Object.fromEntries(
        view.sheets.map((sheet) => [String(sheet.sheetId), worksheetOf(sheet, this.#looks)]),
      ),
      styles: stylesOf(this.#looks),
    })
    for (const sheet of view.sheets) this.#dress(undefined, sheet)
  }

  #arrange(before: readonly SheetView[], after: readonly SheetView[]): void {
    const old = new Map(before.map((sheet) => [sheet.sheetId, sheet]))
    const added = after.filter(({ sheetId }) => !old.has(sheetId))
    for (const sheet of added) {
      const index = after.indexOf(sheet)
      this.#run(InsertSheetMutation.id, {
        index,
        // A workbook that is opened fills in what a sheet leaves out; a sheet that is put in must be whole.
        sheet: mergeWorksheetSnapshotWithDefault(worksheetOf(sheet, this.#looks)),
        styles: stylesOf(this.#looks),
      })
      this.#dress(undefined, sheet)
    }
    for (const { sheetId } of before) {
      if (after.some((sheet) => sheet.sheetId === sheetId)) continue
      this.#run(RemoveSheetMutation.id, { subUnitId: String(sheetId) })
      this.#validations.delete(sheetId)
      this.#conditionals.delete(sheetId)
    }
    for (const sheet of after) {
      const was = old.get(sheet.sheetId)
      if (!was || was === sheet) continue
      const steps = stepsBetween(was, sheet)
      for (const step of steps) this.#take(step, sheet)
      this.#dress(was, sheet)
      this.#refit(steps, sheet)
    }
    this.#order(after)
  }

  #order(sheets: readonly SheetView[]): void {
    const workbook = this.#app.api.getActiveWorkbook()
    for (const [toOrder, { sheetId }] of sheets.entries()) {
      const ids = workbook?.getSheets().map((sheet) => sheet.getSheetId()) ?? []
      const fromOrder = ids.indexOf(String(sheetId))
      if (fromOrder === toOrder || fromOrder < 0) continue
      this.#run(SetWorksheetOrderMutation.id, { subUnitId: String(sheetId), fromOrder, toOrder })
    }
  }

  #take(step: Step, sheet: SheetView): void {
    const subUnitId = String(sheet.sheetId)
    const all = { startRow: 0, endRow: sheet.rows.length - 1, startColumn: 0, endColumn: 0 }
    switch (step.do) {
      case 'insertRows':
      case 'removeRows': {
        const range = { ...all, startRow: step.at, endRow: step.at + step.count - 1 }
        const id = step.do === 'insertRows' ? InsertRowMutation.id : RemoveRowMutation.id
        return this.#run(id, {
          subUnitId,
          range: { ...range, endColumn: sheet.columns.length - 1 },
        })
      }
      case 'insertColumns':
      case 'removeColumns': {
        const range = { ...all, startColumn: step.at, endColumn: step.at + step.count - 1 }
        const id = step.do === 'insertColumns' ? InsertColMutation.id : RemoveColMutation.id
        return this.#run(id, { subUnitId, range })
      }
      case 'columns': {
        const columns = step.columns.map(({ index, line }) => [index, columnData(line)])
        return this.#run(SetColDataMutation.id, {
          subUnitId,
          columnData: Object.fromEntries(columns),
        })
      }
      case 'rows': {
        this.#run(SetRowDataMutation.id, {
          subUnitId,
          rowData: Object.fromEntries(step.rows.map(({ index, line }) => [index, rowData(line)])),
        })
        // By their data alone, rows that hide would leave their places standing, empty.
        const [hidden, shown] = [true, false].map((is) =>
          step.rows
            .filter(({ line }) => line.hidden === is)
            .map(({ index }) => ({ ...all, startRow: index, endRow: index })),
        )
        this.#run(SetRowHiddenMutation.id, { subUnitId, ranges: hidden })
        return this.#run(SetRowVisibleMutation.id, { subUnitId, ranges: shown })
      }
      case 'cells': {
        const cellValue: Record<number, Record<number, unknown>> = {}
        for (const { row, column, text, look } of step.cells) {
          const line = (cellValue[row] ??= {})
          line[column] = cellOf(text, lookIn(sheet.columns[column], this.look(look)))
        }
        return this.#run(SetRangeValuesMutation.id, { subUnitId, cellValue })
      }
      case 'notes':
        for (const { row, column, note } of step.notes) this.#note(subUnitId, row, column, note)
    }
  }

  #note(sheetId: string, row: number, col: number, note: string): void {
    if (note === '') return this.#run(RemoveNoteMutation.id, { sheetId, row, col })
    const lines = note.split('\n').length + Math.floor(note.length / 34)
    const size = { width: 240, height: Math.min(240, 40 + 18 * lines) }
    this.#run(UpdateNoteMutation.id, {
      sheetId,
      row,
      col,
      note: { id: `${sheetId}.${row}.${col}`, row, col, note, ...size },
    })
  }

  /** What belongs to the sheet as a whole, where it differs from what was drawn. */
  #dress(was: SheetView | undefined, sheet: SheetView): void {
    const subUnitId = String(sheet.sheetId)
    if (was && was.title !== sheet.title) {
      this.#run(SetWorksheetNameMutation.id, { subUnitId, name: sheet.title })
    }
    if (was && was.hidden !== sheet.hidden) {
      this.#run(SetWorksheetHideMutation.id, { subUnitId, hidden: sheet.hidden ? 1 : 0 })
    }
    if (was && differ(freezeOf(was), freezeOf(sheet))) {
      this.#run(SetFrozenMutation.id, { subUnitId, ...freezeOf(sheet) })
    }
    if (!was) {
      for (const [r, row] of sheet.rows.entries()) {
        for (const [c, { note = '' }] of Object.entries(row.more ?? {})) {
          if (note !== '') this.#note(subUnitId, r, Number(c), note)
        }
      }
    }
    this.#offer(was, sheet)
    this.#mark(sheet)
    if (!was || differ(was.filter, sheet.filter)) this.#filter(was, sheet)
  }

  #offer(was: SheetView | undefined, sheet: SheetView): void {
    if (was && sameLooks(was, sheet)) return
    const rules = validationRules(sheet.sheetId, offersIn(sheet, this.#looks))
    this.#replace(this.#validations, sheet.sheetId, rules, ({ uid }) => uid, {
      add: (rule) => ({ id: AddDataValidationMutation.id, params: { rule } }),
      remove: (ruleId) => ({ id: RemoveDataValidationMutation.id, params: { ruleId } }),
    })
  }

  #mark(sheet: SheetView): void {
    const rules = conditionalRules(sheet)
    this.#replace(this.#conditionals, sheet.sheetId, rules, ({ cfId }) => cfId, {
      add: (rule) => ({ id: AddConditionalRuleMutation.id, params: { rule } }),
      remove: (cfId) => ({ id: DeleteConditionalRuleMutation.id, params: { cfId } }),
    })
  }

  #replace<T>(
    held: Map<number, { text: string; names: string[] }>,
    sheetId: number,
    rules: readonly T[],
    nameOf: (rule: T) => string,
    mutations: {
      add(rule: T): { id: string; params: object }
      remove(name: string): { id: string; params: object }
    },
  ): void {
    const text = JSON.stringify(rules)
    const old = held.get(sheetId)
    if (old?.text === text) return
    const subUnitId = String(sheetId)
    for (const name of old?.names ?? []) {
      const { id, params } = mutations.remove(name)
      this.#run(id, { subUnitId, ...params })
    }
    for (const rule of rules) {
      const { id, params } = mutations.add(rule)
      this.#run(id, { subUnitId, ...params })
    }
    held.set(sheetId, { text, names: rules.map(nameOf) })
  }

  /** Univer shows the filter's buttons; which rows are hidden, the model has said. */
  #filter(was: SheetView | undefined, sheet: SheetView): void {
    const subUnitId = String(sheet.sheetId)
    if (was?.filter) this.#run(RemoveSheetsFilterMutation.id, { subUnitId })
    if (!sheet.filter) return
    this.#run(SetSheetsFilterRangeMutation.id, {
      subUnitId,
      range: univerRange(sheet.filter.range),
    })
    for (const criteria of filterColumns(sheet)) {
      const { colId } = criteria
      this.#run(SetSheetsFilterCriteriaMutation.id, {
        subUnitId,
        col: colId,
        criteria,
        reCalc: false,
      })
    }
  }

  #refit(steps: readonly Step[], sheet: SheetView): void {
    if (steps.some((step) => step.do === 'columns')) return this.fitRows(sheet.sheetId)
    const touched = steps.flatMap((step) => {
      if (step.do === 'cells') return step.cells.map(({ row }) => row)
      return step.do === 'insertRows' ? [step.at, step.at + step.count - 1] : []
    })
    if (touched.length === 0) return
    const first = touched.reduce((a, b) => Math.min(a, b))
    this.fitRows(
      sheet.sheetId,
      first,
      touched.reduce((a, b) => Math.max(a, b)),
    )
  }

  /** Carries out a change that has come from the server: only these may change what Univer holds. */
  #run(id: string, params: object): void {
    this.#app.commands.syncExecuteCommand(id, { unitId: UNIT, ...params }, { fromCollab: true })
  }
}

export function univerRange({ top, bottom, left, right }: RangeView) {
  return { startRow: top, endRow: bottom - 1, startColumn: left, endColumn: right - 1 }
}

function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b)
}

/** Only looks say what is offered where: typing changes none of them. */
function sameLooks(was: SheetView, is: SheetView): boolean {
  if (was.rows.length !== is.rows.length || was.columns.length !== is.columns.length) return false
  return is.rows.every((row, index) => {
    const old = was.rows[index]
    return old === row || JSON.stringify(old?.looks) === JSON.stringify(row.looks)
  })
}
