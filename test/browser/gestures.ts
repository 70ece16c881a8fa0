import { expect } from 'vitest'
import type { Desk } from './browser.ts'

/** One gesture: done by hand in the window, over when the window shows what came of it. */
export interface TriedGesture {
  readonly name: string
  /** @param turn counts from 0: each turn has a row of its own, from `row` on */
  readonly once: (desk: Desk, row: number, turn: number) => Promise<void>
}

const U = 'sheet.command.'

/** The gestures that everybody knows from a spreadsheet; rows and columns count from 0. */
export const GESTURES: readonly TriedGesture[] = [
  {
    name: 'types a text',
    once: async (desk, row, turn) => {
      await desk.type(row, 1, `Мера ${turn}`)
      await desk.shows(row, 1, `Мера ${turn}`)
    },
  },
  {
    name: 'types a date as one writes it',
    once: async (desk, row, turn) => {
      await desk.type(row, 1, `${turn + 1}.3.21`)
      await desk.shows(row, 1, `0${turn + 1}.03.2021`)
    },
  },
  {
    name: 'types a percent with a decimal comma',
    once: async (desk, row, turn) => {
      await desk.type(row, 1, `1${turn},5%`)
      await desk.shows(row, 1, `1${turn},50%`)
    },
  },
  {
    name: 'types a text that looks like a formula, with an apostrophe',
    once: async (desk, row, turn) => {
      await desk.type(row, 1, `'=A${turn}`)
      await desk.shows(row, 1, `=A${turn}`)
    },
  },
  {
    name: 'edits a cell from what stands in it',
    once: async (desk, row, turn) => {
      const was = await desk.text(row, 0)
      await desk.select(row, 0)
      await desk.page.keyboard.press('F2')
      await desk.page.keyboard.insertText(`+${turn}`)
      await desk.page.keyboard.press('Enter')
      await desk.shows(row, 0, `${was}+${turn}`)
    },
  },
  {
    name: 'gives a typed text up with Escape',
    once: async (desk, row) => {
      const was = await desk.text(row, 1)
      await desk.select(row, 1)
      await desk.page.keyboard.insertText('Не надо')
      await desk.page.keyboard.press('Escape')
      await desk.shows(row, 1, was)
    },
  },
  {
    name: 'empties cells with Delete',
    once: async (desk, row) => {
      await desk.select(row, 0, row, 1)
      await desk.page.keyboard.press('Delete')
      await desk.shows(row, 1, '')
    },
  },
  {
    name: 'takes the last thing back with Ctrl+Z',
    once: async (desk, row) => {
      const was = await desk.text(row, 2)
      await desk.type(row, 2, 'По ошибке')
      await desk.shows(row, 2, 'По ошибке')
      await desk.page.keyboard.press('Control+z')
      await desk.shows(row, 2, was)
    },
  },
  {
    name: 'does it again with Ctrl+Y',
    once: async (desk, row) => {
      await desk.type(row, 2, 'Снова')
      await desk.shows(row, 2, 'Снова')
      await desk.page.keyboard.press('Control+z')
      await desk.shows(row, 2, `C${row + 1}`)
      await desk.page.keyboard.press('Control+y')
      await desk.shows(row, 2, 'Снова')
    },
  },
  {
    name: 'chooses from a drop-down list',
    once: async (desk, row) => {
      await desk.command(`${U}set-range-values`, {
        range: { startRow: row, endRow: row, startColumn: 5, endColumn: 5 },
        value: { v: 'В работе' },
      })
      await desk.shows(row, 5, 'В работе')
    },
  },
  {
    name: 'ticks a check box',
    once: async (desk, row) => {
      await desk.command(`${U}set-range-values`, {
        range: { startRow: row, endRow: row, startColumn: 6, endColumn: 6 },
        value: { v: 1, t: 3 },
      })
      await desk.shows(row, 6, 'ИСТИНА')
    },
  },
  {
    name: 'copies a row and pastes it',
    once: async (desk, row) => {
      const was = await desk.text(row, 0)
      await desk.select(row, 0, row, 7)
      await desk.page.keyboard.press('Control+c')
      await desk.select(row + 1, 0)
      await desk.page.keyboard.press('Control+v')
      await desk.shows(row + 1, 0, was)
      // The box of the row itself, not a word for it.
      await desk.shows(row + 1, 6, await desk.text(row, 6))
    },
  },
  {
    name: 'cuts a row and pastes it',
    once: async (desk, row) => {
      const was = await desk.text(row, 0)
      await desk.select(row, 0, row, 7)
      await desk.page.keyboard.press('Control+x')
      await desk.select(row + 1, 0)
      await desk.page.keyboard.press('Control+v')
      await desk.shows(row + 1, 0, was)
      await desk.shows(row, 0, '')
    },
  },
  {
    name: 'pastes a block from a text',
    once: async (desk, row, turn) => {
      await desk.select(row, 0)
      await desk.paste({ 'text/plain': `раз ${turn}\t"две\nстроки"\r\n3,5\t01.09.2021\r\n` })
      await desk.shows(row, 1, 'две\nстроки')
      await desk.shows(row + 1, 1, '01.09.2021')
    },
  },
  {
    name: 'pastes a table from Word',
    once: async (desk, row, turn) => {
      await desk.select(row, 0)
      await desk.paste({
        'text/plain': 'без таблицы',
        'text/html': `<html><body><table><tr><td colspan=2><p>Сразу  два</p></td><td><p>№ ${turn}</p><p>ниже</p></td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table></body></html>`,
      })
      await desk.shows(row, 2, `№ ${turn}\nниже`)
      await desk.shows(row, 1, '')
      await desk.shows(row + 1, 1, '2')
    },
  },
  {
    name: 'fills down with Ctrl+D',
    once: async (desk, row) => {
      const was = await desk.text(row, 0)
      await desk.select(row, 0, row + 1, 0)
      await desk.page.keyboard.press('Control+d')
      await desk.shows(row + 1, 0, was)
    },
  },
  {
    name: 'sorts a block by a column',
    once: async (desk, row) => {
      await desk.type(row, 0, 'я')
      await desk.type(row + 1, 0, 'а')
      await desk.shows(row + 1, 0, 'а')
      await sort(desk, row, 0, 7)
      await desk.shows(row, 0, 'а')
    },
  },
  {
    name: 'sorts one column apart from the others',
    once: async (desk, row) => {
      const kept = await desk.text(row, 1)
      await desk.type(row, 0, 'я')
      await desk.type(row + 1, 0, 'а')
      await desk.shows(row + 1, 0, 'а')
      await sort(desk, row, 0, 0)
      await desk.shows(row, 0, 'а')
      expect(await desk.text(row, 1)).toBe(kept)
    },
  },
  {
    name: 'filters rows and shows them again',
    once: async (desk, row) => {
      await desk.command(`${U}set-filter-range`, {
        range: { startRow: 0, endRow: row + 2, startColumn: 0, endColumn: 7 },
      })
      const text = await desk.text(row, 3)
      await desk.page.waitForFunction(() => window.kurator.sent)
      await desk.command(`${U}set-filter-criteria`, {
        col: 3,
        criteria: { colId: 3, filters: { filters: [text] } },
      })
      await hidden(desk, row + 1, true)
      await desk.command(`${U}remove-sheet-filter`)
      await hidden(desk, row + 1, false)
    },
  },
  {
    name: 'inserts a row',
    once: async (desk, row) => {
      const was = await desk.text(row, 3)
      await desk.command(`${U}insert-row`, {
        direction: 0,
        range: { startRow: row, endRow: row, startColumn: 0, endColumn: 7 },
      })
      await desk.shows(row, 3, '')
      await desk.shows(row + 1, 3, was)
    },
  },
  {
    name: 'deletes a row',
    once: async (desk, row) => {
      const next = await desk.text(row + 1, 3)
      await desk.select(row, 0)
      await desk.command(`${U}remove-row`, {
        range: { startRow: row, endRow: row, startColumn: 0, endColumn: 7 },
      })
      await desk.shows(row, 3, next)
    },
  },
  {
    name: 'moves a row',
    once: async (desk, row) => {
      const moved = await desk.text(row, 3)
      await desk.command(`${U}move-rows`, {
        fromRange: { startRow: row, endRow: row, startColumn: 0, endColumn: 7 },
        toRange: { startRow: row + 3, endRow: row + 3, startColumn: 0, endColumn: 7 },
      })
      await desk.shows(row + 2, 3, moved)
    },
  },
  {
    name: 'moves a block of cells',
    once: async (desk, row) => {
      const moved = await desk.text(row, 3)
      await desk.command(`${U}move-range`, {
        fromRange: { startRow: row, endRow: row, startColumn: 3, endColumn: 3 },
        toRange: { startRow: row + 1, endRow: row + 1, startColumn: 3, endColumn: 3 },
      })
      await desk.shows(row + 1, 3, moved)
      await desk.shows(row, 3, '')
    },
  },
  {
    name: 'inserts a column of one’s own',
    once: async (desk, row) => {
      const was = await desk.text(row, 10)
      await desk.command(`${U}insert-col`, {
        direction: 2,
        range: { startRow: 0, endRow: 5, startColumn: 10, endColumn: 10 },
      })
      await desk.shows(row, 11, was)
      await desk.shows(row, 10, '')
      await desk.command(`${U}remove-col`, {
        range: { startRow: 0, endRow: 5, startColumn: 10, endColumn: 10 },
      })
      await desk.shows(row, 10, was)
    },
  },
  {
    name: 'moves a column of one’s own',
    once: async (desk, row) => {
      const [ninth, tenth] = [await desk.text(row, 9), await desk.text(row, 10)]
      await desk.command(`${U}move-cols`, {
        fromRange: { startRow: 0, endRow: 5, startColumn: 10, endColumn: 10 },
        toRange: { startRow: 0, endRow: 5, startColumn: 9, endColumn: 9 },
      })
      await desk.shows(row, 9, tenth)
      await desk.shows(row, 10, ninth)
    },
  },
  {
    name: 'inserts a row from the menu of the rows',
    once: async (desk, row) => {
      const was = await desk.text(row, 3)
      await rowMenu(desk, row, /^Вставить.*выше/)
      await desk.shows(row + 1, 3, was)
    },
  },
  {
    name: 'hides a row from the menu of the rows',
    once: async (desk, row) => {
      await rowMenu(desk, row, /^Скрыть выбранную строку/)
      await hidden(desk, row, true)
    },
  },
  {
    name: 'deletes a row from the menu of the rows',
    once: async (desk, row) => {
      const next = await desk.text(row + 1, 3)
      await rowMenu(desk, row, /^Удалить выбранную строку/)
      await desk.shows(row, 3, next)
    },
  },
  {
    name: 'hides a column and shows it',
    once: async (desk) => {
      const ranges = [{ startRow: 0, endRow: 5, startColumn: 4, endColumn: 4 }]
      await desk.command(`${U}set-col-hidden`, { ranges })
      await width(desk, 4, 0)
      await desk.command(`${U}set-col-visible-on-cols`, { ranges })
      await width(desk, 4, 100)
    },
  },
  {
    name: 'folds a group of columns and opens it',
    once: async (desk) => {
      await desk.page.locator('.group button').click()
      await width(desk, 2, 0)
      await desk.page.locator('.group button').click()
      await width(desk, 2, 100)
    },
  },
  {
    name: 'writes a note',
    once: async (desk, row, turn) => {
      await desk.command(`${U}update-note`, {
        row,
        col: 1,
        note: { note: `Спросить ${turn}`, width: 160, height: 80 },
      })
      await desk.page.waitForFunction(([r, text]) => window.kurator.note(r, 1) === text, [
        row,
        `Спросить ${turn}`,
      ] as const)
    },
  },
  {
    name: 'makes a text bold',
    once: async (desk, row) => {
      await desk.select(row, 1)
      await desk.page.keyboard.press('Control+b')
      await desk.page.waitForFunction((r) => window.kurator.bold(r, 1), row)
    },
  },
  {
    name: 'is refused a protected header, with the reason',
    once: async (desk) => {
      await desk.type(0, 1, 'Другой заголовок')
      const toast = desk.page.locator('.toasts div', { hasText: 'Эти ячейки защищены' })
      await toast.waitFor()
      await toast.click()
      expect(await desk.text(0, 1)).toBe('B1')
    },
  },
  {
    name: 'is refused to move a column out of the protected header',
    once: async (desk) => {
      const toast = desk.page.locator('.toasts div', { hasText: 'Эти ячейки защищены' })
      await desk.command(`${U}move-cols`, {
        fromRange: { startRow: 0, endRow: 5, startColumn: 7, endColumn: 7 },
        toRange: { startRow: 0, endRow: 5, startColumn: 4, endColumn: 4 },
      })
      await toast.waitFor()
      await toast.click()
    },
  },
]

