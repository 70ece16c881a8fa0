import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Layout } from '../../../domain/layout.ts'
import { shownText } from '../../../domain/entered.ts'
import type { Effect, Memory } from '../../../domain/workbook/effects.ts'
import type { Outcome } from '../../../domain/workbook/outcome.ts'
import { NOTHING_REMEMBERED, syncRun } from '../../../domain/workbook/run.ts'
import type { RunOptions } from '../../../domain/workbook/run.ts'
import { GET_FIELDS, readTabs } from '../../../domain/workbook/snapshot.ts'
import type { SheetRow, TabSnapshot } from '../../../domain/workbook/snapshot.ts'
import { cameTooLate } from '../../../domain/workbook/turn.ts'
import type { Gestures } from '../../../local/workbook/gestures.ts'
import { openWorkbooks } from '../../../local/workbook/workbooks.ts'
import { NaiveSync } from './naiveSync.ts'

const OWNER = 'zavuch@example.org'

export const LAYOUT: Layout = {
  version: 'v1',
  tabs: [
    {
      table: 'measures',
      title: 'Меры',
      columns: [
        { key: 'number', header: '№', server: false },
        { key: 'event', header: 'Мероприятие', server: false },
        { key: 'deadline', header: 'Срок', server: false },
        { key: 'responsible', header: 'Ответственный', server: false },
        { key: 'status', header: 'Статус', server: false },
        { key: 'check', header: 'Проверка', server: false, personal: true },
        { key: 'corrections', header: 'Что исправить', server: true },
      ],
    },
  ],
}

export const HEADERS = [
  ...(LAYOUT.tabs[0]?.columns ?? []).map(({ header }) => header),
  'measures.id',
  'measures.state',
]

/** A workbook with one tab «Меры», a plain server, and a person at the sheet. */
export interface Desk {
  readonly server: NaiveSync
  readonly hand: Gestures
  /** Effects of the last run, without its ids. */
  readonly steps: Effect['do'][]
  /** Called before each effect is carried out; may do what people do. */
  meanwhile: (effect: Effect, step: number) => void
  memory: Memory
  run(options?: Partial<RunOptions>): Outcome
  /** Runs until an effect, before or after which the client dies. */
  crash(at: Effect['do'], when: 'before' | 'after', options?: Partial<RunOptions>): void
  tab(): TabSnapshot
  /** All tabs, with their cells. */
  spreadsheet(): sheets_v4.Schema$Spreadsheet
  /** Rows as people see them, with their ids. */
  rows(): SheetRow[]
  /** The text of a cell, such as `C2`. */
  text(a1: string): string
  formula(a1: string): string | undefined
  close(): void
}

class Crash extends Error {}

export function openDesk(rowCount = 60): Desk {
  const data = mkdtempSync(join(tmpdir(), 'desk-'))
  const workbooks = openWorkbooks({ data, clock: () => new Date('2021-09-20T08:00:00Z') })
  const id = workbooks.create({
    title: 'Школа',
    owner: OWNER,
    sheets: [{ title: 'Меры', gridProperties: { rowCount, columnCount: 12 } }],
  })
  const hand = workbooks.gestures(id, OWNER)
  hand.paste("'Меры'!A1", HEADERS.join('\t'))
  const server = new NaiveSync(LAYOUT)
  let ids = 0

  const write = (body: Extract<Effect, { do: 'batchUpdate' }>['body']) => {
    try {
      return workbooks.batchUpdate(id, body, OWNER)
    } catch (error) {
      if (cameTooLate(String(error))) return null
      throw error
    }
  }
  const perform = (effect: Effect): unknown => {
    switch (effect.do) {
      case 'get':
        return workbooks.get(id, { ranges: effect.ranges, fields: effect.fields }, OWNER)
      case 'batchUpdate':
        return write(effect.body)
      case 'post':
        return server.post(effect.body)
      case 'newId':
        return `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`
      case 'remember':
        desk.memory = effect.memory
        break
      case 'progress':
        break
    }
    return undefined
  }
  const drive = (options: Partial<RunOptions>, perform: (effect: Effect) => unknown): Outcome => {
    desk.steps.length = 0
    const run = syncRun({ spreadsheetId: id, shell: 'addon', memory: desk.memory, ...options })
    let step = run.next()
    while (!step.done) {
      const effect = step.value
      if (effect.do !== 'newId') {
        desk.meanwhile(effect, desk.steps.length)
        desk.steps.push(effect.do)
      }
      step = run.next(perform(effect))
    }
    return step.value
  }
  const cell = (a1: string) =>
    workbooks.get(id, { ranges: [`'Меры'!${a1}`], fields: GET_FIELDS }, OWNER).sheets?.[0]
      ?.data?.[0]?.rowData?.[0]?.values?.[0]

  const desk: Desk = {
    server,
    hand,
    steps: [],
    memory: NOTHING_REMEMBERED,
    meanwhile: () => undefined,
    run: (options = {}) => drive(options, perform),
    crash: (at, when, options = {}) => {
      try {
        drive(options, (effect) => {
          if (effect.do === at && when === 'before') throw new Crash()
          const result = perform(effect)
          if (effect.do === at) throw new Crash()
          return result
        })
      } catch (error) {
        if (!(error instanceof Crash)) throw error
        return
      }
      throw new Error(`The run had no ${at} to die at`)
    },
    tab: () => {
      const [tab] = readTabs(workbooks.get(id, { fields: GET_FIELDS }, OWNER), LAYOUT)
      if (!tab) throw new Error('The tab is not known any more')
      return tab
    },
    spreadsheet: () =>
      workbooks.get(id, { fields: 'sheets(properties,data.rowData.values)' }, OWNER),
    rows: () => [...desk.tab().rows],
    text: (a1) => cell(a1)?.formattedValue ?? '',
    formula: (a1) => cell(a1)?.userEnteredValue?.formulaValue ?? undefined,
    close: () => {
      workbooks.close()
      rmSync(data, { recursive: true })
    },
  }
  return desk
}

/** The ids of the rows that show these events, in the same order. */
export function idsByEvent(desk: Desk): Record<string, string> {
  return Object.fromEntries(
    desk.rows().flatMap(({ id, cells }) => {
      const event = cells['event']
      return event === undefined ? [] : [[shownText(event), id]]
    }),
  )
}
