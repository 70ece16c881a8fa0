import type { Block, Gesture } from '../gesture.ts'
import type { RangeView, SheetView } from '../view.ts'
import { isEditing, Stopped } from './guard.ts'
import type { Mirror } from './mirror.ts'
import { blockAt, spotAt, type Selection } from './selection.ts'
import { textAt } from './sheetData.ts'
import { readHtmlTable } from './htmlTable.ts'
import { writeTsv } from '../tsv.ts'
import type { SheetApp } from './univer.ts'

/** What this window has put on the clipboard last: a block of this very workbook. */
interface Taken {
  readonly text: string
  readonly block: Block
  readonly cut: boolean
}

/**
 * Copy, cut and paste. Inside of the workbook whole cells are copied by the server, formats, notes and
 * hidden columns with them; from outside come a table's HTML or tab-separated text.
 */
export function listenToClipboard(
  app: SheetApp,
  mirror: Mirror,
  selection: Selection,
  done: (gesture: Gesture) => void,
): void {
  let taken: Taken | undefined

  const take = (event: ClipboardEvent, cut: boolean): void => {
    const { sheet, range } = selection
    const block = sheet && blockAt(sheet, range)
    if (!block) return
    const rows = textsIn(sheet, range)
    const text = writeTsv(rows)
    event.clipboardData?.setData('text/plain', text)
    event.clipboardData?.setData('text/html', htmlOf(rows))
    taken = { text, block, cut }
  }

  const put = (event: ClipboardEvent): void => {
    const { sheet, range } = selection
    if (!sheet) return
    const data = event.clipboardData
    const text = data?.getData('text/plain').replaceAll('\r\n', '\n') ?? ''
    if (taken && text.trimEnd() === taken.text.trimEnd()) {
      const gesture = pasted(taken, sheet, range, mirror)
      if (taken.cut) taken = undefined
      if (gesture) return done(gesture)
    }
    const table = readHtmlTable(data?.getData('text/html') ?? '')
    const at = spotAt(sheet, range.top, range.left)
    const block = table ? writeTsv(table) : text.replace(/\n$/, '')
    if (at && block !== '') done({ do: 'paste', at, text: block })
  }

  const owned = (event: Event, work: () => void): void => {
    if (!inSheet() || isEditing(app)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    work()
  }
  let cutting = false
  document.addEventListener('copy', (event) => owned(event, () => take(event, cutting)), true)
  document.addEventListener('paste', (event) => owned(event, () => put(event)), true)

  /** A browser cuts only what it can edit: the cells are copied, and leave when they are pasted. */
  const cut = (event?: Event): void => {
    event?.preventDefault()
    cutting = true
    document.execCommand('copy')
    cutting = false
  }

  // The browser's own events follow these keys, on any keyboard layout, unless Univer takes the keys.
  addEventListener(
    'keydown',
    (event) => {
      const keys = ['KeyC', 'KeyX', 'KeyV']
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !keys.includes(event.code)) return
      if (!inSheet() || isEditing(app)) return
      event.stopImmediatePropagation()
      if (event.code === 'KeyX') cut(event)
    },
    true,
  )
  app.commands.beforeCommandExecuted(({ id }) => {
    if (isEditing(app)) return
    const copies = id === 'sheet.command.copy' || id === 'univer.command.copy'
    const cuts = id === 'sheet.command.cut' || id === 'univer.command.cut'
    if (copies) document.execCommand('copy')
    else if (cuts) cut()
    else return
    // Or Univer puts a text of its own over ours, by which a paste would not know the cells again.
    throw new Stopped(id)
  })
}

/** The keys are the sheet's while no field of the page's own has the focus. */
function inSheet(): boolean {
  const active = document.activeElement
  return active === document.body || active?.closest('#sheet') !== null
}

function pasted(
  { block, cut }: Taken,
  sheet: SheetView,
  range: RangeView,
  mirror: Mirror,
): Gesture | undefined {
  const from = mirror.sheet(block.sheet)
  if (!from) return undefined
  const height = span(from.rows, block.top, block.bottom)
  const width = span(from.columns, block.left, block.right)
  // A selection of several times the size is filled; otherwise its corner says where.
  const times = (room: number, size: number) => (cut ? 1 : Math.max(1, Math.floor(room / size)))
  const target = blockAt(sheet, {
    top: range.top,
    left: range.left,
    bottom: range.top + height * times(range.bottom - range.top, height),
    right: range.left + width * times(range.right - range.left, width),
  })
  return target && { do: cut ? 'cut' : 'copy', source: block, target }
}

function span(lines: readonly { key: number }[], first: number, last: number): number {
  const from = lines.findIndex(({ key }) => key === first)
  const to = lines.findIndex(({ key }) => key === last)
  return Math.abs(to - from) + 1
}

/** What one sees is what is copied: rows and columns that are hidden stay behind. */
function textsIn(sheet: SheetView, range: RangeView): string[][] {
  const columns = sheet.columns
    .map((column, index) => ({ ...column, index }))
    .slice(range.left, range.right)
  const seen = columns.filter(({ hidden }) => !hidden)
  return sheet.rows
    .slice(range.top, range.bottom)
    .filter(({ hidden }) => !hidden)
    .map((row) => (seen.length > 0 ? seen : columns).map(({ index }) => textAt(row, index)))
}

function htmlOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<tr>${row.map(htmlCell).join('')}</tr>`)
  return `<table>${lines.join('')}</table>`
}

function htmlCell(text: string): string {
  const td = document.createElement('td')
  td.textContent = text
  return td.outerHTML.replaceAll('\n', '<br>')
}
