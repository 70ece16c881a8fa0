/** What the function `importRoadmap` answers, or says instead; neither where it does not answer. */
export interface RoadmapAsked {
  readonly answer?: { readonly html: string; readonly title: string; readonly left?: number }
  readonly refused?: { readonly message: string }
}

/**
 * Asks the function `importRoadmap` as the person who sits before the sheet.
 *
 * @param syncUrl address of `sync`; `importRoadmap` is its neighbour
 */
export function askRoadmap(syncUrl: string, body: { readonly do: string }): RoadmapAsked {
  const spreadsheetId = SpreadsheetApp.getActive().getId()
  try {
    const response = UrlFetchApp.fetch(syncUrl.replace(/[^/]*$/, 'importRoadmap'), {
      method: 'post',
      contentType: 'application/json',
      headers: { Authorization: `Bearer ${ScriptApp.getIdentityToken()}` },
      payload: JSON.stringify({ ...body, spreadsheetId }),
      muteHttpExceptions: true,
    })
    const json = JSON.parse(response.getContentText())
    return response.getResponseCode() === 200 ? { answer: json } : { refused: json.error }
  } catch {
    return {}
  }
}
