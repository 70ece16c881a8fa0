import { wholeNumber } from '../cells/number.ts'
import { longText } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, partOf } from './rules.ts'
import type { Table } from './table.ts'
import { bySchool, seenByAll } from './who.ts'

/** The social conditions in which a school works, in counts per year. */
export const contextData: Table = {
  name: 'contextData',
  title: inBoth({ ru: 'Контекстные данные', en: 'Context' }),
  about: inBoth({
    ru: 'В каких условиях работает школа: сколько учащихся и учителей, вакансий, семей в трудной ситуации. По этим данным видны рисковые профили. Только числа.',
    en: 'The conditions in which a school works: pupils, teachers, vacancies, families in difficulty. Counts only.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(bySchool),
    column(
      'year',
      wholeNumber({ min: 2000, max: 2100 }),
      80,
      bySchool,
      { ru: 'Год', en: 'Year' },
      { ru: 'Год, на который даны числа, например 2021.', en: 'The year of the counts.' },
      { required: true, example: '2021' },
    ),
    column(
      'pupils',
      wholeNumber({ min: 0 }),
      100,
      bySchool,
      { ru: 'Учащихся', en: 'Pupils' },
      { ru: 'Сколько всего, например 214.', en: 'How many in all, for example 214.' },
      { required: true, example: '214' },
    ),
    column(
      'needs',
      wholeNumber({ min: 0 }),
      110,
      bySchool,
      { ru: 'С ОВЗ', en: 'Special needs' },
      {
        ru: 'Сколько учащихся с ограниченными возможностями здоровья.',
        en: 'Pupils with special needs.',
      },
      { example: '9' },
    ),
    column(
      'languages',
      wholeNumber({ min: 0 }),
      120,
      bySchool,
      { ru: 'Русский не родной', en: 'Other first language' },
      {
        ru: 'Сколько учащихся, для которых русский язык не родной.',
        en: 'Pupils with another first language.',
      },
      { example: '60' },
    ),
    column(
      'families',
      wholeNumber({ min: 0 }),
      130,
      bySchool,
      { ru: 'Семей в трудной ситуации', en: 'Families in difficulty' },
      { ru: 'Сколько семей, только число.', en: 'How many families.' },
      { example: '18' },
    ),
    column(
      'teachers',
      wholeNumber({ min: 0 }),
      100,
      bySchool,
      { ru: 'Учителей', en: 'Teachers' },
      { ru: 'Сколько работает, например 21.', en: 'How many work there.' },
      { example: '21' },
    ),
    column(
      'qualified',
      wholeNumber({ min: 0 }),
      130,
      bySchool,
      { ru: 'С высшей категорией', en: 'Best qualified' },
      { ru: 'Сколько учителей с высшей категорией.', en: 'Teachers of the highest category.' },
      { example: '5' },
    ),
    column(
      'vacancies',
      wholeNumber({ min: 0 }),
      100,
      bySchool,
      { ru: 'Вакансий', en: 'Vacancies' },
      { ru: 'Сколько мест свободно, например 3.', en: 'How many posts are open.' },
      { example: '3' },
    ),
    column(
      'comment',
      longText({ max: 1_000 }),
      280,
      bySchool,
      { ru: 'Комментарий', en: 'Comment' },
      { ru: 'Что ещё влияет на результаты.', en: 'What else matters.' },
      { example: 'До райцентра 40 км' },
    ),
    corrections,
  ],
  rules: [
    partOf('needs', 'pupils', {
      code: 'contextData.needsTooMany',
      ...examples({ year: 2021, pupils: 214, needs: 300 }, { year: 2021, pupils: 214, needs: 9 }),
    }),
    partOf('languages', 'pupils', {
      code: 'contextData.languagesTooMany',
      ...examples(
        { year: 2021, pupils: 214, languages: 300 },
        { year: 2021, pupils: 214, languages: 60 },
      ),
    }),
    partOf('qualified', 'teachers', {
      code: 'contextData.qualifiedTooMany',
      ...examples(
        { year: 2021, teachers: 21, qualified: 25 },
        { year: 2021, teachers: 21, qualified: 5 },
      ),
    }),
  ],
  brief: [],
  see: seenByAll,
  front: [],
}
