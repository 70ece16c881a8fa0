import { randomUUID } from 'node:crypto'
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Directory } from '../../domain/directory.ts'
import { serviceHeaders, type Layout } from '../../domain/layout.ts'
import type { Binding, Programme, WorkbookHealth } from '../../domain/records.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import type { Effect, EffectResult, Memory } from '../../domain/workbook/effects.ts'
import type { Outcome } from '../../domain/workbook/outcome.ts'
import { syncRun } from '../../domain/workbook/run.ts'
import { cameTooLate } from '../../domain/workbook/turn.ts'
import { callerOfWorkbook, type Caller } from '../caller.ts'
import { Refusal } from '../errors.ts'
import { SheetsFault, type SheetsApi } from '../sheets.ts'
import { syncWorkbook, type Engine } from '../sync/syncWorkbook.ts'

/** What one look at a workbook needs besides the workbook. */
export interface Look {
  readonly engine: Engine
  readonly sheets: SheetsApi
  readonly sleep: (ms: number) => Promise<void>
  readonly programme: Programme
  readonly directory: Directory
  /** The store knows something that the workbook does not. */
  readonly pull: boolean
  /** Ids of clean rows to send, for what is computed of them. */
  readonly ask: readonly string[]
}

/** What a look at a workbook came to. */
export interface Looked {
  readonly state: WorkbookHealth['state']
  /** Null when the workbook was not read whole. */
  readonly outcome: Outcome | null
  /** Rows that waited to be sent, at most a request full: the add-on should have sent them. */
  readonly unsent: number
  readonly missing: WorkbookHealth['missing']
  /** What is to be kept for the next look. */
  readonly memory: Memory
}

/** Waits before a call that Google has put off is tried again, all of the run with it. */
const BACK_OFF_MS = [5_000, 20_000]

/**
 * Looks at one workbook: the client core over the Sheets API and, in the same process, `sync`. A run that
 * Google interrupts is begun anew from what the sheet then holds, after a wait.
 */
export async function reconcileWorkbook(
  look: Look,
  spreadsheetId: string,
  binding: Binding,
): Promise<Looked> {
  for (const wait of [...BACK_OFF_MS, null]) {
    const shell = new Shell(look, spreadsheetId, binding)
    try {
      return shell.looked(await shell.run())
    } catch (error) {
      if (!(error instanceof SheetsFault)) throw error
      if (error.kind === 'refused') throw error
      if (error.kind !== 'busy' || wait === null) return shell.failed(error.kind)
      await look.sleep(wait)
    }
  }
  throw new Error('The last attempt has an answer')
}

/** The effects of the client core, done with the service account's own hands. */
class Shell {
  readonly #look: Look
  readonly #id: string
  readonly #binding: Binding
  readonly #caller: Caller
  readonly #layout: Layout
  #memory: Memory
  /** Rows in the first request, without those that are asked about; null before it. */
  #unsent: number | null = null
  #missing: WorkbookHealth['missing'] = []

  constructor(look: Look, spreadsheetId: string, binding: Binding) {
    this.#look = look
    this.#id = spreadsheetId
    this.#binding = binding
    this.#caller = callerOfWorkbook(binding, look.directory)
    const { scope, ceiling, reconcile } = binding
    this.#layout = layoutFor(scope, ceiling, textsIn(look.programme.language))
    const { cursor = {}, sums = {} } = reconcile ?? {}
    this.#memory = { layout: this.#layout, cursor, sums }
  }

  async run(): Promise<Outcome> {
    const { pull, ask } = this.#look
    const options = { spreadsheetId: this.#id, shell: 'reconcile', memory: this.#memory } as const
    const run = syncRun({ ...options, pull, ask })
    let step = run.next()
    while (!step.done) step = run.next(await this.#perform(step.value))
    return step.value
  }

  looked(outcome: Outcome): Looked {
    const missing = [...outcome.missing, ...this.#missing]
    const state =
      outcome.state === 'done' ? 'fine' : outcome.state === 'unreachable' ? 'busy' : outcome.state
    return { state, outcome, unsent: this.#unsent ?? 0, missing, memory: this.#memory }
  }

  failed(state: WorkbookHealth['state']): Looked {
    return { state, outcome: null, unsent: 0, missing: [], memory: this.#memory }
  }

  async #perform(effect: Effect): Promise<unknown> {
    const { sheets } = this.#look
    switch (effect.do) {
      case 'get': {
        const { ranges, fields } = effect
        const sheet = await sheets.get(this.#id, { ranges, fields })
        this.#missing = lostTabs(sheet, this.#layout)
        return sheet
      }
      case 'batchUpdate':
        return this.#write(effect)
      case 'post':
        return this.#post(effect)
      case 'newId':
        return randomUUID()
      case 'remember':
        this.#memory = effect.memory
        break
      case 'progress':
        break
    }
    return undefined
  }

  async #write({
    body,
    fields,
  }: Extract<Effect, { do: 'batchUpdate' }>): Promise<EffectResult['batchUpdate']> {
    try {
      return await this.#look.sheets.batchUpdate(this.#id, body, { fields })
    } catch (error) {
      if (error instanceof SheetsFault && cameTooLate(error.message)) return null
      throw error
    }
  }

  async #post({ body }: Extract<Effect, { do: 'post' }>): Promise<EffectResult['post']> {
    const { engine, ask, programme } = this.#look
    const sent = body.tabs.flatMap(({ rows }) => rows.map(({ id }) => id))
    this.#unsent ??= sent.filter((id) => !ask.includes(id)).length
    try {
      return { answer: await syncWorkbook(engine, this.#caller, this.#binding, body) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { code, place } = error
      const message = textsIn(programme.language).sync.refusals[code](place)
      return { refused: { code, message } }
    }
  }
}

/** Tabs of which nothing is known by the service headers. */
function lostTabs(sheet: sheets_v4.Schema$Spreadsheet, layout: Layout): WorkbookHealth['missing'] {
  const tabs = (sheet.sheets ?? []).map(
    ({ data }) =>
      new Set((data?.[0]?.rowData?.[0]?.values ?? []).map((cell) => cell.formattedValue?.trim())),
  )
  return layout.tabs.flatMap(({ table, title }) => {
    const { id, state } = serviceHeaders(table)
    const known = tabs.some((headers) => headers.has(id) && headers.has(state))
    return known ? [] : [{ tab: title, header: null }]
  })
}
