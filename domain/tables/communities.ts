import { choice } from '../cells/choice.ts'
import { wholeNumber } from '../cells/number.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, partOf } from './rules.ts'
import type { Table } from './table.ts'
import { bySchool, seenByAll } from './who.ts'

export const COMMUNITY_KINDS = ['association', 'district', 'mentoring', 'project'] as const

/** Professional communities of teachers and mentoring. */
export const communities: Table = {
  name: 'communities',
  title: inBoth({ ru: 'Сообщества', en: 'Communities' }),
  about: inBoth({
    ru: 'Профессиональные сообщества педагогов и наставничество: методические объединения, районные группы, наставнические пары. Сколько встреч намечено и проведено.',
    en: 'Professional communities and mentoring: how many meetings are planned and were held.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(bySchool),
    column(
      'kind',
      choice(
        COMMUNITY_KINDS,
        inBoth({
          ru: {
            labels: {
              association: 'Методическое объединение',
              district: 'Районная группа',
              mentoring: 'Наставничество',
              project: 'Проектная группа',
            },
            alsoSaid: {
              association: 'шмо;мо',
              district: 'рмо',
              mentoring: 'наставники;наставнические пары',
              project: 'рабочая группа',
            },
          },
          en: {
            labels: {
              association: 'Teachers’ group',
              district: 'District group',
              mentoring: 'Mentoring',
              project: 'Project group',
            },
          },
        }),
      ),
      200,
      bySchool,
      { ru: 'Вид', en: 'Kind' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'topic',
      text({ max: 200 }),
      300,
      bySchool,
      { ru: 'Над чем работает', en: 'Topic' },
      { ru: 'Тема или предмет, например «Учителя математики».', en: 'The topic or subject.' },
      { required: true, example: 'Учителя математики' },
    ),
    column(
      'members',
      wholeNumber({ min: 0 }),
      100,
      bySchool,
      { ru: 'Участников', en: 'Members' },
      { ru: 'Сколько человек, например 8.', en: 'How many people.' },
      { example: '8' },
    ),
    column(
      'planned',
      wholeNumber({ min: 0 }),
      110,
      bySchool,
      { ru: 'Встреч намечено', en: 'Planned' },
      { ru: 'Сколько на год, например 9.', en: 'How many a year.' },
      { example: '9' },
    ),
    column(
      'held',
      wholeNumber({ min: 0 }),
      110,
      bySchool,
      { ru: 'Встреч проведено', en: 'Held' },
      { ru: 'Сколько уже было, например 4.', en: 'How many were held.' },
      { example: '4' },
    ),
    column(
      'result',
      longText({ max: 1_000 }),
      300,
      bySchool,
      { ru: 'Что получилось', en: 'Outcome' },
      { ru: 'Что изменилось в работе.', en: 'What has changed.' },
      { example: 'Общий банк заданий по вычислениям' },
    ),
    corrections,
  ],
  rules: [
    partOf('held', 'planned', {
      code: 'communities.tooMany',
      ...examples({ planned: 9, held: 11 }, { planned: 9, held: 4 }),
    }),
  ],
  brief: [],
  see: seenByAll,
  front: [],
}
