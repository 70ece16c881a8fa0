import { describe, expect, test } from 'vitest'
import { periodOf, recogniseHeading, SURE } from '../../../domain/roadmap/fields.ts'

describe('a heading is recognised', () => {
  test.each([
    ['№ п/п', 'number'],
    ['Мероприятия', 'event'],
    ['НАИМЕНОВАНИЕ  МЕРОПРИЯТИЯ:', 'event'],
    ['Пошаговые\nмероприятия', 'event'],
    ['Сроки реализации', 'deadline'],
    ['Дата окончания', 'deadline'],
    ['Дата начала', 'start'],
    ['Ответственные исполнители', 'responsible'],
    ['Ответсвенные', 'responsible'],
    ['Задачи', 'task'],
    ['Фактор риска', 'risk'],
    ['Целевой показатель', 'indicator'],
    ['Категория участников', 'participants'],
    ['Периодичность', 'periodicity'],
    ['Ед. изм.', 'unit'],
    ['Плановое значение', 'planned'],
    ['Отметка о выполнении', 'status'],
    ['Подтверждающие документы', 'evidence'],
    ['Примечание', 'comment'],
    ['I квартал', 'period'],
    ['Timescale', 'deadline'],
  ])('«%s»: %s, without asking', (heading, field) => {
    const found = recogniseHeading(heading)
    expect(found?.field).toBe(field)
    expect(found?.score).toBeGreaterThanOrEqual(SURE)
  })

  test('as an indicator or a document, where it speaks of a result', () => {
    expect(recogniseHeading('Ожидаемый результат')).toMatchObject({
      field: 'indicator',
      loose: true,
    })
    expect(recogniseHeading('Целевой показатель')).toMatchObject({ loose: false })
  })

  test.each(['Ответственные, сроки', 'Срок / исполнитель', 'Мероприятия и сроки'])(
    'with a doubt, where it says two things at once: «%s»',
    (heading) => {
      expect(recogniseHeading(heading)?.score).toBeLessThan(SURE)
    },
  )

  test.each([
    ['Сроки реализации мероприятий программы', 'deadline'],
    ['Цели и задачи', 'task'],
    ['Ответственный за выполнение мероприятия', 'responsible'],
  ])('without a doubt, where other words only stand beside: «%s»', (heading, field) => {
    const found = recogniseHeading(heading)
    expect(found?.field).toBe(field)
    expect(found?.score).toBeGreaterThanOrEqual(SURE)
  })

  test.each(['', 'Ресурсы', 'а'.repeat(201)])(
    'not where it says nothing known: «%.10s»',
    (heading) => {
      expect(recogniseHeading(heading)).toBeNull()
    },
  )
})

describe('a period', () => {
  test.each([
    ['I квартал', '', { name: 'I квартал', year: null }],
    ['3 кв. 2022', '', { name: 'III квартал', year: 2022 }],
    ['Q2', '', { name: 'II квартал', year: null }],
    ['Сентябрь 2021 г.', '', { name: 'сентябрь', year: 2021 }],
    ['IV', 'Сроки, 2022 год', { name: 'IV квартал', year: 2022 }],
    ['2', 'Кварталы', { name: 'II квартал', year: null }],
  ])('«%s» under «%s»', (heading, above, period) => {
    expect(periodOf(heading, above)).toEqual(period)
  })

  test.each([
    ['2', ''],
    ['IV', ''],
    ['2', 'Сроки'],
    ['5 квартал', ''],
    ['Мероприятие', 'Кварталы'],
  ])('is not «%s» under «%s»', (heading, above) => {
    expect(periodOf(heading, above)).toBeNull()
  })
})
