import { ask, neighbour } from './ask.ts'

/**
 * Redeems a bind code for the workbook, as the person who typed it.
 *
 * @param syncUrl address of `sync`; `bind` is its neighbour
 * @returns null when the workbook is connected now, else what the server said; an empty text when it did
 *   not answer
 */
export function redeemCode(syncUrl: string, spreadsheetId: string, code: string): string | null {
  const result = ask<object>(neighbour(syncUrl, 'bind'), { do: 'use', spreadsheetId, code })
  if ('answer' in result) return null
  return 'refused' in result ? result.refused.message : ''
}
