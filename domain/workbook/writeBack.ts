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
import type { Bases } from './state.ts'

/**
 * What an answer puts into its row, over the entries that were sent. The state vouches for what was sent
 * and answered, so that anything typed meanwhile is seen as new.
 */
export function answerChange({ tab, known, sent }: Sending, answer: RowAnswer): RowChange {
  const cells: Record<string, SheetCell> = {}
  const vouched: Record<string, Entered> = { ...sent.cells }
  for (const [key, cell] of Object.entries(answer.write)) {
    if (isFormula(known.row.cells[key])) continue
    cells[key] = cell
    if (tab.peopleKeys.includes(key)) put(vouched, key, entryOf(cell))
  }
  cells[CORRECTIONS] ??= { value: answer.corrections.map(({ text }) => text).join('\n') || null }
  const apart =
    answer.outcome === 'conflict' ||
    answer.outcome === 'denied' ||
    answer.corrections.some(({ severity }) => severity !== 'hint')
  const state = formatState(answer.id, {
    rev: answer.rev,
    bases: { ...basesOfMissing(tab, known), ...answer.bases },
    ...fingerprint(vouched),
    typing: sent.typing === true && answer.outcome !== 'stored',
    apart,
  })
  return changeRow(tab, known.row, { state, cells })
}

/** What news puts into a row that stood as the store had it; an archived row leaves its line empty. */
export function newsChange(tab: TabSnapshot, known: OwnedRow, news: NewsRow): RowChange {
  const cells: Record<string, SheetCell> = {}
  const vouched: Record<string, Entered> = { ...peopleCells(tab, known.row) }
  const formulas: string[] = []
  for (const { key } of tab.layout.columns) {
    const cell = news.archived ? { value: null } : (news.cells[key] ?? { value: null })
    if (key === CORRECTIONS && !news.archived && news.cells[key] === undefined) continue
    if (!news.archived && news.keep?.includes(key)) continue
    if (isFormula(known.row.cells[key])) {
      if (!sameEntry(known.row.cells[key], entryOf(cell))) formulas.push(key)
      continue
    }
    cells[key] = cell
    if (tab.peopleKeys.includes(key)) put(vouched, key, entryOf(cell))
  }
  if (news.archived) return changeRow(tab, known.row, { id: '', state: '', cells })
  const state = formatState(news.id, {
    rev: news.rev,
    bases: basesOfMissing(tab, known),
    ...fingerprint(vouched),
    typing: false,
    apart: formulas.length > 0 || (news.keep ?? []).length > 0,
  })
  return changeRow(tab, known.row, { state, cells })
}

/** The row of news that the sheet does not have yet, on a line of its own. */
export function newsAppend(tab: TabSnapshot, news: NewsRow, index: number): RowChange {
  const vouched: Record<string, Entered> = {}
  for (const key of tab.peopleKeys) {
    const cell = news.cells[key]
    if (cell) put(vouched, key, entryOf(cell))
  }
  const state = formatState(news.id, {
    rev: news.rev,
    bases: {},
    ...fingerprint(vouched),
    typing: false,
    apart: false,
  })
  const blank: SheetRow = { index, id: '', state: '', cells: {} }
  return changeRow(tab, blank, { id: news.id, state, cells: news.cells })
}

/** Columns that the tab has lost stay on what they last showed: they may come back as they were. */
function basesOfMissing({ layout, missing }: TabSnapshot, { state }: OwnedRow): Bases {
  if (!state || state.rev === 0) return {}
  return Object.fromEntries(
    layout.columns.flatMap(({ key, server }) =>
      !server && missing.includes(key) ? [[key, state.bases[key] ?? state.rev]] : [],
    ),
  )
}

function put(cells: Record<string, Entered>, key: string, entry: Entered | undefined): void {
  if (entry === undefined) delete cells[key]
  else cells[key] = entry
}
