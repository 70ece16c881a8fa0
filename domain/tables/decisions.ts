import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { evidence } from '../cells/evidence.ts'
import { reference } from '../cells/reference.ts'
import { longText } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections } from './column.ts'
import { examples, inOrder } from './rules.ts'
import type { Table } from './table.ts'
import { byOffice, seenByOffice } from './who.ts'

export const DECISION_KINDS = ['decision', 'recommendation'] as const

/** What the office decided or recommends, to whom, until when. */
export const decisions: Table = {
  name: 'decisions',
  title: inBoth({ ru: 'Решения и рекомендации', en: 'Decisions' }),
  about: inBoth({
    ru: 'Решения управления образования и рекомендации школам: что, на каком основании, кому, к какому сроку. Если школа не указана, это для всех.',
    en: 'What the office decided and recommends: what, on which basis, to whom, by when. Without a school it is for all.',
  }),
  card: 'directory',
  columns: [
    column(
      'day',
      date(),
      100,
      byOffice,
      { ru: 'Когда принято', en: 'Taken on' },
      {
        ru: 'День документа или совещания, например 10.02.2021.',
        en: 'The day of the document or meeting.',
      },
      { example: '10.02.2021' },
    ),
    column(
      'kind',
      choice(
        DECISION_KINDS,
        inBoth({
          ru: {
            labels: { decision: 'Решение', recommendation: 'Рекомендация' },
            alsoSaid: { decision: 'приказ;постановление', recommendation: 'рекомендовать;совет' },
          },
          en: { labels: { decision: 'Decision', recommendation: 'Recommendation' } },
        }),
      ),
      130,
      byOffice,
      { ru: 'Вид', en: 'Kind' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'text',
      longText({ max: 2_000 }),
      420,
      byOffice,
      { ru: 'Что решено или рекомендовано', en: 'What' },
      { ru: 'Одним-двумя предложениями.', en: 'In a sentence or two.' },
      { required: true, example: 'Проработать схемы дополнительных занятий' },
    ),
    column(
      'basis',
      evidence(),
      240,
      byOffice,
      { ru: 'Основание', en: 'Basis' },
      {
        ru: 'Документ, например «Приказ № 30 от 10.02.2021».',
        en: 'The document, for example “Order No. 30 of 10.02.2021”.',
      },
      { example: 'Приказ № 30 от 10.02.2021' },
    ),
    column(
      'school',
      reference('schools'),
      190,
      byOffice,
      { ru: 'Школа', en: 'School' },
      { ru: 'Кому. Пусто, если всем школам.', en: 'To whom. Empty for all schools.' },
    ),
    column(
      'deadline',
      date(),
      100,
      byOffice,
      { ru: 'Срок', en: 'Deadline' },
      {
        ru: 'Последний день, например 30.09.2021. У постоянных рекомендаций пусто.',
        en: 'The last day. Empty for standing recommendations.',
      },
      { example: '30.09.2021' },
    ),
    column(
      'doneOn',
      date({ future: 'refuse' }),
      110,
      byOffice,
      { ru: 'Выполнено', en: 'Done on' },
      { ru: 'День, когда выполнено, например 17.09.2021.', en: 'The day when it was done.' },
      { example: '17.09.2021' },
    ),
    column(
      'result',
      longText({ max: 1_000 }),
      280,
      byOffice,
      { ru: 'Итог', en: 'Outcome' },
      { ru: 'Что получилось.', en: 'What came of it.' },
      { example: 'Схемы занятий утверждены в трёх школах' },
    ),
    corrections,
  ],
  rules: [
    inOrder('day', 'deadline', {
      code: 'decisions.deadlineBefore',
      ...examples(
        { kind: 'decision', day: '2021-09-20', deadline: '2021-09-10' },
        { kind: 'decision', day: '2021-09-10', deadline: '2021-09-20' },
      ),
    }),
  ],
  brief: ['deadline', 'doneOn'],
  see: seenByOffice,
  front: ['coordinator'],
}
