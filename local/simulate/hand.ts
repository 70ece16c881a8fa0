import { columnLetters } from '../../domain/a1.ts'
import type { Gestures } from '../workbook/gestures.ts'
import { SCHOOLS } from './ground.ts'
import type { Ledger } from './ledger.ts'
import { OWN, type Line, type SheetView } from './sheetView.ts'
import type { GestureName } from './steps.ts'

/** What a gesture needs to know. */
export interface Desk {
  readonly book: number
  readonly hand: Gestures
  readonly view: SheetView
  readonly ledger: Ledger
  /** Count of the world's events. */
  readonly at: number
  /** The same tab in another workbook, to paste from. */
  readonly other: SheetView
  /** The row that was seen beside each id first. */
  readonly names: ReadonlyMap<string, string>
}

const TEXTS = ['event', 'responsible', 'number', 'comment', 'help', 'deadlineText', 'evidence']
const DATES = ['deadline', 'proposedDeadline', 'start']
const STATUSES = ['не начата', 'в работе', 'исполнена', 'Исполнена частично', 'отменена', 'готово']

/** Does one thing in the sheet as a person would; tells in words what it was. */
export function gesture(desk: Desk, name: GestureName, n: readonly number[]): string {
  const { view, hand, ledger } = desk
  const [where = 0, what = 0, how = 0, more = 0] = n
  const line = view.lines[where % Math.max(1, view.lines.length)]
  if (name === 'undo') return hand.undo() ? 'undo' : 'undo: nothing'
  if (name === 'begin' || !line) return typeInto(desk, undefined, what, how)
  loosen(desk, line, name)
  const at = line.line
  const title = view.title
  const last = view.free - 1
  switch (name) {
    case 'type':
      return typeInto(desk, line, what, how)
    case 'choose': {
      const key = what % 4 === 0 ? 'check' : 'status'
      const words = key === 'check' ? ['подтверждена', 'на доработку'] : STATUSES
      return put(desk, at, key, words[how % words.length] ?? '')
    }
    case 'mistype':
      return typed(desk, line, what % 2 === 0 ? 'deadline' : 'planned', (tag) => `скоро ${tag}`)
    case 'personal':
      return typed(desk, line, 'comment', (tag) => `${tag}, тел. +7 928 123-45-67`, true)
    case 'formula':
      return typed(desk, line, 'comment', (tag) => `="${tag}"`)
    case 'own':
      return typed(desk, line, OWN, (tag) => tag)
    case 'paste':
      return paste(desk, what % 2 === 0 ? at : view.free, 1 + (how % 4), 1 + (more % 3))
    case 'pasteForeign':
      return pasteForeign(desk, what % 2 === 0 ? at : view.free, how)
    case 'clearCell': {
      const keys = Object.keys(line.cells)
      const key = keys[what % Math.max(1, keys.length)]
      if (key === undefined) return 'clear: nothing'
      hand.clear(cell(view, key, at))
      return `clear ${key} of ${at}`
    }
    case 'clearRow':
      hand.clear(span(view, at, at, what % 2 === 0))
      return `clear line ${at}`
    case 'clearAll':
      hand.clear(span(view, 2, last, what % 2 === 0))
      return `Ctrl-A Delete${what % 2 === 0 ? ', hidden columns too' : ''}`
    case 'sortAll':
      hand.sort(
        span(view, 2, last, true),
        letter(view, pick(['number', 'event', 'deadline'], what)),
      )
      return 'sort all'
    case 'sortVisible':
      hand.sort(
        span(view, 2, last, false),
        visibleLetter(view, ['number', 'event', 'deadline'], what),
      )
      return 'sort the visible columns'
    case 'sortPart':
      return sortPart(desk, what, how)
    case 'copyRow': {
      const target = how % 3 === 0 ? (view.lines[what % view.lines.length]?.line ?? at) : view.free
      ledger.noteCopied(line)
      // Of two lines with the id of an emptied row nobody can say which it is.
      if (ledger.nameOf(line) === undefined) ledger.loosen(desk.names.get(line.id) ?? '')
      hand.copyRows(title, at, 1, target)
      return `copy line ${at} over ${target}`
    }
    case 'cutRow':
      hand.cutRows(title, at, 1, view.free)
      return `cut line ${at} to ${view.free}`
    case 'copyVisible':
      ledger.noteCopied(line)
      hand.copy(span(view, at, at, false), `'${title}'!A${view.free}`)
      return `copy the visible cells of ${at} to ${view.free}`
    case 'cutVisible':
      hand.cut(span(view, at, at, false), `'${title}'!A${view.free}`)
      return `cut the visible cells of ${at} to ${view.free}`
    case 'moveRow': {
      const before = 2 + (what % last)
      if (before === at || before === at + 1) return 'move: to its own place'
      hand.moveRows(title, at, 1, before)
      return `move line ${at} before ${before}`
    }
    case 'insertRow':
      hand.insertRows(title, at, 1 + (how % 2))
      return `insert before ${at}`
    case 'deleteRow': {
      const count = Math.min(1 + (how % 2), view.rowCount - at)
      hand.deleteRows(title, at, count)
      return `delete ${count} lines from ${at}`
    }
    case 'moveColumn': {
      const from = columnLetters(what % view.width)
      const to = columnLetters(how % view.width)
      hand.moveColumn(title, from, to)
      return `move column ${from} before ${to}`
    }
    case 'filter': {
      const shown = STATUSES[how % STATUSES.length] ?? ''
      const right = columnLetters(view.width - 1)
      hand.filter(`'${title}'!A1:${right}${view.free - 1}`, letter(view, 'status'), [shown, ''])
      return `filter: hide «${shown}»`
    }
    case 'clearFilter':
      hand.clearFilter(title)
      return 'no filter'
    case 'fill': {
      const key = pick(['responsible', 'status', 'deadline'], what)
      ledger.noteCopied(line)
      ledger.noteCopied(line)
      hand.fill(cell(view, key, at), `${cell(view, key, at + 1)}:${letter(view, key)}${at + 2}`)
      return `fill ${key} of ${at} down`
    }
    default:
      return name satisfies never
  }
}

