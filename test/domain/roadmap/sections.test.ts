import { expect, test } from 'vitest'
import { namedSection, sectionIn, tellsOfTable } from '../../../domain/roadmap/sections.ts'

const RISK = 'Дефицит педагогических кадров'
const isRisk = (text: string) => text === RISK
const row = (...texts: readonly string[]) => texts.map((text) => ({ text }))
const across = (text: string) => [
  { text },
  { text, merged: 'left' as const },
  { text, merged: 'left' as const },
]

test.each([
  ['Задача 1. Закрыть вакансии', { is: 'task', text: 'Закрыть вакансии' }],
  [`Фактор риска: «${RISK}»`, { is: 'risk', text: RISK }],
  [
    'Направление 2. Работа с родителями',
    { is: 'direction', text: 'Направление 2. Работа с родителями' },
  ],
])('«%s» over the whole row begins a section', (text, section) => {
  expect(sectionIn(across(text), isRisk)).toEqual(section)
})

test('a total is nothing of a plan', () => {
  expect(sectionIn(row('Итого', '12', ''), isRisk)).toEqual({ is: 'nothing' })
})

test('a measure is no section, also one that lacks its term', () => {
  expect(sectionIn(row('1.1.', 'Занятия в группах', '24.09.2021'), isRisk)).toBeNull()
  expect(sectionIn(row('', 'Занятия в группах', ''), isRisk)).toBeNull()
})

test('a paragraph before a table tells of it only where it names a task or a risk', () => {
  expect(tellsOfTable('Задача 2. Вернуть интерес', isRisk)).toBe(true)
  expect(tellsOfTable(RISK, isRisk)).toBe(true)
  expect(tellsOfTable('УТВЕРЖДЕНО приказом директора', isRisk)).toBe(false)
  expect(namedSection('Раздел I', isRisk).is).toBe('direction')
})
