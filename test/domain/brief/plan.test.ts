import { expect, test } from 'vitest'
import { composePlan } from '../../../domain/brief/plan.ts'
import { contextIn, PROGRAMME, row, rowsOf, school } from './rows.ts'

const measure = (id: string, of: string, number: string, more: object = {}) =>
  row('measures', id, {
    school: of,
    number,
    event: `Мера ${number}`,
    deadline: '2021-09-15',
    ...more,
  })

test('a roadmap to be approved holds the school’s measures by task, in the order of their numbers', () => {
  const plan = composePlan(
    PROGRAMME,
    'a',
    rowsOf(
      school('a', 'СОШ А'),
      school('b', 'СОШ Б'),
      measure('1', 'a', '1.10', { task: 'Задача 1' }),
      measure('2', 'a', '1.2', { task: 'Задача 1', deadlineText: 'до 15 сентября' }),
      measure('3', 'a', '2.1', {
        task: 'Задача 2',
        status: 'done',
        doneOn: '2021-09-10',
        evidence: 'Приказ № 45',
      }),
      measure('4', 'a', '3', { status: 'cancelled', consent: 'agreed' }),
      measure('5', 'b', '1'),
    ),
    contextIn(),
  )
  expect(plan.stamp).toEqual([
    'УТВЕРЖДАЮ',
    'Директор',
    expect.any(String),
    expect.any(String),
    'СОШ А',
  ])
  expect(plan.blocks.map((block) => (block.is === 'table' ? block.rows : block))).toEqual([
    { is: 'heading', text: 'Задача 1' },
    [
      ['1.2', 'Мера 1.2', 'до 15 сентября', '', '', ''],
      ['1.10', 'Мера 1.10', '15.09.2021', '', '', ''],
    ],
    { is: 'heading', text: 'Задача 2' },
    [['2.1', 'Мера 2.1', '15.09.2021', '', '', '10.09.2021 Приказ № 45']],
  ])
})

test('a school without measures gets a paper that says so', () => {
  const plan = composePlan(PROGRAMME, 'a', rowsOf(school('a', 'СОШ А')), contextIn())
  expect(plan.blocks).toEqual([{ is: 'text', text: 'Данных нет.' }])
})