function typeInto(desk: Desk, line: Line | undefined, what: number, how: number): string {
  const kind = what % 14
  // Several people at one cell are met more often where they work on the same few.
  if (line && kind > 9) return typed(desk, desk.view.lines[how % 3] ?? line, 'event', (tag) => tag)
  if (kind < 6 || !line) {
    const keys = line ? TEXTS : ['event', 'number', 'responsible']
    return typed(desk, line, pick(keys, how), (tag) => (how % 3 === 0 ? `${tag} занятия` : tag))
  }
  if (kind < 8) return typeDay(desk, line, pick(DATES, how), how)
  if (kind === 8) return typeNumber(desk, line, pick(['planned', 'baseline', 'actual'], how))
  if (desk.view.columns.has('school') && how % 2 === 0) {
    return put(desk, line.line, 'school', pick(SCHOOLS, how >> 3))
  }
  return typed(desk, line, 'checkComment', (tag) => tag)
}

const EDITS: readonly GestureName[] = ['type', 'choose', 'mistype', 'formula', 'clearCell', 'paste']

/**
 * Content that was moved without its hidden cells, and is changed before a client has seen it, may not
 * be known again: it is not asked of it.
 */
function loosen({ ledger, names }: Desk, line: Line, name: GestureName): void {
  const row = ledger.nameOf(line)
  if (row === undefined || !EDITS.includes(name)) return
  const home = names.get(line.id)
  const displaced = home === undefined ? [...names.values()].includes(row) : home !== row
  if (displaced) ledger.loosen(row)
}

/** The line's name; a new one for a line that has no content yet. */
function rowName({ ledger, view, names }: Desk, line: Line | undefined): string {
  if (!line) return ledger.newRow()
  const name = ledger.nameOf(line)
  if (name !== undefined) return name
  // An emptied line is still its row to people, unless they have moved the content elsewhere.
  const old = line.id === '' ? undefined : (names.get(line.id) ?? ledger.begunUnder(line.id))
  const elsewhere = view.lines.some(
    (other) => ledger.nameOf(other) === old && names.get(other.id) !== old,
  )
  if (old !== undefined && !elsewhere) return old
  const row = ledger.newRow()
  // A row of which only a status was known, such as one filled down, is the same row in each workbook.
  if (old === undefined && line.id !== '') ledger.noteBegunUnder(line.id, row)
  return row
}

function typed(
  desk: Desk,
  line: Line | undefined,
  key: string,
  textOf: (tag: string) => string,
  personal = false,
): string {
  const { book, ledger, at } = desk
  if (!desk.view.columns.has(key)) return `type ${key}: there is no such column`
  const row = rowName(desk, line)
  const token = ledger.tag(row)
  const text = textOf(token)
  ledger.note({ token, row, key, text, book, at, personal })
  return put(desk, line?.line ?? desk.view.free, key, text)
}

