import type { RangeView } from '../view.ts'

/** @example readCells('B7:D9') // { top: 6, bottom: 9, left: 1, right: 4 } */
export function readCells(a1: string): RangeView | null {
  const match = /^(?:.*!)?\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/.exec(a1)
  if (!match) return null
  const [, left = '', top = '', right = left, bottom = top] = match
  return {
    top: Number(top) - 1,
    bottom: Number(bottom),
    left: column(left) - 1,
    right: column(right),
  }
}

function column(letters: string): number {
  return letters.split('').reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}
