import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { evidence } from '../cells/evidence.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, inOrder } from './rules.ts'
import type { Table } from './table.ts'
import { bySchool, seenByAll } from './who.ts'

export const PARTNER_KINDS = ['resilient', 'innovation', 'university', 'other'] as const

/** With whom a school works together: resilient schools, innovation sites, universities. */
export const partnerships: Table = {
  name: 'partnerships',
  title: inBoth({ ru: 'Партнёры', en: 'Partnerships' }),
  about: inBoth({
    ru: 'С кем школа сотрудничает: резильентные школы, инновационные площадки, вузы. О чём договорились и что это дало.',
    en: 'With whom the school works: resilient schools, innovation sites, universities; what was agreed and what came of it.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(bySchool),
    column(
      'partner',
      text({ max: 200, personalData: 'allow' }),
      260,
      bySchool,
      { ru: 'Партнёр', en: 'Partner' },
      { ru: 'Название организации, например «СОШ № 1 ст. Зеленчукской».', en: 'The organisation.' },
      { required: true, example: 'СОШ № 1 ст. Зеленчукской' },
    ),
    column(
      'kind',
      choice(
        PARTNER_KINDS,
        inBoth({
          ru: {
            labels: {
              resilient: 'Резильентная школа',
              innovation: 'Инновационная площадка',
              university: 'Вуз или колледж',
              other: 'Другая организация',
            },
            alsoSaid: {
              innovation: 'площадка;рип',
              university: 'институт;университет;педвуз;колледж',
              other: 'другое;иное',
            },
          },
          en: {
            labels: {
              resilient: 'Resilient school',
              innovation: 'Innovation site',
              university: 'University or college',
              other: 'Other',
            },
          },
        }),
      ),
      190,
      bySchool,
      { ru: 'Кто это', en: 'Kind' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'about',
      longText({ max: 1_000 }),
      320,
      bySchool,
      { ru: 'О чём', en: 'About' },
      { ru: 'Что делаете вместе, без фамилий.', en: 'What you do together, without names.' },
      { example: 'Взаимное посещение уроков математики' },
    ),
    column(
      'agreement',
      evidence(),
      220,
      bySchool,
      { ru: 'Договор', en: 'Agreement' },
      {
        ru: 'Документ или ссылка, например «Договор № 3 от 01.09.2021».',
        en: 'A document or a link.',
      },
      { example: 'Договор № 3 от 01.09.2021' },
    ),
    column(
      'start',
      date(),
      100,
      bySchool,
      { ru: 'С какого дня', en: 'Since' },
      { ru: 'Например 01.09.2021.', en: 'For example 01.09.2021.' },
      { example: '01.09.2021' },
    ),
    column(
      'end',
      date(),
      100,
      bySchool,
      { ru: 'По какой день', en: 'Until' },
      {
        ru: 'Например 31.05.2022. Пусто, если без срока.',
        en: 'For example 31.05.2022. Empty if there is no end.',
      },
      { example: '31.05.2022' },
    ),
    column(
      'result',
      longText({ max: 1_000 }),
      280,
      bySchool,
      { ru: 'Что получилось', en: 'Outcome' },
      { ru: 'Что дало сотрудничество.', en: 'What came of it.' },
      { example: 'Проведено 6 открытых уроков' },
    ),
    corrections,
  ],
  rules: [
    inOrder('start', 'end', {
      code: 'partnerships.endBeforeStart',
      ...examples(
        { partner: 'СОШ № 1', start: '2021-09-01', end: '2021-05-31' },
        { partner: 'СОШ № 1', start: '2021-09-01', end: '2022-05-31' },
      ),
    }),
  ],
  brief: [],
  see: seenByAll,
  front: [],
}
