import type { Entered, SheetCell } from '../entered.ts'
import { CORRECTIONS } from '../layout.ts'
import type { NewsRow, RowAnswer } from '../protocol.ts'
import { entryOf, isFormula } from './cellData.ts'
import { fingerprint, sameEntry } from './hash.ts'
import type { OwnedRow, Sending } from './request.ts'
import { changeRow } from './rowChange.ts'
import type { RowChange } from './rowChange.ts'
import { peopleCells } from './snapshot.ts'
import type { SheetRow, TabSnapshot } from './snapshot.ts'
import { formatState } from './state.ts'
import type { Bases, RowState } from './state.ts'

/**
 * What an answer puts into its row, over the entries that were sent. The state vouches for what was sent
 * and answered, so that anything typed meanwhile is seen as new.
 */
export function answerChange({ tab, known, sent }: Sending, answer: RowAnswer): RowChange {
  const cells: Record<string, SheetCell> = {}
  const vouched: Record<string, Entered> = { ...sent.cells }
  const overruled: string[] = []
  for (const [key, cell] of Object.entries(answer.write)) {
    const entry = known.row.cells[key]
    if (isFormula(entry)) {
      if (tab.peopleKeys.includes(key) && !sameEntry(entry, entryOf(cell))) overruled.push(key)
      continue
    }
    cells[key] = cell
    if (tab.peopleKeys.includes(key)) put(vouched, key, entryOf(cell))
  }
  cells[CORRECTIONS] ??= { value: answer.corrections.map(({ text }) => text).join('\n') || null }
  const apart =
    answer.outcome === 'conflict' ||
    answer.outcome === 'denied' ||
    answer.corrections.some(({ severity }) => severity !== 'hint')
  const state: RowState = {
    rev: answer.rev,
    bases: { ...basesOf([...tab.missing, ...overruled], tab, known.state), ...answer.bases },
    ...fingerprint(vouched),
    typing: sent.typing === true && answer.outcome !== 'stored',
    apart: apart || overruled.length > 0,
  }
  return changeRow(tab, known.row, { state: formatState(answer.id, state, tab.workbook), cells })
}

/**
 * What news puts into a row that stood as the store had it. An archived row leaves its line empty, but for
 * entries that no record holds: they begin a row of their own.
 */
export function newsChange(tab: TabSnapshot, known: OwnedRow, news: NewsRow): RowChange {
  const cells: Record<string, SheetCell> = {}
  const vouched: Record<string, Entered> = { ...peopleCells(tab, known.row) }
  const kept = news.keep ?? []
  for (const { key } of tab.layout.columns) {
    const cell = news.archived ? { value: null } : (news.cells[key] ?? { value: null })
    if (kept.includes(key)) continue
    if (isFormula(known.row.cells[key])) continue
    cells[key] = cell
    if (tab.peopleKeys.includes(key)) put(vouched, key, entryOf(cell))
  }
  if (news.archived) return changeRow(tab, known.row, { id: '', state: '', cells })
  const state: RowState = {
    rev: news.rev,
    bases: basesOf([...tab.missing, ...kept], tab, known.state),
    ...fingerprint(vouched),
    typing: false,
    apart: kept.length > 0,
  }
  return changeRow(tab, known.row, { state: formatState(news.id, state, tab.workbook), cells })
}

/** The row of news that the sheet does not have yet, on a line of its own. */
export function newsAppend(tab: TabSnapshot, news: NewsRow, index: number): RowChange {
  const vouched: Record<string, Entered> = {}
  for (const key of tab.peopleKeys) {
    const cell = news.cells[key]
    if (cell) put(vouched, key, entryOf(cell))
  }
  const bases = basesOf(tab.missing, tab, null)
  const begun = { rev: news.rev, bases, ...fingerprint(vouched), typing: false, apart: false }
  const state = formatState(news.id, begun, tab.workbook)
  const blank: SheetRow = { index, id: '', state: '', cells: {} }
  return changeRow(tab, blank, { id: news.id, state, cells: news.cells })
}

/**
 * What stays on the rev that its cell last showed, 0 where it never showed any: columns that the tab has
 * lost, which may come back as they were, or empty; formulas that another value has overruled; entries that
 * were refused. None of them is taken for something new later.
 */
function basesOf(keys: readonly string[], tab: TabSnapshot, state: RowState | null): Bases {
  const rev = state?.rev ?? 0
  const bases: Bases = state?.bases ?? {}
  const people = tab.layout.columns.filter(({ key, server }) => !server && keys.includes(key))
  return Object.fromEntries(people.map(({ key }) => [key, bases[key] ?? rev]))
}

function put(cells: Record<string, Entered>, key: string, entry: Entered | undefined): void {
  if (entry === undefined) delete cells[key]
  else cells[key] = entry
}
