import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { wholeNumber } from '../cells/number.ts'
import { longText } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, onlyOnce, partOf } from './rules.ts'
import type { Table } from './table.ts'
import { bySchool, seenByAll } from './who.ts'

export const AUDIENCES = ['heads', 'teachers', 'pupils'] as const

/** How many questionnaires of heads, teachers and pupils are expected, received and uploaded; counts only. */
export const questionnaires: Table = {
  name: 'questionnaires',
  title: inBoth({ ru: 'Анкеты', en: 'Questionnaires' }),
  about: inBoth({
    ru: 'Анкеты руководителей, учителей и учащихся: сколько ждём, сколько собрано, когда загружены. Только числа: самих анкет и имён здесь нет.',
    en: 'Questionnaires of heads, teachers and pupils: how many are expected, received, and when they were uploaded. Counts only.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(bySchool),
    column(
      'audience',
      choice(
        AUDIENCES,
        inBoth({
          ru: {
            labels: { heads: 'Руководители', teachers: 'Учителя', pupils: 'Учащиеся' },
            alsoSaid: {
              heads: 'директор;директора;руководитель;администрация',
              teachers: 'педагоги;учитель',
              pupils: 'ученики;дети;обучающиеся',
            },
          },
          en: { labels: { heads: 'Heads', teachers: 'Teachers', pupils: 'Pupils' } },
        }),
      ),
      140,
      bySchool,
      { ru: 'Кто отвечает', en: 'Who answers' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'expected',
      wholeNumber({ min: 0 }),
      100,
      bySchool,
      { ru: 'Ожидается', en: 'Expected' },
      {
        ru: 'Сколько анкет должно быть, например 42.',
        en: 'How many there should be, for example 42.',
      },
      { required: true, example: '42' },
    ),
    column(
      'received',
      wholeNumber({ min: 0 }),
      100,
      bySchool,
      { ru: 'Собрано', en: 'Received' },
      { ru: 'Сколько уже заполнено, например 40.', en: 'How many are filled in, for example 40.' },
      { example: '40' },
    ),
    column(
      'uploadedOn',
      date({ future: 'refuse' }),
      110,
      bySchool,
      { ru: 'Загружены', en: 'Uploaded on' },
      {
        ru: 'День, когда анкеты загружены в систему мониторинга, например 05.03.2021.',
        en: 'The day when they were uploaded.',
      },
      { example: '05.03.2021' },
    ),
    column(
      'comment',
      longText({ max: 1_000 }),
      280,
      bySchool,
      { ru: 'Комментарий', en: 'Comment' },
      { ru: 'Что важно знать куратору.', en: 'What the curator should know.' },
      { example: 'Двое учителей были на курсах' },
    ),
    corrections,
  ],
  rules: [
    onlyOnce('questionnaires', ['audience'], {
      code: 'questionnaires.twice',
      wrong: {
        cells: { audience: 'teachers' },
        beside: { questionnaires: { other: { audience: 'teachers' } } },
      },
      right: {
        cells: { audience: 'teachers' },
        beside: { questionnaires: { other: { audience: 'pupils' } } },
      },
    }),
    partOf('received', 'expected', {
      code: 'questionnaires.tooMany',
      ...examples(
        { audience: 'teachers', expected: 42, received: 44 },
        { audience: 'teachers', expected: 42, received: 42 },
      ),
    }),
  ],
  brief: ['audience'],
  see: seenByAll,
  front: [],
}