async function sort(desk: Desk, row: number, left: number, right: number): Promise<void> {
  await desk.command(`${U}sort-range`, {
    range: { startRow: row, endRow: row + 1, startColumn: left, endColumn: right },
    orderRules: [{ colIndex: left, type: 'asc' }],
    hasTitle: false,
  })
}

/** Presses an item of the menu that the number of a row opens. */
async function rowMenu(desk: Desk, row: number, item: RegExp): Promise<void> {
  await desk.select(row, 0)
  const box = await desk.page.evaluate((r) => window.kurator.cellBox(r, 0), row)
  const place = [box.x - 20, box.y + box.height / 2] as const
  await desk.page.mouse.click(...place)
  await desk.page.mouse.click(...place, { button: 'right' })
  await desk.page
    .getByRole('menuitem', { name: item })
    .or(desk.page.getByText(item))
    .first()
    // In the middle some items have a field for a number.
    .click({ position: { x: 40, y: 8 } })
}

async function hidden(desk: Desk, row: number, wanted: boolean): Promise<void> {
  await desk.page.waitForFunction(([r, is]) => (window.kurator.cellBox(r, 0).height === 0) === is, [
    row,
    wanted,
  ] as const)
}

async function width(desk: Desk, column: number, wanted: number): Promise<void> {
  await desk.page.waitForFunction(
    ([c, pixels]) => Math.round(window.kurator.cellBox(1, c).width) === pixels,
    [column, wanted] as const,
  )
}
