import { describe, expect, test, vi } from 'vitest'
import { shownText } from '../../../domain/entered.ts'
import type { Effect, Memory } from '../../../domain/workbook/effects.ts'
import { NOTHING_REMEMBERED, syncRun } from '../../../domain/workbook/run.ts'
import type { Steps } from '../../../domain/workbook/effects.ts'
import { GET_FIELDS, readTabs } from '../../../domain/workbook/snapshot.ts'
import { cameTooLate, lastTurn, takeTurn } from '../../../domain/workbook/turn.ts'
import type { Workbooks } from '../../../local/workbook/workbooks.ts'
import { freshWorkbooks, OWNER } from '../../local/workbook/fixture.ts'
import { HEADERS, LAYOUT } from './desk.ts'
import { NaiveSync } from './naiveSync.ts'

// Sixty-four workbooks: a busy machine needs its time.
vi.setConfig({ testTimeout: 30_000 })

/** One workbook and its server, with two shells that take their steps in an order that the test says. */
class TwoShells {
  readonly workbooks: Workbooks = freshWorkbooks()
  readonly server = new NaiveSync(LAYOUT)
  readonly id: string
  /** Writes that came too late. */
  refused = 0
  private readonly memories: [Memory, Memory] = [NOTHING_REMEMBERED, NOTHING_REMEMBERED]
  private ids = 0

  constructor() {
    this.id = this.workbooks.create({ title: 'Школа', owner: OWNER, sheets: [{ title: 'Меры' }] })
    this.hand.paste("'Меры'!A1", HEADERS.join('\t'))
    this.finish(this.start(0))
    this.finish(this.start(1))
  }

  get hand() {
    return this.workbooks.gestures(this.id, OWNER)
  }

  start(shell: 0 | 1): () => boolean {
    const run: Steps<unknown> = syncRun({
      spreadsheetId: this.id,
      shell: shell === 0 ? 'addon' : 'reconcile',
      memory: this.memories[shell],
      pull: true,
    })
    let step = run.next()
    return () => {
      // Ids and memory are nobody else's business: one step is one that others can see.
      while (!step.done && (step.value.do === 'newId' || step.value.do === 'remember')) {
        step = run.next(this.perform(step.value, shell))
      }
      if (!step.done) step = run.next(this.perform(step.value, shell))
      return step.done === true
    }
  }

  finish(go: () => boolean): void {
    while (!go());
  }

  /** Ids and events of the tab's rows. */
  rows(): [string, string][] {
    const sheet = this.workbooks.get(this.id, { fields: GET_FIELDS }, OWNER)
    const rows = readTabs(sheet, LAYOUT)[0]?.rows ?? []
    return rows.map(({ id, cells }) => [id, shownText(cells['event'] ?? '')])
  }

  private perform(effect: Effect, shell: 0 | 1): unknown {
    switch (effect.do) {
      case 'get':
        return this.workbooks.get(this.id, { fields: effect.fields }, OWNER)
      case 'batchUpdate':
        try {
          return this.workbooks.batchUpdate(this.id, effect.body, OWNER, effect.fields)
        } catch (error) {
          if (!cameTooLate(String(error))) throw error
          this.refused++
          return null
        }
      case 'post':
        return this.server.post(effect.body)
      case 'newId':
        return `00000000-0000-4000-8000-${String(++this.ids).padStart(12, '0')}`
      case 'remember':
        this.memories[shell] = effect.memory
        break
      case 'progress':
        break
    }
    return undefined
  }
}

const STEPS = 6
/** All orders in which two runs can take their first steps. */
const ORDERS = Array.from({ length: 2 ** STEPS }, (_, bits) =>
  Array.from({ length: STEPS }, (_, at): 0 | 1 => ((bits >> at) % 2 === 0 ? 0 : 1)),
)

function play(two: TwoShells, order: readonly (0 | 1)[]): void {
  const runs = [two.start(0), two.start(1)] as const
  for (const shell of order) runs[shell]()
  for (const run of runs) two.finish(run)
}

describe('two shells at once, in every order of their steps', () => {
  test('give each new row one id, and bring a row from elsewhere into the sheet once', () => {
    let refused = 0
    for (const order of ORDERS) {
      const two = new TwoShells()
      two.hand.paste("'Меры'!A2", '1\tПедсовет\n2\tКурсы')
      two.server.write('measures', 'row-from-elsewhere', { event: 'Семинар' })
      play(two, order)
      for (const shell of [0, 1] as const) two.finish(two.start(shell))
      const events = two.rows().map(([, event]) => event)
      expect([order.join(''), ...events]).toEqual([order.join(''), 'Педсовет', 'Курсы', 'Семинар'])
      expect(new Set(two.rows().map(([id]) => id))).toEqual(new Set(two.server.rows.keys()))
      refused += two.refused
    }
    // The orders do bring the shells into each other's way.
    expect(refused).toBeGreaterThan(5)
  })
})

function kinds(requests: readonly object[]) {
  return requests.map((one) => Object.keys(one)[0])
}

test('turns are counted, and an old one goes with each new one', () => {
  expect(lastTurn({})).toBeNull()
  let { turn, requests } = takeTurn(null)
  for (let n = 2; n <= 50; n++) {
    expect(kinds(requests)).toEqual(['createDeveloperMetadata'])
    ;({ turn, requests } = takeTurn(turn))
  }
  ;({ turn, requests } = takeTurn(turn))
  expect(kinds(requests)).toEqual(['createDeveloperMetadata', 'deleteDeveloperMetadata'])
  const dataFilter = { developerMetadataLookup: { metadataId: turn - 50 } }
  expect(requests[1]).toEqual({ deleteDeveloperMetadata: { dataFilter } })

  const foreign = { metadataKey: 'of another program', metadataId: 999_999_999 }
  const ours = [turn - 1, turn].map((metadataId) => ({ metadataKey: 'kurator.turn', metadataId }))
  expect(lastTurn({ developerMetadata: [foreign, ...ours] })).toBe(turn)
})

test('only a turn that is taken makes a write too late', () => {
  expect(cameTooLate('Invalid requests[0].createDeveloperMetadata: id 1 already exists.')).toBe(
    true,
  )
  expect(cameTooLate('Invalid requests[1].updateCells: No grid with id: 7')).toBe(false)
})