/** Days that nobody has typed yet, written in some way. */
function typeDay(desk: Desk, line: Line, key: string, how: number): string {
  const { book, ledger, at } = desk
  if (!desk.view.columns.has(key)) return `type ${key}: there is no such column`
  const day = new Date(Date.UTC(2021, 8, 21) + ledger.next() * 86_400_000)
  const iso = day.toISOString().slice(0, 10)
  const [year = '', month = '', date = ''] = iso.split('-')
  const ways = [
    `${Number(date)}.${Number(month)}.${year.slice(2)}`,
    `${date}.${month}.${year}`,
    `до ${Number(date)}.${month}.${year} г.`,
    ` ${date}.${month}.${year}`,
  ]
  const text = ways[(how >> 4) % ways.length] ?? ''
  const row = rowName(desk, line)
  ledger.note({ token: `D${iso}`, row, key, text: text.trim(), book, at, personal: false })
  return put(desk, line.line, key, text)
}

function typeNumber(desk: Desk, line: Line, key: string): string {
  const { book, ledger, at } = desk
  if (!desk.view.columns.has(key)) return `type ${key}: there is no such column`
  const number = 10_000 + ledger.next() + 0.5
  const text = String(number).replace('.', ',')
  const row = rowName(desk, line)
  ledger.note({ token: `N${number}`, row, key, text, book, at, personal: false })
  return put(desk, line.line, key, text)
}

function put(desk: Desk, line: number, key: string, text: string): string {
  if (!desk.view.columns.has(key)) return `type ${key}: there is no such column`
  desk.hand.type(cell(desk.view, key, line), text)
  return `type ${cell(desk.view, key, line)} «${text}» (${key})`
}

function paste(desk: Desk, from: number, rows: number, columns: number): string {
  const { view, ledger, book, at } = desk
  // A block goes where its columns stand side by side: from «Мероприятие» on.
  const start = view.columns.get('event') ?? 0
  const keys = Array.from({ length: columns }, (_, i) => keyAt(view, start + i))
  const block = Array.from({ length: rows }, (_, i) => {
    const line = view.lines.find((one) => one.line === from + i)
    const row = rowName(desk, line)
    return keys.map((key) => {
      if (key === undefined) return ''
      const token = ledger.tag(row)
      ledger.note({ token, row, key, text: token, book, at, personal: false })
      return token
    })
  })
  const tsv = block.map((row) => row.join('\t')).join('\n')
  desk.hand.paste(`'${view.title}'!${columnLetters(start)}${from}`, tsv)
  return `paste ${rows} × ${columns} at ${from}: ${tsv.replaceAll(/\s/g, ' ')}`
}

/** A whole line out of another workbook, hidden columns included, as text. */
function pasteForeign(desk: Desk, target: number, how: number): string {
  const { view, other, ledger } = desk
  const line = other.lines[how % Math.max(1, other.lines.length)]
  if (!line) return 'paste from elsewhere: nothing'
  ledger.noteCopied(line)
  const texts = Array.from({ length: view.width }, (_, column) => {
    if (column === view.width - 4) return line.id
    if (column === view.width - 3) return line.state
    const key = keyAt(view, column)
    return key === undefined ? '' : (line.cells[key] ?? '')
  })
  desk.hand.paste(`'${view.title}'!A${target}`, texts.join('\t'))
  return `paste line ${line.line} of another workbook at ${target}`
}

function sortPart(desk: Desk, what: number, how: number): string {
  const { view, hand, ledger } = desk
  // Two or three lines may have been rearranged by hand: that is taken for edits.
  if (view.lines.length < 4) {
    for (const line of view.lines) ledger.loosen(ledger.nameOf(line) ?? '')
  }
  const from = view.columns.get(pick(['event', 'number', 'responsible', 'deadline'], what)) ?? 0
  const to = from + (how % 2)
  const [first, last] = [columnLetters(from), columnLetters(to)]
  hand.sort(
    `'${view.title}'!${first}2:${last}${view.free - 1}`,
    first,
    how % 2 ? 'ASCENDING' : 'DESCENDING',
  )
  return `sort only ${first} to ${last}`
}

/** Lines over all our columns, or over those before the hidden ones. */
function span(view: SheetView, from: number, to: number, hidden: boolean): string {
  const right = columnLetters(view.width - (hidden ? 1 : 5))
  return `'${view.title}'!A${from}:${right}${Math.max(from, to)}`
}

function cell(view: SheetView, key: string, line: number): string {
  return `'${view.title}'!${letter(view, key)}${line}`
}

function letter(view: SheetView, key: string): string {
  return columnLetters(view.columns.get(key) ?? 0)
}

/** The first of the columns, counted from `what`, that a sort of the visible cells can go by. */
function visibleLetter(view: SheetView, keys: readonly string[], what: number): string {
  const at = view.columns.get(pick(keys, what)) ?? 0
  return columnLetters(at < view.width - 4 ? at : 0)
}

function keyAt(view: SheetView, column: number): string | undefined {
  for (const [key, at] of view.columns) if (at === column) return key === OWN ? undefined : key
  return undefined
}

function pick<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length]
  if (found === undefined) throw new Error('There is nothing to choose from')
  return found
}
