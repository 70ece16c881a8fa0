import { expect, test } from 'vitest'
import { shownText } from '../../../domain/entered.ts'
import { peopleCells } from '../../../domain/workbook/snapshot.ts'
import { openDesk } from './desk.ts'
import type { Desk } from './desk.ts'

/**
 * People who type, move, sort, copy and delete rows between any two steps of a client whose requests
 * and answers get lost. Every value carries the name of its row, so that one under a foreign id shows.
 */

const HISTORIES = 150
const START = 1

/** Mulberry32: a small seeded generator of numbers from 0 to 1. */
function randomOf(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const COLUMNS = { number: 'A', event: 'B', responsible: 'D', status: 'E' } as const

class History {
  readonly desk: Desk = openDesk(40)
  readonly typed = new Set<string>()
  private readonly random: () => number
  private names = 0
  private values = 0
  readonly trace: string[] = []

  constructor(seed: number) {
    this.random = randomOf(seed)
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.random() * list.length)]
  }

  chance(part: number): boolean {
    return this.random() < part
  }

  /** A line of the sheet that holds something, from 1, with the row's name. */
  line(): { line: number; name: string } | undefined {
    const rows = this.desk.rows().flatMap((row) => {
      const [entry] = Object.values(peopleCells(this.desk.tab(), row))
      return entry === undefined
        ? []
        : [{ line: row.index + 1, name: shownText(entry).split('-')[0] ?? '' }]
    })
    return this.pick(rows)
  }

  type(line: number, name: string): void {
    const column = this.pick(Object.values(COLUMNS)) ?? 'B'
    const value = `${name}-${++this.values}`
    // What somebody types over was replaced by a person: it need not be anywhere.
    this.typed.delete(this.desk.text(`${column}${line}`))
    this.typed.add(value)
    this.say(`type ${column}${line} ${value}`)
    this.desk.hand.type(`'Меры'!${column}${line}`, value)
  }

  gesture(): void {
    const { hand } = this.desk
    const free = this.desk.tab().end + 1
    const row = this.line()
    const roll = Math.floor(this.random() * 10)
    if (!row || roll < 2) return this.type(free, `row${++this.names}`)
    const { line, name } = row
    if (roll < 5) return this.type(line, name)
    if (roll === 5) {
      this.say(`insert before ${line}`)
      return hand.insertRows('Меры', line)
    }
    if (roll === 6) {
      this.say(`move ${line} before 2`)
      return hand.moveRows('Меры', line, 1, 2)
    }
    if (roll === 7) {
      const whole = this.chance(0.5)
      this.say(`sort ${whole ? 'all' : 'visible'}`)
      return hand.sort(
        `'Меры'!A2:${whole ? 'I' : 'G'}${free - 1}`,
        this.pick(['A', 'B', 'D']) ?? 'B',
      )
    }
    if (roll === 8) {
      this.say(`cut ${line} to ${free + 1}`)
      return hand.cut(`'Меры'!A${line}:G${line}`, `'Меры'!A${free + 1}`)
    }
    this.say(`copy ${line} to ${free}`)
    return hand.copyRows('Меры', line, 1, free)
  }

  /** Somebody else writes into a stored row. */
  elsewhere(): void {
    const stored = Object.entries(this.desk.server.values())
    const [id, cells] = this.pick(stored) ?? []
    const name = Object.values(cells ?? {})[0]?.split('-')[0]
    const key = this.pick(['number', 'event', 'responsible', 'status']) ?? 'event'
    if (id === undefined || name === undefined) return
    const value = `${name}-other${++this.values}`
    this.say(`elsewhere ${id.slice(-3)} ${key} ${value}`)
    this.desk.server.write('measures', id, { [key]: value })
  }

  say(what: string): void {
    this.trace.push(what)
  }

  live(steps: number): void {
    const { desk } = this
    for (let step = 0; step < steps; step++) {
      const times = Math.floor(this.random() * 3)
      for (let i = 0; i < times; i++) this.gesture()
      if (this.chance(0.3)) this.elsewhere()
      const lose = this.chance(0.2) ? (this.chance(0.5) ? 'request' : 'answer') : null
      let interferences = this.chance(0.4) ? 2 : 0
      desk.meanwhile = (effect) => {
        this.say(`  (${effect.do})`)
        if (effect.do === 'post') desk.server.lose = lose
        if (interferences > 0 && this.chance(0.5)) {
          interferences--
          this.gesture()
        }
      }
      this.say(`run ${lose ?? ''}`)
      desk.run({ pull: this.chance(0.5), sendHeld: true })
    }
    desk.meanwhile = () => undefined
    desk.server.lose = null
    for (let i = 0; i < 4; i++) desk.run({ pull: true, sendHeld: true, resend: true })
  }
}

function twiceUsedIds(desk: Desk): string[] {
  const ids = desk.rows().flatMap(({ id }) => (id === '' ? [] : [id]))
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} stands twice`)
}

function foreignValues(desk: Desk): string[] {
  return Object.entries(desk.server.values()).flatMap(([id, cells]) => {
    const names = new Set(Object.values(cells).map((value) => value.split('-')[0]))
    return names.size > 1 ? [`${id} holds values of ${[...names].join(' and ')}`] : []
  })
}

/** Typed values that are neither in the sheet nor in the store or its history. */
function lostValues({ desk, typed }: History): string[] {
  const shown = desk.rows().flatMap((row) => Object.values(row.cells).map(shownText))
  const kept = [...desk.server.rows.values()].flatMap(({ cells }) =>
    Object.values(cells).flatMap((versions) => versions.map(({ value }) => value ?? '')),
  )
  const everywhere = new Set([...shown, ...kept])
  return [...typed].flatMap((value) => (everywhere.has(value) ? [] : [`${value} is lost`]))
}

test.each(Array.from({ length: HISTORIES }, (_, i) => START + i))(
  'history %i: nothing typed is lost, and no value stands under a foreign id',
  (seed) => {
    const history = new History(seed)
    const { desk } = history
    try {
      history.live(12)
      const problems = [...twiceUsedIds(desk), ...foreignValues(desk), ...lostValues(history)]
      if (problems.length > 0) problems.push(`seed ${seed}`, ...history.trace)
      expect(problems).toEqual([])
    } finally {
      desk.close()
    }
  },
)
