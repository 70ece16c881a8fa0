import { choice } from '../cells/choice.ts'
import { wholeNumber } from '../cells/number.ts'
import { longText, text } from '../cells/text.ts'
import { yesNo } from '../cells/yesNo.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, partOf } from './rules.ts'
import type { Table } from './table.ts'
import { byOffice, seenByAll } from './who.ts'

export const PROCEDURES = ['vpr', 'oge', 'ege', 'other'] as const

/** What pupils reached, in counts per school, year and procedure; small counts stay out of common reports. */
export const results: Table = {
  name: 'results',
  title: inBoth({ ru: 'Результаты', en: 'Results' }),
  about: inBoth({
    ru: 'Сколько человек участвовало в ВПР, ОГЭ или ЕГЭ и сколько не преодолело порог. Только числа; малые числа в общие отчёты не попадают.',
    en: 'How many took part in an assessment, and how many stayed below the threshold. Counts only; small ones are left out of common reports.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(byOffice),
    column(
      'year',
      wholeNumber({ min: 2000, max: 2100 }),
      80,
      byOffice,
      { ru: 'Год', en: 'Year' },
      { ru: 'Год оценки, например 2021.', en: 'The year, for example 2021.' },
      { required: true, example: '2021' },
    ),
    column(
      'procedure',
      choice(
        PROCEDURES,
        inBoth({
          ru: {
            labels: { vpr: 'ВПР', oge: 'ОГЭ', ege: 'ЕГЭ', other: 'Другая' },
            alsoSaid: {
              vpr: 'всероссийская проверочная работа',
              oge: 'гиа-9',
              ege: 'гиа-11',
              other: 'иная;диагностика',
            },
          },
          en: {
            labels: {
              vpr: 'National tests',
              oge: 'Basic state exam',
              ege: 'Unified state exam',
              other: 'Other',
            },
          },
        }),
      ),
      110,
      byOffice,
      { ru: 'Процедура', en: 'Procedure' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'subject',
      text({ max: 100, personalData: 'allow' }),
      170,
      byOffice,
      { ru: 'Предмет', en: 'Subject' },
      { ru: 'Например «математика».', en: 'For example mathematics.' },
      { required: true, example: 'математика' },
    ),
    column(
      'grade',
      wholeNumber({ min: 1, max: 11 }),
      70,
      byOffice,
      { ru: 'Класс', en: 'Year group' },
      { ru: 'Номер класса, например 5.', en: 'The year group, for example 5.' },
      { example: '5' },
    ),
    column(
      'took',
      wholeNumber({ min: 0 }),
      110,
      byOffice,
      { ru: 'Участников', en: 'Took part' },
      {
        ru: 'Сколько человек участвовало, например 24.',
        en: 'How many took part, for example 24.',
      },
      { required: true, example: '24' },
    ),
    column(
      'below',
      wholeNumber({ min: 0 }),
      110,
      byOffice,
      { ru: 'Ниже порога', en: 'Below' },
      {
        ru: 'Сколько не преодолело порог, например 6.',
        en: 'How many stayed below the threshold.',
      },
      { required: true, example: '6' },
    ),
    column(
      'biased',
      yesNo(),
      130,
      byOffice,
      { ru: 'Признаки необъективности', en: 'Biased' },
      {
        ru: 'Да, если результаты отмечены как необъективные.',
        en: 'Yes, if the results are marked as biased.',
      },
    ),
    column(
      'comment',
      longText({ max: 1_000 }),
      260,
      byOffice,
      { ru: 'Комментарий', en: 'Comment' },
      { ru: 'Что важно для выводов.', en: 'What matters for the conclusions.' },
      { example: 'Два класса-комплекта' },
    ),
    corrections,
  ],
  rules: [
    partOf('below', 'took', {
      code: 'results.tooMany',
      ...examples({ year: 2021, took: 24, below: 30 }, { year: 2021, took: 24, below: 6 }),
    }),
  ],
  brief: [],
  see: seenByAll,
  front: [],
}
