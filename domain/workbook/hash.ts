import type { Cells, Entered } from '../entered.ts'

/**
 * A 64-bit fingerprint of a text: two multiply-and-rotate lanes over UTF-16 units, each finished with
 * xor-shifts until every input bit reaches every output bit. Not for secrets.
 *
 * @returns 14 characters of base 36
 */
export function hashText(text: string): string {
  let a = 0x2545f491 ^ text.length
  let b = 0x6c078965 + text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x2c1b3c6d)
    a = (a << 15) | (a >>> 17)
    b = Math.imul(b + unit, 0x297a2d39) ^ (a >>> 9)
    b = (b << 11) | (b >>> 21)
  }
  const low = finish(a ^ Math.imul(b, 0x9e3779b1))
  const high = finish(b + Math.imul(a, 0x85ebca77))
  return word(high) + word(low)
}

function finish(lane: number): number {
  let bits = lane
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return (bits ^ (bits >>> 16)) >>> 0
}

function word(lane: number): string {
  return lane.toString(36).padStart(7, '0')
}

/** What identifies a row's content, and what each of its cells adds to it. */
export interface Fingerprint {
  /** Over all entered values by column key; empty text for a row without any. */
  readonly hash: string
  /**
   * Three characters per cell, over its key and value, sorted: tell which cells of a row changed, and
   * whether values have only changed places. A guess (1 in 46,656 per cell): dirtiness goes by `hash`.
   */
  readonly prints: readonly string[]
}

/**
 * Fingerprint of a row's entered values. Of a number, the way that it is shown counts only as plain,
 * percent or other (a date): the width of a column or the number of decimals changes nothing.
 *
 * @param cells people's cells by column key, without server-owned columns
 */
export function fingerprint(cells: Cells<Entered>): Fingerprint {
  const parts = Object.keys(cells)
    .sort()
    .flatMap((key) => {
      const entered = cells[key]
      return entered === undefined || isBlank(entered) ? [] : [`${key}=${canonical(entered)}`]
    })
  if (parts.length === 0) return { hash: '', prints: [] }
  return {
    hash: hashText(parts.map((part) => `${part.length}:${part}`).join('')),
    prints: parts.map((part) => hashText(part).slice(-3)).sort(),
  }
}

/** True for an entry that looks empty, such as a formula that gives an empty text. */
export function isBlank(entered: Entered): boolean {
  return typeof entered === 'object'
    ? entered.value === '' && entered.error === undefined
    : entered === ''
}

/** True when both cells hold the same, as far as the hash can tell; undefined is an empty cell. */
export function sameEntry(one: Entered | undefined, other: Entered | undefined): boolean {
  const left = one === undefined || isBlank(one) ? '' : canonical(one)
  const right = other === undefined || isBlank(other) ? '' : canonical(other)
  return left === right
}

function canonical(entered: Entered): string {
  const value = typeof entered === 'object' ? entered.value : entered
  if (typeof value === 'string') return `s${value}`
  if (typeof value === 'number') {
    return `n${value}${typeof entered === 'object' ? wayShown(entered.shown) : ''}`
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return `e${typeof entered === 'object' ? entered.shown : ''}`
}

/** How a number is shown: plain, as a percentage, or in some other way, such as a date. */
export function wayShown(shown: string): '' | '%' | 'd' {
  if (shown.includes('%')) return '%'
  return /^-?\d+([.,]\d+)?$/.test(shown.replace(/\s/g, '')) ? '' : 'd'
}
