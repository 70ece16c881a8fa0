import { hashText } from './hash.ts'
import type { Fingerprint } from './hash.ts'

/** Revs by column key, of columns that stand on an older rev than their row. */
export type Bases = Readonly<Record<string, number>>

/** What the hidden cell `state` vouches for: this id, at this rev, held this content. */
export interface RowState extends Fingerprint {
  /** The rev that the sheet's row stands on; 0 until the store has acknowledged the row. */
  readonly rev: number
  /** What stands there waits for a decision, or the tab has lost the column: newer values are not in it. */
  readonly bases: Bases
  /** Was sent while the person was still in the row: to be sent again when it is left. */
  readonly typing: boolean
  /** The sheet shows something else than the store: a refused or conflicting cell. */
  readonly apart: boolean
}

const STATE =
  /^(1:(\d{1,15}):([0-9a-z]*):((?:[0-9a-z]{3})*):(t?)(a?)((?::\w+=\d{1,15})*)):([0-9a-z]+)$/

/** Length of the check at the end of a state. */
const CHECK = 8

/**
 * The text of a state cell: `1:rev:hash:prints:flags:check`, before the check `column=rev` for each column
 * of `bases`. The check covers the id and the workbook as well, so that a state that was pasted beside another
 * id, or with its whole line from another workbook, vouches for nothing.
 *
 * @param workbook the spreadsheet's id
 * @example formatState('m-7f3a', { rev: 5, bases: { deadline: 3 }, hash: '…', prints: [], typing: false,
 *   apart: true }, '1x9…') // '1:5:…::a:deadline=3:0k2v91xq'
 */
export function formatState(id: string, state: RowState, workbook: string): string {
  const flags = (state.typing ? 't' : '') + (state.apart ? 'a' : '')
  const bases = Object.entries(state.bases).map(([key, rev]) => `${key}=${rev}`)
  const body = ['1', state.rev, state.hash, state.prints.join(''), flags, ...bases].join(':')
  return `${body}:${check(id, body, workbook)}`
}

/** The state in a cell; null where it is empty, damaged, of another version, row or workbook. */
export function parseState(id: string, text: string, workbook: string): RowState | null {
  const parts = STATE.exec(text)
  if (!parts) return null
  const [, body = '', rev, hash = '', prints = '', typing, apart, bases = '', mark] = parts
  if (id === '' || check(id, body, workbook) !== mark) return null
  return {
    rev: Number(rev),
    bases: Object.fromEntries(
      [...bases.matchAll(/:(\w+)=(\d+)/g)].map(([, key = '', base]) => [key, Number(base)]),
    ),
    hash,
    prints: prints.match(/.{3}/g) ?? [],
    typing: typing === 't',
    apart: apart === 'a',
  }
}

function check(id: string, body: string, workbook: string): string {
  return hashText(`${workbook} ${id} ${body}`).slice(0, CHECK)
}
