import type { Gesture, Spot } from '../gesture.ts'
import type { Mirror } from './mirror.ts'
import { spotAt, type Selection } from './selection.ts'
import { textAt } from './sheetData.ts'
import type { SheetApp } from './univer.ts'
import {
  DOCS_NORMAL_EDITOR_UNIT_ID_KEY,
  IUniverInstanceService,
  UniverInstanceType,
  type DocumentDataModel,
} from './univerCore.ts'
import { BEFORE_CELL_EDIT, SheetInterceptorService } from '@univerjs/preset-sheets-core'

const EDITING = 'sheet.operation.set-cell-edit-visible'
const ESCAPE = 27

/**
 * What a person types into a cell, letter by letter as typed: Univer's own reading of it is not used. The
 * cell is known by its keys, so that rows may come and go above while somebody types.
 */
export function listenToEditor(
  app: SheetApp,
  mirror: Mirror,
  selection: Selection,
  done: (gesture: Gesture) => void,
): void {
  let place: Spot | undefined
  let before = ''

  app.injector.get(SheetInterceptorService).writeCellInterceptor.intercept(BEFORE_CELL_EDIT, {
    handler: (cell, { subUnitId, row, col }, next) => {
      const edit = mirror.sheet(Number(subUnitId))?.rows[row]?.more?.[col]?.edit
      return next(edit === undefined ? cell : { ...cell, v: edit })
    },
  })

  app.commands.onCommandExecuted(({ id, params }) => {
    if (id !== EDITING || !isShown(params)) return
    const { sheet, range } = selection
    if (!sheet) return
    place = spotAt(sheet, range.top, range.left)
    const row = sheet.rows[range.top]
    before = row?.more?.[range.left]?.edit ?? textAt(row, range.left)
  })

  app.commands.beforeCommandExecuted(({ id, params }) => {
    if (id !== EDITING || isShown(params) || !place) return
    const at = place
    place = undefined
    if (keyOf(params) === ESCAPE) return
    const text = editorText(app)
    if (text !== undefined && text !== before) done({ do: 'type', cells: [{ ...at, text }] })
  })
}

/** The text in the cell's editor; a line break is `\n`. */
function editorText(app: SheetApp): string | undefined {
  const editor = app.injector
    .get(IUniverInstanceService)
    .getUnit<DocumentDataModel>(DOCS_NORMAL_EDITOR_UNIT_ID_KEY, UniverInstanceType.UNIVER_DOC)
  return editor?.getBody()?.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n')
}

function isShown(params: unknown): boolean {
  return typeof params === 'object' && params !== null && Reflect.get(params, 'visible') === true
}

function keyOf(params: unknown): unknown {
  return typeof params === 'object' && params !== null ? Reflect.get(params, 'keycode') : undefined
}
