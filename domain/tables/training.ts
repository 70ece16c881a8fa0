import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { wholeNumber } from '../cells/number.ts'
import { text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { countedAfter, examples, inOrder, partOf } from './rules.ts'
import type { Table } from './table.ts'
import { bySchool, seenByAll } from './who.ts'

export const TRAINED = ['heads', 'deputies', 'teachers'] as const

/** Courses of heads and teachers, in counts. */
export const training: Table = {
  name: 'training',
  title: inBoth({ ru: 'Курсы', en: 'Training' }),
  about: inBoth({
    ru: 'Повышение квалификации руководителей и учителей: какие курсы, сколько человек должно пройти и сколько прошло. Удостоверения сюда не вкладывают.',
    en: 'Training of heads and teachers: which courses, how many should take them and how many have.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(bySchool),
    column(
      'audience',
      choice(
        TRAINED,
        inBoth({
          ru: {
            labels: { heads: 'Руководители', deputies: 'Заместители', teachers: 'Учителя' },
            alsoSaid: {
              heads: 'директор;директора',
              deputies: 'завучи;завуч',
              teachers: 'педагоги;учитель',
            },
          },
          en: { labels: { heads: 'Heads', deputies: 'Deputies', teachers: 'Teachers' } },
        }),
      ),
      140,
      bySchool,
      { ru: 'Кто учится', en: 'Who' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'topic',
      text({ max: 300 }),
      340,
      bySchool,
      { ru: 'Программа курсов', en: 'Course' },
      { ru: 'Как называется, например «Функциональная грамотность».', en: 'How it is called.' },
      { required: true, example: 'Функциональная грамотность' },
    ),
    column(
      'organiser',
      text({ max: 150, personalData: 'allow' }),
      220,
      bySchool,
      { ru: 'Кто проводит', en: 'Organiser' },
      { ru: 'Организация, например «РИПКРО».', en: 'The organisation.' },
      { example: 'Институт повышения квалификации' },
    ),
    column(
      'hours',
      wholeNumber({ min: 1, max: 2_000 }),
      80,
      bySchool,
      { ru: 'Часов', en: 'Hours' },
      { ru: 'Объём программы, например 36.', en: 'How many hours, for example 36.' },
      { example: '36' },
    ),
    column(
      'start',
      date(),
      100,
      bySchool,
      { ru: 'Начало', en: 'Start' },
      { ru: 'Первый день, например 01.10.2021.', en: 'The first day.' },
      { example: '01.10.2021' },
    ),
    column(
      'end',
      date(),
      100,
      bySchool,
      { ru: 'Окончание', en: 'End' },
      { ru: 'Последний день, например 29.10.2021.', en: 'The last day.' },
      { example: '29.10.2021' },
    ),
    column(
      'planned',
      wholeNumber({ min: 0 }),
      110,
      bySchool,
      { ru: 'Должны пройти', en: 'Planned' },
      { ru: 'Сколько человек, например 12.', en: 'How many people.' },
      { example: '12' },
    ),
    column(
      'trained',
      wholeNumber({ min: 0 }),
      100,
      bySchool,
      { ru: 'Прошли', en: 'Trained' },
      { ru: 'Сколько человек закончило, например 9.', en: 'How many have finished.' },
      { example: '9' },
    ),
    corrections,
  ],
  rules: [
    inOrder('start', 'end', {
      code: 'training.endBeforeStart',
      ...examples(
        { topic: 'Функциональная грамотность', start: '2021-10-29', end: '2021-10-01' },
        { topic: 'Функциональная грамотность', start: '2021-10-01', end: '2021-10-29' },
      ),
    }),
    partOf('trained', 'planned', {
      code: 'training.tooMany',
      ...examples({ planned: 12, trained: 14 }, { planned: 12, trained: 12 }),
    }),
    countedAfter('end', 'trained', {
      code: 'training.notYet',
      ...examples({ end: '2021-12-24', trained: 9 }, { end: '2021-09-10', trained: 9 }),
    }),
  ],
  brief: [],
  see: seenByAll,
  front: [],
}
