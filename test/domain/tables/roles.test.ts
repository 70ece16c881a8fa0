import { describe, expect, it } from 'vitest'
import type { Role } from '../../../domain/records.ts'
import { layoutFor } from '../../../domain/tables/layout.ts'
import { tables } from '../../../domain/tables/tables.ts'
import { textsIn } from '../../../domain/texts/texts.ts'

const ru = textsIn('ru')
const open = (role: Role) =>
  tables.filter(({ front }) => front.includes(role)).map(({ title }) => title(ru))
const behind = (role: Role) =>
  tables
    .filter(({ see, front }) => see.includes(role) && !front.includes(role))
    .map(({ title }) => title(ru))

describe('a school', () => {
  it('begins with «Меры», «Документы» and «Замечания»; «Сегодня» stands before them', () => {
    expect(open('staff')).toEqual(['Меры', 'Документы', 'Замечания'])
  })

  it('finds the rest behind «Другие таблицы…»', () => {
    expect(behind('staff')).toEqual([
      'Рисковый профиль',
      'Методическая помощь',
      'Занятия',
      'Родители',
      'Курсы',
      'Партнёры',
      'Сообщества',
      'Результаты',
      'Контекстные данные',
      'Анкеты',
    ])
  })

  it('sees no reference lists, calendar, settings, people or seminars', () => {
    const seen = layoutFor(['sch-maruha'], 'staff', ru).tabs.map(({ table }) => table)
    for (const name of ['schools', 'people', 'riskFactors', 'calendar', 'settings', 'events']) {
      expect(seen).not.toContain(name)
    }
  })

  it('fills its own columns, never the curator’s word or the office’s', () => {
    const others = tables.flatMap((table) =>
      table.see.includes('staff')
        ? table.columns
            .filter(({ edit }) => edit.length > 0 && !edit.includes('staff'))
            .map(({ key }) => `${table.name}.${key}`)
        : [],
    )
    expect(others.filter((path) => !path.startsWith('results.'))).toEqual([
      'measures.check',
      'measures.consent',
      'measures.firstDeadline',
      'measures.checkComment',
      'documents.due',
      'documents.check',
      'documents.remarks',
      'deficiencies.school',
      'deficiencies.foundOn',
      'deficiencies.source',
      'deficiencies.finding',
      'deficiencies.deadline',
      'deficiencies.check',
      'deficiencies.comment',
      'supportVisits.school',
      'supportVisits.day',
      'supportVisits.form',
      'supportVisits.topic',
      'supportVisits.participants',
      'supportVisits.recommendations',
      'supportVisits.nextOn',
    ])
  })
})

describe('the others', () => {
  it('have their own tabs first', () => {
    expect(open('curator')).toEqual(['Меры', 'Документы', 'Замечания', 'Методическая помощь'])
    expect(open('coordinator')).toEqual([
      'Меры',
      'Документы',
      'Замечания',
      'Решения и рекомендации',
      'Семинары и вебинары',
      'Школы',
      'Участники',
    ])
  })

  it('keep the programme’s own tables to the coordinator', () => {
    for (const table of tables.filter(({ card }) => card === 'directory')) {
      const editors = new Set(table.columns.flatMap(({ edit }) => edit))
      expect([...editors], table.name).toEqual(['coordinator'])
      expect(table.see, table.name).not.toContain('staff')
      expect(table.see, table.name).not.toContain('curator')
    }
  })

  it('read only, as observers, and never the people’s addresses', () => {
    for (const { see, columns, name } of tables) {
      expect(columns.some(({ edit }) => edit.includes('observer'))).toBe(false)
      expect(see.includes('observer')).toBe(name !== 'people')
    }
  })
})
