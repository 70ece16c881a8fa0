import type { Gesture } from '../gesture.ts'
import type { Mirror } from './mirror.ts'
import type { Selection } from './selection.ts'
import { sheetOf, TRANSLATIONS, type Params } from './translate.ts'
import type { SheetApp } from './univer.ts'
import { CommandType, CustomCommandExecutionError } from './univerCore.ts'

/** Changes of Univer's that are its own affair: measures, popups, computations. */
const OWN_AFFAIRS = [
  'sheet.mutation.set-worksheet-row-auto-height',
  'sheet.mutation.set-worksheet-permission-points',
  'sheet.mutation.toggle-note-popup',
  'sheet.mutation.data-validation-formula-mark-dirty',
  'sheet.mutation.mark-dirty-filter-change',
  'sheet.mutation.re-calc-filter',
  'sheet.mutation.add-worksheet-protection',
]

/**
 * Stands between Univer and its workbook: what a person does becomes a gesture for the server, and nothing
 * but what the server has said is ever written. So the view cannot drift from the model.
 *
 * @param done takes each gesture
 * @param unknown is told of a command that no gesture is for, by its name
 */
export function guard(
  app: SheetApp,
  mirror: Mirror,
  selection: Selection,
  done: (gesture: Gesture) => void,
  unknown: (command: string) => void,
): void {
  app.commands.beforeCommandExecuted((command, options) => {
    const params: Params = { ...command.params }
    if (command.type === CommandType.MUTATION) {
      const workbook = /^(sheet|data-validation)\.mutation\./.test(command.id)
      if (!workbook || options?.fromCollab === true || OWN_AFFAIRS.includes(command.id)) return
      unknown(command.id)
      throw new Stopped(command.id)
    }
    if (command.id === 'sheet.command.insert-sheet') {
      done({ do: 'addSheet', title: freeTitle(mirror) })
      throw new Stopped(command.id)
    }
    const translate = TRANSLATIONS[command.id]
    if (!translate || editsText(app, command.id)) return
    const sheet = sheetOf(params, mirror, selection)
    const gesture = sheet && translate(params, sheet, selection)
    if (gesture) done(gesture)
    throw new Stopped(command.id)
  })
}

/** While a cell's text is being edited, undo is about the text. */
function editsText(app: SheetApp, command: string): boolean {
  return command.startsWith('univer.command.') && isEditing(app)
}

export function isEditing(app: SheetApp): boolean {
  return app.api.getActiveWorkbook()?.isCellEditing() ?? false
}

/** Univer's way to say that a command is not to be carried out. */
export class Stopped extends CustomCommandExecutionError {}

/** «Лист1», or the first number that is free. */
function freeTitle(mirror: Mirror): string {
  const taken = new Set(mirror.sheets.map(({ title }) => title))
  for (let number = 1; ; number++) {
    const title = `Лист${number}`
    if (!taken.has(title)) return title
  }
}
