import { describe, expect, it } from 'vitest'
import { addDays } from '../../domain/days.ts'
import { deadlineState } from '../../domain/deadlines.ts'
import type { Cells } from '../../domain/entered.ts'
import type { Value } from '../../domain/records.ts'

const today = '2021-09-20'

describe('the deadline state of an open measure', () => {
  it.each([
    { name: 'far ahead', deadline: '2021-12-31', state: 'onTime' },
    { name: 'eight days ahead', deadline: '2021-09-28', state: 'onTime' },
    { name: 'seven days ahead', deadline: '2021-09-27', state: 'soon' },
    { name: 'tomorrow', deadline: '2021-09-21', state: 'soon' },
    { name: 'today', deadline: '2021-09-20', state: 'today' },
    { name: 'yesterday', deadline: '2021-09-19', state: 'overdue' },
    { name: 'last year', deadline: '2020-12-31', state: 'overdue' },
  ])('$name is $state', ({ deadline, state }) => {
    for (const status of ['notStarted', 'inProgress', 'partlyDone', 'notDone', undefined]) {
      expect(deadlineState({ deadline, status }, today)).toBe(state)
    }
  })

  it('counts the week over the end of a year', () => {
    expect(deadlineState({ deadline: '2022-01-03' }, '2021-12-27')).toBe('soon')
    expect(deadlineState({ deadline: '2022-01-04' }, '2021-12-27')).toBe('onTime')
  })

  it('holds to the agreed deadline while another is proposed', () => {
    const cells: Cells<Value> = {
      deadline: '2021-09-15',
      status: 'inProgress',
      proposedDeadline: '2021-10-29',
    }
    expect(deadlineState(cells, today)).toBe('overdue')
  })
})

describe('the deadline state of a done measure', () => {
  it.each([
    { name: 'before the deadline', doneOn: '2021-09-14', state: 'doneOnTime' },
    { name: 'on the deadline', doneOn: '2021-09-15', state: 'doneOnTime' },
    { name: 'a day after', doneOn: '2021-09-16', state: 'doneLate' },
    { name: 'without a date', doneOn: undefined, state: 'doneOnTime' },
  ])('$name is $state, on any day of looking', ({ doneOn, state }) => {
    for (const day of [-400, -1, 0, 1, 400].map((days) => addDays(today, days))) {
      expect(deadlineState({ deadline: '2021-09-15', status: 'done', doneOn }, day)).toBe(state)
    }
  })

  it('ignores the date done while the status is another', () => {
    const facts = { deadline: '2021-09-15', status: 'inProgress', doneOn: '2021-09-14' }
    expect(deadlineState(facts, today)).toBe('overdue')
  })
})

describe('no deadline state', () => {
  it('for a measure cancelled by consent, however late; without consent it is overdue', () => {
    const cancelled = { deadline: '2021-09-15', status: 'cancelled' }
    expect(deadlineState({ ...cancelled, consent: 'agreed' }, today)).toBeNull()
    expect(deadlineState(cancelled, today)).toBe('overdue')
    expect(deadlineState({ ...cancelled, consent: 'declined' }, today)).toBe('overdue')
    expect(deadlineState({ deadline: '2021-09-15', status: 'notDone' }, today)).toBe('overdue')
  })

  it('for a measure without a deadline, done or not', () => {
    expect(deadlineState({ status: 'done', doneOn: '2021-09-14' }, today)).toBeNull()
    expect(deadlineState({ status: 'notStarted' }, today)).toBeNull()
  })
})
