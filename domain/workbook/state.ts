import { hashText } from './hash.ts'
import type { Fingerprint } from './hash.ts'

/** What the hidden cell `state` vouches for: this id, at this rev, held this content. */
export interface RowState extends Fingerprint {
  /** The rev that the sheet's row stands on; 0 until the store has acknowledged the row. */
  readonly rev: number
  /** Was sent while the person was still in the row: to be sent again when it is left. */
  readonly typing: boolean
  /** The sheet shows something else than the store: a refused or conflicting cell. */
  readonly apart: boolean
}

/** Length of the check at the end of a state. */
const CHECK = 8

/**
 * The text of a state cell: `1:rev:hash:prints:flags:check`. The check covers the id as well, so that a
 * state that was pasted beside another id vouches for nothing.
 *
 * @example formatState('m-7f3a', { rev: 3, hash: '…', prints: [], typing: false, apart: true })
 *          // '1:3:…::a:0k2v91xq'
 */
export function formatState(id: string, state: RowState): string {
  const flags = (state.typing ? 't' : '') + (state.apart ? 'a' : '')
  const body = ['1', state.rev, state.hash, state.prints.join(''), flags].join(':')
  return `${body}:${check(id, body)}`
}

/** The state in a cell, or null where the cell is empty, damaged, of another version or another row. */
export function parseState(id: string, text: string): RowState | null {
  const parts = /^(1:(\d{1,15}):([0-9a-z]*):((?:[0-9a-z]{3})*):(t?)(a?)):([0-9a-z]+)$/.exec(text)
  if (!parts) return null
  const [, body = '', rev, hash = '', prints = '', typing, apart, mark] = parts
  if (id === '' || check(id, body) !== mark) return null
  return {
    rev: Number(rev),
    hash,
    prints: prints.match(/.{3}/g) ?? [],
    typing: typing === 't',
    apart: apart === 'a',
  }
}

function check(id: string, body: string): string {
  return hashText(`${id} ${body}`).slice(0, CHECK)
}
