import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { wholeNumber } from '../cells/number.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { countedAfter, examples, partOf } from './rules.ts'
import type { Table } from './table.ts'
import { bySchool, seenByAll } from './who.ts'

export const FAMILY_FORMS = ['meeting', 'consultation', 'openDay', 'club', 'community'] as const

/** Work with parents and the local community, in counts. */
export const familyWork: Table = {
  name: 'familyWork',
  title: inBoth({ ru: 'Родители', en: 'Families' }),
  about: inBoth({
    ru: 'Работа с родителями, учениками и местным сообществом: собрания, консультации, дни открытых дверей, клубы. Сколько семей приглашали и сколько пришло.',
    en: 'Work with parents and the local community: meetings, consultations, open days, clubs. How many families were invited and came.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(bySchool),
    column(
      'day',
      date(),
      100,
      bySchool,
      { ru: 'День', en: 'Day' },
      { ru: 'Когда, например 15.10.2021.', en: 'When, for example 15.10.2021.' },
      { required: true, example: '15.10.2021' },
    ),
    column(
      'form',
      choice(
        FAMILY_FORMS,
        inBoth({
          ru: {
            labels: {
              meeting: 'Родительское собрание',
              consultation: 'Консультация',
              openDay: 'День открытых дверей',
              club: 'Родительский клуб',
              community: 'Местное сообщество',
            },
            alsoSaid: {
              meeting: 'собрание',
              consultation: 'беседа',
              openDay: 'открытые двери',
              club: 'клуб',
              community: 'праздник;сход;жители',
            },
          },
          en: {
            labels: {
              meeting: 'Parents’ meeting',
              consultation: 'Consultation',
              openDay: 'Open day',
              club: 'Parents’ club',
              community: 'Local community',
            },
          },
        }),
      ),
      190,
      bySchool,
      { ru: 'Форма', en: 'Form' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'topic',
      text({ max: 300 }),
      320,
      bySchool,
      { ru: 'Тема', en: 'Topic' },
      { ru: 'О чём, например «Как помочь с домашними заданиями».', en: 'What it is about.' },
      { required: true, example: 'Как помочь с домашними заданиями' },
    ),
    column(
      'invited',
      wholeNumber({ min: 0 }),
      120,
      bySchool,
      { ru: 'Семей приглашено', en: 'Invited' },
      { ru: 'Сколько семей, например 60.', en: 'How many families.' },
      { example: '60' },
    ),
    column(
      'attended',
      wholeNumber({ min: 0 }),
      110,
      bySchool,
      { ru: 'Семей пришло', en: 'Came' },
      { ru: 'Сколько семей, например 27.', en: 'How many families.' },
      { example: '27' },
    ),
    column(
      'result',
      longText({ max: 1_000 }),
      280,
      bySchool,
      { ru: 'Что получилось', en: 'Outcome' },
      { ru: 'О чём договорились.', en: 'What was agreed.' },
      { example: 'Создан график консультаций' },
    ),
    corrections,
  ],
  rules: [
    partOf('attended', 'invited', {
      code: 'familyWork.tooMany',
      ...examples(
        { day: '2021-09-10', invited: 60, attended: 70 },
        { day: '2021-09-10', invited: 60, attended: 27 },
      ),
    }),
    countedAfter('day', 'attended', {
      code: 'familyWork.notYet',
      ...examples({ day: '2021-10-15', attended: 27 }, { day: '2021-09-10', attended: 27 }),
    }),
  ],
  brief: [],
  see: seenByAll,
  front: [],
}
