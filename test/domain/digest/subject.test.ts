import { describe, expect, it } from 'vitest'
import { fitSubject } from '../../../domain/digest/subject.ts'
import { digestTexts } from '../../../domain/texts/digest.ts'

const { subject: say } = digestTexts.ru
const overdue = { wordings: say.overdue(2) }
const week = { wordings: say.week(2), apart: 'На этой неделе срок у 2 мер.' }
const fix = { wordings: say.fix(1), deed: 'исправить 1 ячейку' }

describe('the subject', () => {
  it.each([
    ['Маруха', 'Маруха: просрочено 2 меры, на этой неделе срок у 2 мер', [fix]],
    ['Нижняя Ермоловка', 'Нижняя Ермоловка: просрочено 2, на этой неделе срок у 2 мер', [fix]],
    ['Верхняя Ермоловка-2', 'Верхняя Ермоловка-2: просрочено 2, на неделе срок у 2 мер', [fix]],
    [
      'Гимназия имени первого космонавта',
      'Гимназия имени первого космонавта: просрочено 2 меры',
      [week, fix],
    ],
  ])('of %s says as much as fits', (name, subject, unsaid) => {
    expect(fitSubject(name, [overdue, week, fix])).toEqual({ subject, unsaid })
    expect(subject.length).toBeLessThanOrEqual(60)
  })

  it('shortens a name that leaves no room for the news', () => {
    const { subject } = fitSubject('Школа '.repeat(20), [overdue])
    expect(subject).toMatch(/^Школа .*…: просрочено 2$/)
    expect(subject.length).toBeLessThanOrEqual(60)
  })
})
