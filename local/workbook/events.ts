import type { Area } from './state.ts'

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
  format: { edit: false, change: 'FORMAT' },
  hide: { edit: false, change: 'OTHER' },
} as const satisfies Record<
  string,
  { readonly edit: 'values' | 'range' | false; readonly change: ChangeType }
>

export type GestureName = keyof typeof FIRES
