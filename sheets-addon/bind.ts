/**
 * Redeems a bind code for the workbook, as the person who typed it.
 *
 * @param syncUrl address of `sync`; `bind` is its neighbour
 * @returns null when the workbook is connected now, else what the server said; an empty text when it did
 *   not answer
 */
export function redeemCode(syncUrl: string, spreadsheetId: string, code: string): string | null {
  let response
  try {
    response = UrlFetchApp.fetch(syncUrl.replace(/[^/]*$/, 'bind'), {
      method: 'post',
      contentType: 'application/json',
      headers: { Authorization: `Bearer ${ScriptApp.getIdentityToken()}` },
      payload: JSON.stringify({ do: 'use', spreadsheetId, code }),
      muteHttpExceptions: true,
    })
    if (response.getResponseCode() === 200) return null
    const { error } = JSON.parse(response.getContentText())
    return String(error?.message ?? '')
  } catch {
    return ''
  }
}
