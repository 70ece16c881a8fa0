import { cellAt, type Area, type Spreadsheet } from './state.ts'

/** What a person did to a spreadsheet, as Apps Script's triggers learn of it. */
export type GestureEvent =
  | {
      readonly kind: 'edit'
      readonly spreadsheetId: string
      readonly person: string
      readonly area: Area
      /** The raw new value as text; only where Google gives one, see `FIRES`. */
      readonly value?: string
      readonly oldValue?: string
    }
  | {
      readonly kind: 'change'
      readonly spreadsheetId: string
      readonly person: string
      readonly changeType: ChangeType
    }

export type ChangeType =
  | 'EDIT'
  | 'INSERT_ROW'
  | 'INSERT_COLUMN'
  | 'REMOVE_ROW'
  | 'REMOVE_COLUMN'
  | 'INSERT_GRID'
  | 'REMOVE_GRID'
  | 'FORMAT'
  | 'OTHER'

/**
 * Which gesture fires which trigger.
 *
 * `edit`: 'values' fires onEdit with `value` and `oldValue` when one cell was edited; 'range' fires it
 * with the range alone; false does not fire it. `change` is the type that onChange is given.
 *
 * Google documents that onEdit fires when values of cells change, that `value` and `oldValue` are there
 * for a single cell only, and that inserting or deleting lines fires onChange alone
 * (https://developers.google.com/apps-script/guides/triggers/events and /installable). That a cell which
 * was moved or filled down inside of the sheet gives neither `value` nor `oldValue`, and that moving
 * lines with data fires both triggers, is what others have observed. Whether a sort and an undo fire
 * onEdit is documented nowhere: the weaker signal, onChange with OTHER, is what we rely on, so that
 * nothing is built on an event which may not come.
 */
export const FIRES = {
  type: { edit: 'values', change: 'EDIT' },
  paste: { edit: 'values', change: 'EDIT' },
  clear: { edit: 'values', change: 'EDIT' },
  fill: { edit: 'range', change: 'EDIT' },
  copy: { edit: 'range', change: 'EDIT' },
  cut: { edit: 'range', change: 'EDIT' },
  moveRows: { edit: 'range', change: 'OTHER' },
  moveColumns: { edit: 'range', change: 'OTHER' },
  insertRows: { edit: false, change: 'INSERT_ROW' },
  insertColumns: { edit: false, change: 'INSERT_COLUMN' },
  deleteRows: { edit: false, change: 'REMOVE_ROW' },
  deleteColumns: { edit: false, change: 'REMOVE_COLUMN' },
  sort: { edit: false, change: 'OTHER' },
  undo: { edit: false, change: 'OTHER' },
  note: { edit: false, change: 'OTHER' },
  filter: { edit: false, change: 'OTHER' },
  format: { edit: false, change: 'FORMAT' },
  hide: { edit: false, change: 'OTHER' },
  addSheet: { edit: false, change: 'INSERT_GRID' },
  deleteSheet: { edit: false, change: 'REMOVE_GRID' },
  changeSheet: { edit: false, change: 'OTHER' },
} as const satisfies Record<
  string,
  { readonly edit: 'values' | 'range' | false; readonly change: ChangeType }
>

export type GestureName = keyof typeof FIRES

/**
 * The events of one gesture: onEdit before onChange, as far as `FIRES` has them.
 *
 * @param area whose values were edited, if any
 */
export function eventsOf(
  name: GestureName,
  person: string,
  area: Area | undefined,
  before: Spreadsheet,
  after: Spreadsheet,
): GestureEvent[] {
  const { edit, change } = FIRES[name]
  const about = { spreadsheetId: after.id, person }
  const changed: GestureEvent = { ...about, kind: 'change', changeType: change }
  if (edit === false || !area) return [changed]
  const single = area.bottom - area.top === 1 && area.right - area.left === 1
  const value = single && edit === 'values' ? rawText(after, area) : undefined
  const oldValue = single && edit === 'values' ? rawText(before, area) : undefined
  const edited: GestureEvent = {
    ...about,
    kind: 'edit',
    area,
    ...(value === undefined ? {} : { value }),
    ...(oldValue === undefined ? {} : { oldValue }),
  }
  return [edited, changed]
}

/** A cell's value as a trigger's event gives it: a date is its serial number. */
function rawText(spreadsheet: Spreadsheet, area: Area): string | undefined {
  const sheet = spreadsheet.sheets.find((one) => one.sheetId === area.sheetId)
  const value = sheet && cellAt(sheet, area.top, area.left)?.userEnteredValue
  if (!value) return undefined
  const raw = value.stringValue ?? value.numberValue ?? value.formulaValue ?? value.boolValue
  return typeof raw === 'boolean' ? String(raw).toUpperCase() : String(raw)
}
