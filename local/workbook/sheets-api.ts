import type { IncomingMessage, ServerResponse } from 'node:http'
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError, notImitated } from './api-error.ts'
import { project, responseMask } from './mask.ts'
import { checkBody } from './schema.ts'
import type { Workbooks } from './workbooks.ts'

/** Who holds this Authorization header; undefined for nobody. */
export type Who = (
  authorization: string | undefined,
) => { readonly email: string } | undefined | Promise<{ readonly email: string } | undefined>

/** Google refuses larger requests too (its documentation advises at most 2 MB). */
const MAX_BODY = 10 * 1024 * 1024

/** The parameters that Google's clients add to every call and that change nothing here. */
const COMMON_PARAMS = new Set(['alt', 'prettyPrint', 'key', '$.xgafv', 'quotaUser'])

/**
 * The REST face of the workbooks: the subset of Sheets API v4 that Kurator calls. Everything else of the
 * API is answered with 501 «not implemented locally».
 *
 * @returns a handler which says whether the path was its own; it rejects with a failure of ours after the
 *   caller was answered with 500
 * @example createServer((req, res) => void handler(req, res))
 */
export function sheetsApi(
  workbooks: Workbooks,
  who: Who,
): (req: IncomingMessage, res: ServerResponse) => Promise<boolean> {
  return async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://localhost')
    if (!/^\/v4\/spreadsheets(\/|$)/.test(url.pathname)) return false
    try {
      const person = await who(req.headers.authorization)
      if (!person) {
        throw new ApiError(
          401,
          'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
        )
      }
      const body = await readBody(req)
      send(res, 200, answer(workbooks, req.method ?? 'GET', url, body, person.email))
    } catch (error) {
      const { code, body } =
        error instanceof ApiError ? error : new ApiError(500, 'Internal error encountered.')
      send(res, code, body)
      if (!(error instanceof ApiError)) throw error
    }
    return true
  }
}

function answer(
  workbooks: Workbooks,
  method: string,
  url: URL,
  body: unknown,
  person: string,
): object {
  const rest = decoded(url.pathname).slice('/v4/spreadsheets'.length)
  const fields = url.searchParams.get('fields')
  if (method === 'POST' && rest === '') {
    known(url, ['fields'])
    const mask = fields === null ? true : responseMask(fields, 'Spreadsheet')
    return project(create(workbooks, body, person), mask)
  }
  const update = /^\/([^/:]+):batchUpdate$/.exec(rest)?.[1]
  if (method === 'POST' && update !== undefined) {
    known(url, ['fields'])
    return workbooks.batchUpdate(update, asMessage(body), person, fields ?? undefined)
  }
  const get = /^\/([^/:]+)$/.exec(rest)?.[1]
  if (method === 'GET' && get !== undefined) {
    known(url, ['ranges', 'includeGridData', 'fields'])
    const params = {
      ranges: url.searchParams.getAll('ranges'),
      includeGridData: url.searchParams.get('includeGridData') === 'true',
    }
    return workbooks.get(get, fields === null ? params : { ...params, fields }, person)
  }
  throw notImitated(`${method} /v4/spreadsheets${rest}`)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new ApiError(
      400,
      'Invalid URL: a percent sign is not followed by two hex digits of UTF-8.',
    )
  }
}

function create(workbooks: Workbooks, body: unknown, person: string): object {
  checkBody(body, 'Spreadsheet', '')
  const { properties, sheets, ...others } = asMessage<sheets_v4.Schema$Spreadsheet>(body)
  for (const name of Object.keys(others)) throw notImitated(`create with ${name}`)
  const titled = sheets?.map((sheet) => {
    for (const name of Object.keys(sheet)) {
      if (name !== 'properties') throw notImitated(`create with sheets.${name}`)
    }
    return sheet.properties ?? {}
  })
  const id = workbooks.create({
    title: properties?.title ?? 'Новая таблица',
    owner: person,
    ...(properties?.locale ? { locale: properties.locale } : {}),
    ...(properties?.timeZone ? { timeZone: properties.timeZone } : {}),
    ...(titled && titled.length > 0 ? { sheets: titled } : {}),
  })
  return workbooks.get(id, {}, person)
}

function known(url: URL, names: readonly string[]): void {
  for (const name of url.searchParams.keys()) {
    if (!names.includes(name) && !COMMON_PARAMS.has(name)) throw notImitated(`parameter ${name}`)
  }
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the body is checked against this message
function asMessage<T>(body: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `checkBody` judges it by Google's schema
  return body as T
}

async function readBody(req: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of req) {
    const buffer = Buffer.from(part)
    size += buffer.length
    if (size > MAX_BODY)
      throw new ApiError(413, 'Request payload size exceeds the limit: 10485760 bytes.')
    parts.push(buffer)
  }
  const text = Buffer.concat(parts).toString('utf8')
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ApiError(
      400,
      `Invalid JSON payload received. ${error instanceof Error ? error.message : ''}`,
    )
  }
}

function send(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' })
  res.end(JSON.stringify(body))
}
