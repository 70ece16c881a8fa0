import { describe, expect, it } from 'vitest'
import {
  askingForHelp,
  doneLastWeek,
  doneShare,
  dueThisWeek,
  measuresOn,
  overdue,
  proposingDeadline,
  schoolFigures,
  sentBack,
  totalFigures,
  waitingForCheck,
} from '../../domain/figures.ts'
import type { Brief, Card } from '../../domain/records.ts'
import { card, cards, measures, monday } from './digest/modelWeek.ts'

function on(day: string, ...briefs: readonly Brief[]) {
  return measuresOn(card({ briefs: measures(...briefs) }), day)
}

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

describe('the figures of a school', () => {
  it('agree with the model week', () => {
    const figures = [...cards].map(([id, school]) => [
      id,
      schoolFigures(measuresOn(school, monday), monday),
    ])
    expect(Object.fromEntries(figures)).toEqual({
      'sch-maruha': { due: 7, done: 6, confirmed: 4, overdue: 1, waiting: 1 },
      'sch-hgrech': { due: 7, done: 7, confirmed: 5, overdue: 0, waiting: 2 },
      'sch-ermol': { due: 8, done: 6, confirmed: 3, overdue: 2, waiting: 3 },
    })
  })

  it('hold a measure of the very day as due, and not as overdue', () => {
    const list = on('2021-09-20', { deadline: '2021-09-20', status: 'inProgress' })
    expect(schoolFigures(list, '2021-09-20')).toMatchObject({ due: 1, done: 0, overdue: 0 })
    const nextDay = on('2021-09-21', { deadline: '2021-09-20', status: 'inProgress' })
    expect(schoolFigures(nextDay, '2021-09-21')).toMatchObject({ due: 1, done: 0, overdue: 1 })
  })

  it('leave measures cancelled by consent and those done ahead of time out of what is due', () => {
    const list = on(
      monday,
      { deadline: '2021-09-01', status: 'cancelled', consent: 'agreed' },
      { deadline: '2021-12-01', status: 'done', doneOn: '2021-09-01' },
      { status: 'inProgress' },
    )
    expect(list).toHaveLength(2)
    expect(schoolFigures(list, monday)).toEqual({
      due: 0,
      done: 0,
      confirmed: 0,
      overdue: 0,
      waiting: 1,
    })
  })

  const seed = 20210920
  it(`agree with a naive recount in random programmes, seed ${seed}`, () => {
    const random = mulberry32(seed)
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
    const statuses = ['notStarted', 'inProgress', 'done', 'partlyDone', 'notDone', 'cancelled']
    const days = [
      '2021-09-13',
      '2021-09-19',
      '2021-09-20',
      '2021-09-21',
      '2021-09-26',
      '2021-10-01',
    ]
    for (let round = 0; round < 200; round++) {
      const briefs = Array.from({ length: Math.floor(random() * 12) }, () => {
        const brief: Record<string, string> = {}
        for (const [key, value] of [
          ['deadline', pick([...days, undefined])],
          ['status', pick([...statuses, undefined])],
          ['check', pick(['unchecked', 'confirmed', 'rework', undefined])],
          ['consent', pick(['agreed', 'declined', undefined])],
          ['doneOn', pick([...days, undefined])],
        ] as const) {
          if (value !== undefined) brief[key] = value
        }
        return brief
      })
      const naive = { due: 0, done: 0, confirmed: 0, overdue: 0, waiting: 0 }
      for (const { deadline, status, check, consent } of briefs) {
        if (status === 'cancelled' && consent === 'agreed') continue
        const due = deadline !== undefined && deadline <= monday
        if (due) naive.due++
        if (due && status === 'done') naive.done++
        if (due && status === 'done' && check === 'confirmed') naive.confirmed++
        if (due && status !== 'done' && deadline < monday) naive.overdue++
        if (status === 'done' && (check === undefined || check === 'unchecked')) naive.waiting++
      }
      const figures = schoolFigures(on(monday, ...briefs), monday)
      expect({ briefs, figures }).toEqual({ briefs, figures: naive })
    }
  })

  it('add up over schools', () => {
    const all = [...cards.values()].map((school: Card) =>
      schoolFigures(measuresOn(school, monday), monday),
    )
    expect(totalFigures(all)).toEqual({ due: 22, done: 19, confirmed: 12, overdue: 3, waiting: 6 })
    expect(totalFigures([])).toEqual({ due: 0, done: 0, confirmed: 0, overdue: 0, waiting: 0 })
  })
})

describe('the share of done', () => {
  it.each([
    [0, 0, null],
    [22, 19, 86],
    [21, 17, 81],
    [3, 0, 0],
    [3, 3, 100],
    [200, 199, 99],
    [1000, 999, 99],
    [1000, 1, 1],
  ])('of %i due, %i done is %j', (due, done, share) => {
    expect(doneShare({ due, done })).toBe(share)
  })
})

describe('lists of measures', () => {
  it('are by deadline, those without one last', () => {
    const list = on(monday, {}, { deadline: '2021-10-01' }, { deadline: '2020-12-31' })
    expect(ids(list)).toEqual(['m03', 'm02', 'm01'])
  })

  it('due this week run from the day itself to its Sunday, open ones only', () => {
    const list = on(
      '2021-09-22',
      { deadline: '2021-09-21' },
      { deadline: '2021-09-22' },
      { deadline: '2021-09-26' },
      { deadline: '2021-09-27' },
      { deadline: '2021-09-23', status: 'done' },
    )
    expect(ids(dueThisWeek(list, '2021-09-22'))).toEqual(['m02', 'm03'])
    expect(ids(overdue(list))).toEqual(['m01'])
  })

  it('waiting for a check are done and unchecked, the longest wait first', () => {
    const list = on(
      monday,
      { status: 'done', doneOn: '2021-09-12', check: 'unchecked' },
      { status: 'done', doneOn: '2021-09-02' },
      { status: 'done', doneOn: '2021-09-01', check: 'confirmed' },
      { status: 'done', doneOn: '2021-09-01', check: 'rework' },
      { status: 'inProgress', check: 'unchecked' },
    )
    expect(ids(waitingForCheck(list))).toEqual(['m02', 'm01'])
    expect(ids(sentBack(list))).toEqual(['m04'])
  })

  it('done last week are of the seven days before the day', () => {
    const list = on(
      monday,
      { status: 'done', doneOn: '2021-09-12' },
      { status: 'done', doneOn: '2021-09-13' },
      { status: 'done', doneOn: '2021-09-19' },
      { status: 'done', doneOn: '2021-09-20' },
      { status: 'inProgress', doneOn: '2021-09-15' },
    )
    expect(ids(doneLastWeek(list, monday))).toEqual(['m02', 'm03'])
  })

  it('asking for help or another deadline are open, and end when agreed', () => {
    const list = on(
      monday,
      { help: 'Нужен логопед', status: 'inProgress' },
      { help: 'Нужен логопед', status: 'done' },
      { deadline: '2021-10-15', proposedDeadline: '2021-10-29' },
      { deadline: '2021-10-29', proposedDeadline: '2021-10-29' },
      { deadline: '2021-10-15', proposedDeadline: '2021-10-29', status: 'done' },
    )
    expect(ids(askingForHelp(list))).toEqual(['m01'])
    expect(ids(proposingDeadline(list))).toEqual(['m03'])
  })
})

/** A small seeded generator (Tommy Ettinger's mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
