import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { buildAddon } from '../../build.ts'
import type { SyncRequest } from '../../domain/protocol.ts'
import type { Gestures } from '../../local/workbook/gestures.ts'
import { startAppsScript } from '../../local/workbook/script/apps-script.ts'
import type { AppsScript, Execution } from '../../local/workbook/script/apps-script.ts'
import { openWorkbooks } from '../../local/workbook/workbooks.ts'
import type { Workbooks } from '../../local/workbook/workbooks.ts'
import { HEADERS, LAYOUT } from '../domain/workbook/desk.ts'
import { NaiveSync } from '../domain/workbook/naiveSync.ts'

export const DEPUTY = 'deputy@example.org'
export const HEAD = 'head@example.org'

/** The built add-on in the local Apps Script, over a workbook with «Меры» and a plain server. */
export interface AddonDesk {
  readonly id: string
  readonly workbooks: Workbooks
  readonly script: AppsScript
  readonly server: NaiveSync
  /** Tokens that the server was shown. */
  readonly tokens: string[]
  /** An answer that the server gives instead of its own. */
  instead: { readonly status: number; readonly body: string } | null
  /** What a person does by hand; call `script.idle()` afterwards. */
  readonly hand: (person: string) => Gestures
  /** What the add-on has said to a person. */
  readonly said: (person: string) => string[]
  /** Runs since the last call. */
  readonly runs: () => Execution[]
  readonly text: (a1: string) => string
  /** The clock moves on by hours, and time-driven triggers fire. */
  readonly later: (hours: number) => Promise<void>
}

/** Another server than the plain one: where it listens, the tab's headers there, and its tokens. */
export interface Elsewhere {
  readonly url: string
  readonly headers: readonly string[]
  readonly identityToken: (email: string) => Promise<string>
  /** Another `Code.js` than that of these sources. */
  readonly code?: string
}

export async function openAddonDesk(elsewhere?: Elsewhere): Promise<AddonDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'addon-'))
  const bundle = join(folder, 'bundle')
  await buildAddon(bundle)
  const server = new NaiveSync(LAYOUT)
  const tokens: string[] = []
  const http = createServer((req, res) => {
    tokens.push(req.headers.authorization ?? '')
    void bodyOf(req).then((body) => {
      const { instead } = desk
      const result = instead ? null : server.post(body)
      if (result && !('answer' in result)) return req.socket.destroy()
      res.writeHead(instead?.status ?? 200, { 'content-type': 'application/json' })
      return res.end(instead?.body ?? JSON.stringify(result?.answer))
    })
  })
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  const address = http.address()
  const port = typeof address === 'object' && address ? address.port : 0

  let now = new Date('2021-09-20T08:00:00Z').getTime()
  const workbooks = openWorkbooks({ data: folder, clock: () => new Date(now) })
  const id = workbooks.create({
    title: 'Школа',
    owner: DEPUTY,
    sheets: [{ title: 'Меры', gridProperties: { rowCount: 1_200, columnCount: 60 } }],
  })
  workbooks.share(id, HEAD)
  // As the setup does: entries reach us as they are typed.
  workbooks.gestures(id, DEPUTY).format("'Меры'!A2:AJ40", { numberFormat: { type: 'TEXT' } })
  workbooks.gestures(id, DEPUTY).paste("'Меры'!A1", (elsewhere?.headers ?? HEADERS).join('\t'))
  const script = await startAppsScript({
    workbooks,
    bundle: elsewhere?.code ?? join(bundle, 'Code.js'),
    files: { sidebar: readFileSync(join(bundle, 'sidebar.html'), 'utf8') },
    data: folder,
    clock: () => new Date(now),
    scriptProperties: { KURATOR_SYNC_URL: elsewhere?.url ?? `http://127.0.0.1:${port}/sync` },
    identityToken: elsewhere?.identityToken ?? (async (email) => `token-of-${email}`),
  })
  onTestFinished(async () => {
    await script.close()
    workbooks.close()
    http.closeAllConnections()
    await new Promise((done) => http.close(done))
    rmSync(folder, { recursive: true })
  })

  let seen = 0
  const desk: AddonDesk = {
    id,
    workbooks,
    script,
    server,
    tokens,
    instead: null,
    hand: (person) => workbooks.gestures(id, person),
    said: (person) =>
      script.ui(id, person).flatMap((one) => ('text' in one && one.text ? [one.text] : [])),
    runs: () => {
      const runs = script.executions.slice(seen)
      seen = script.executions.length
      return runs
    },
    text: (a1) => {
      const fields = 'sheets(data(rowData(values(formattedValue))))'
      const { sheets } = workbooks.get(id, { ranges: [`'Меры'!${a1}`], fields }, DEPUTY)
      return sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.formattedValue ?? ''
    },
    later: async (hours) => {
      now += hours * 3_600_000
      await script.fireTimeTriggers()
    },
  }
  return desk
}

async function bodyOf(req: IncomingMessage): Promise<SyncRequest> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(Buffer.from(part))
  // NaiveSync reads it with the protocol's schema.
  const body: SyncRequest = JSON.parse(Buffer.concat(parts).toString('utf8'))
  return body
}
