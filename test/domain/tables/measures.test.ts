import { describe, expect, it } from 'vitest'
import { CHECKS, measures, STATUSES } from '../../../domain/tables/measures.ts'
import { textsIn } from '../../../domain/texts/texts.ts'
import { cellContext } from '../sample.ts'

const column = (key: string) => {
  const found = measures.columns.find((one) => one.key === key)
  if (!found) throw new Error(`measures has no column «${key}»`)
  return found
}

const state = (today: string) =>
  column('deadlineState').compute?.(
    { deadline: '2021-09-20', status: 'inProgress' },
    cellContext('ru', { today }),
  )

describe('the table of measures', () => {
  it('shows ten columns in a school’s workbook, as the model screen has them', () => {
    const visible = measures.columns.filter(
      ({ group, key }) => group === undefined && key !== measures.schoolColumn,
    )
    expect(visible.map(({ header }) => header(textsIn('ru')))).toEqual([
      '№',
      'Мероприятие',
      'Риск',
      'Срок',
      'Ответственный',
      'Статус',
      'Исполнена',
      'Подтверждение',
      'Проверка',
      'Что исправить',
    ])
  })

  it('collapses the rest into two groups that do not touch: Sheets would join them', () => {
    const groups = measures.columns.map(({ group }) => group ?? 'visible')
    expect(groups.filter((group, i) => group !== groups[i - 1])).toEqual([
      'visible',
      'figures',
      'visible',
      'details',
    ])
  })

  it('leaves the check to the curator, and what the school says to the school', () => {
    for (const key of ['check', 'checkComment']) {
      expect(column(key).edit).toEqual(['curator', 'coordinator'])
      expect(column(key).personal).toBe(true)
    }
    for (const key of ['event', 'deadline', 'status', 'evidence', 'help']) {
      expect(column(key).edit).toEqual(['staff', 'coordinator'])
      expect(column(key).personal).toBeUndefined()
    }
  })

  it('requires what a watched measure cannot be without', () => {
    const required = measures.columns.filter((one) => one.required === true)
    expect(required.map(({ key }) => key)).toEqual([
      'school',
      'event',
      'deadline',
      'responsible',
      'status',
    ])
  })

  it('begins as not started and not checked', () => {
    expect(column('status').initial).toBe(STATUSES[0])
    expect(column('check').initial).toBe(CHECKS[0])
  })

  it('computes the state of the deadline from the day of looking', () => {
    expect(state('2021-09-19')).toBe('soon')
    expect(state('2021-09-20')).toBe('today')
    expect(state('2021-09-21')).toBe('overdue')
  })
})
