import type { Asked } from './panelState.ts'

/**
 * Calls a function as the person who sits before the sheet.
 *
 * @param url of the function
 * @param token of an earlier call in this run, which saves a service call
 */
export function ask<T>(url: string, body: object, token = ScriptApp.getIdentityToken()): Asked<T> {
  let response
  try {
    response = UrlFetchApp.fetch(url, {
      method: 'post',
      contentType: 'application/json',
      headers: { Authorization: `Bearer ${token}` },
      payload: JSON.stringify(body),
      muteHttpExceptions: true,
    })
  } catch (error) {
    return { unreachable: String(error) }
  }
  return readAnswer(response.getResponseCode(), response.getContentText())
}

/** @example neighbour('https://example.org/sync', 'bind') // 'https://example.org/bind' */
export function neighbour(syncUrl: string, name: string): string {
  return syncUrl.replace(/[^/]*$/, name)
}

/**
 * What the server's answer says. Too many requests and failures of the server count as no answer: the
 * rows go again by themselves.
 */
function readAnswer<T>(status: number, text: string): Asked<T> {
  let json
  try {
    json = JSON.parse(text)
  } catch {
    return { unreachable: `HTTP ${status}, not JSON: ${text.slice(0, 200)}` }
  }
  // The server is ours and answers in the shapes of protocol.ts; zod is too large for this bundle.
  if (status === 200) return { answer: json }
  if (status >= 400 && status < 500 && status !== 429 && json?.error) return { refused: json.error }
  return { unreachable: `HTTP ${status}` }
}
