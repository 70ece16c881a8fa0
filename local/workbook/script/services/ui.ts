import { strict, type Realm } from '../realm.ts'
import type { MenuItem, Page, Question } from '../ui.ts'

const BUTTONS = { CLOSE: 'CLOSE', OK: 'OK', CANCEL: 'CANCEL', YES: 'YES', NO: 'NO' }
const BUTTON_SETS = {
  OK: 'OK',
  OK_CANCEL: 'OK_CANCEL',
  YES_NO: 'YES_NO',
  YES_NO_CANCEL: 'YES_NO_CANCEL',
} as const

/** What a script shows people: menus, messages, questions, sidebar and dialogs. */
export function createUi(realm: Realm): object {
  return strict(realm, 'Ui', {
    Button: strict(realm, 'Ui.Button', BUTTONS),
    ButtonSet: strict(realm, 'Ui.ButtonSet', BUTTON_SETS),
    createMenu: (title: string) => createMenu(realm, title, false),
    createAddonMenu: () => createMenu(realm, '', true),
    alert: (...args: readonly string[]) => realm.call('Ui.alert', question('alert', args)),
    prompt: (...args: readonly string[]) => {
      const answer = realm.call('Ui.prompt', question('prompt', args))
      return strict(realm, 'PromptResponse', {
        getSelectedButton: () => answer.button,
        getResponseText: () => answer.text ?? '',
      })
    },
    showSidebar: (html: HtmlContent) => realm.call('Ui.showSidebar', pageOf(html, html.getTitle())),
    showModalDialog: (html: HtmlContent, title: string) =>
      realm.call('Ui.showModalDialog', pageOf(html, title)),
    showModelessDialog: (html: HtmlContent, title: string) =>
      realm.call('Ui.showModelessDialog', pageOf(html, title)),
  })
}

/** What is used of an `HtmlOutput` when it is shown. */
export interface HtmlContent {
  getTitle(): string
  getContent(): string
  getWidth(): number | null
  getHeight(): number | null
}

function pageOf(html: HtmlContent, title: string): Page {
  return { title, html: html.getContent(), width: html.getWidth(), height: html.getHeight() }
}

/** The overloads `(text)`, `(text, buttons)` and `(title, text, buttons)`. */
function question(kind: Question['kind'], args: readonly string[]): Question {
  const [first = '', second, third] = args
  return third === undefined
    ? { kind, title: '', text: first, buttons: buttonsOf(second) }
    : { kind, title: first, text: second ?? '', buttons: buttonsOf(third) }
}

function buttonsOf(name: string | undefined): Question['buttons'] {
  return Object.values(BUTTON_SETS).find((set) => set === name) ?? 'OK'
}

function createMenu(realm: Realm, title: string, addon: boolean): object {
  const items: MenuItem[] = []
  const menu = strict(realm, 'Menu', {
    addItem: (label: string, fn: string) => {
      items.push({ label, fn })
      return menu
    },
    addSeparator: () => {
      items.push({})
      return menu
    },
    addSubMenu: (other: object) => {
      items.push(itemOf(other))
      return menu
    },
    addToUi: () => realm.call('Menu.addToUi', { title, addon, items }),
    toJSON: (): MenuItem => ({ label: title, items }),
  })
  return menu
}

function itemOf(menu: object): MenuItem {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a menu that `createMenu` above has made
  return JSON.parse(JSON.stringify(menu)) as MenuItem
}
