import type { Draft } from './draft.ts'
import type { GestureName } from './events.ts'
import { addSheet, deleteSheet, duplicateSheet, updateSheetProperties } from './requests/sheets.ts'
import type { Area, Spreadsheet } from './state.ts'

/** What a person does with the tabs at the bottom; each is named by its title. */
export interface TabGestures {
  addSheet(title: string): void
  /** Makes «Копия …» next to the sheet, hidden columns and service cells included. */
  duplicateSheet(title: string): void
  renameSheet(title: string, next: string): void
  hideSheet(title: string): void
  showSheet(title: string): void
  deleteSheet(title: string): void
}

/** Carries a gesture out, stores it and tells of its events. */
export type Perform = (name: GestureName, work: (draft: Draft) => Area | undefined) => void

export function tabGestures(perform: Perform, spreadsheet: () => Spreadsheet): TabGestures {
  const idOf = (title: string): number => {
    const found = spreadsheet().sheets.find((sheet) => sheet.properties.title === title)
    if (!found) throw new Error(`There is no sheet «${title}»`)
    return found.sheetId
  }
  const doing = (name: GestureName, work: (draft: Draft) => void): void =>
    perform(name, (draft) => {
      work(draft)
      return undefined
    })
  const change = (title: string, properties: { title?: string; hidden?: boolean }): void =>
    doing('changeSheet', (draft) =>
      updateSheetProperties(draft, {
        properties: { sheetId: idOf(title), ...properties },
        fields: Object.keys(properties).join(','),
      }),
    )
  return {
    addSheet: (title) =>
      doing('addSheet', (draft) => {
        addSheet(draft, { properties: { title } })
      }),
    duplicateSheet: (title) =>
      doing('addSheet', (draft) => {
        duplicateSheet(draft, { sourceSheetId: idOf(title) })
      }),
    renameSheet: (title, next) => change(title, { title: next }),
    hideSheet: (title) => change(title, { hidden: true }),
    showSheet: (title) => change(title, { hidden: false }),
    deleteSheet: (title) =>
      doing('deleteSheet', (draft) => deleteSheet(draft, { sheetId: idOf(title) })),
  }
}
