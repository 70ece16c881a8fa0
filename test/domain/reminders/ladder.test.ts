import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DayKind } from '../../../domain/calendar/workCalendar.ts'
import { workCalendar } from '../../../domain/calendar/workCalendar.ts'
import { addDays, daysBetween, localDay } from '../../../domain/days.ts'
import { deadlineState } from '../../../domain/deadlines.ts'
import { escalationDay, isDue, reminderDay, type Rung } from '../../../domain/reminders/ladder.ts'
import { DEFAULT_LADDER } from '../../../domain/reminders/settings.ts'
import { Random } from '../../../local/simulate/random.ts'

/**
 * `ladder.tsv`: moments → state, calendar days to the deadline, days of the reminders. Made apart from
 * the code, from the published calendars; 2021–2027, both weeks, moved and regional days, edges of zones.
 */
const [header = '', ...lines] = readFileSync(new URL('ladder.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const keys = header.split('\t')
const cases = lines.map((line) => {
  const cells = line.split('\t')
  const row = Object.fromEntries(keys.map((key, at) => [key, cells[at] ?? '']))
  return (key: string): string => {
    const cell = row[key]
    if (cell === undefined) throw new Error(`The table has no column ${key}.`)
    return cell
  }
})

const kindOf = (text: string): DayKind => (text === 'work' ? 'work' : 'off')

describe('the table of deadlines', () => {
  it('has at least 200 rows over 2021–2027 and both weeks', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200)
    expect(new Set(cases.map((cell) => cell('deadline').slice(0, 4)))).toEqual(
      new Set(['2021', '2022', '2023', '2024', '2025', '2026', '2027']),
    )
    expect(new Set(cases.map((cell) => cell('week')))).toEqual(new Set(['five', 'six']))
  })

  it.each(cases.map((cell, at) => [`${at + 1}: ${cell('case')}`, cell] as const))(
    '%s',
    (_, cell) => {
      const named = cell('named')
        .split(' ')
        .filter((part) => part !== '')
        .map((part) => ({ day: part.slice(0, 10), kind: kindOf(part.slice(11)) }))
      const calendar = workCalendar(cell('week') === 'six' ? 'six' : 'five', named)
      const deadline = cell('deadline')
      const today = localDay(Date.parse(cell('moment')), cell('zone'))
      const doneOn = cell('doneOn')
      const facts = {
        deadline,
        status: cell('status'),
        // The table's cancelled measures are cancelled by consent.
        consent: 'agreed',
        ...(doneOn === '' ? {} : { doneOn }),
      }
      expect({
        today,
        state: deadlineState(facts, today) ?? '',
        days: String(daysBetween(today, deadline)),
        before: [14, 3, 0].map((days) => reminderDay(deadline, days, calendar)),
        after: [1, 5, 10].map((days) => escalationDay(deadline, days, calendar)),
      }).toEqual({
        today: cell('today'),
        state: cell('state'),
        days: cell('days'),
        before: ['before14', 'before3', 'before0'].map(cell),
        after: ['after1', 'after5', 'after10'].map(cell),
      })
    },
  )
})

const open = (deadline: string, next: string | null = deadline) => ({
  status: 'inProgress',
  deadline,
  next,
})
const RUNGS: readonly Rung[] = ['responsible', 'head', 'curator', 'coordinator']

describe('the ladder', () => {
  const five = workCalendar('five')
  it('reminds of what is open only, and of what has a deadline', () => {
    const window = { after: '2021-09-21', upTo: '2021-09-22' }
    const due = (measure: Parameters<typeof isDue>[0], rung: Rung = 'responsible') =>
      isDue(measure, rung, window, DEFAULT_LADDER, five)
    expect(due(open('2021-09-22'))).toBe(true)
    expect(due({ ...open('2021-09-22'), status: 'partlyDone' })).toBe(true)
    expect(due({ ...open('2021-09-22'), status: 'done' })).toBe(false)
    expect(due({ status: 'inProgress', deadline: null, next: null })).toBe(false)
    expect(due(open('2021-09-21'), 'head')).toBe(true)
    expect(due({ ...open('2021-09-21'), status: 'done' }, 'head')).toBe(false)
  })

  it('can be set, and a rung left out', () => {
    const ladder = { before: [1], head: null, curator: 2, coordinator: null }
    const told = (day: string) =>
      RUNGS.filter((rung) =>
        isDue(open('2021-09-22', '2021-09-22'), rung, { after: null, upTo: day }, ladder, five),
      )
    expect(told('2021-09-21')).toEqual(['responsible'])
    expect(told('2021-09-22')).toEqual([])
    expect(told('2021-09-23')).toEqual([])
    expect(told('2021-09-24')).toEqual(['curator'])
  })

  it.each([1, 2, 3])(
    'rings each rung once, on a worked day, whichever days are missed (seed %i)',
    (seed) => {
      const random = new Random(seed)
      for (let round = 0; round < 60; round++) {
        const calendar = workCalendar(random.chance(0.5) ? 'five' : 'six')
        const deadline = addDays('2021-03-01', random.below(2000))
        const first = addDays(deadline, -45)
        const days = Array.from({ length: 90 }, (_, n) => addDays(first, n))
        const oracle = RUNGS.map((rung) =>
          rung === 'responsible'
            ? new Set(DEFAULT_LADDER.before.map((n) => reminderDay(deadline, n, calendar))).size
            : 1,
        )
        // The job runs on worked days; on some it does not run at all.
        let after: string = first
        const rung = RUNGS.map(() => 0)
        for (const day of days.filter((one) => calendar.isWorkday(one))) {
          if (day !== days.at(-1) && random.chance(0.15)) continue
          const next = deadline < day ? null : deadline
          RUNGS.forEach((name, at) => {
            const found = isDue(
              open(deadline, next),
              name,
              { after, upTo: day },
              DEFAULT_LADDER,
              calendar,
            )
            if (found) rung[at] = (rung[at] ?? 0) + 1
          })
          after = day
        }
        // A missed day joins the next run: never more than the rungs, and those above never lost.
        expect({ seed, round, above: rung.slice(1) }).toEqual({
          seed,
          round,
          above: oracle.slice(1),
        })
        expect(rung[0]).toBeLessThanOrEqual(oracle[0] ?? 0)
      }
    },
  )
})
