import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { wholeNumber } from '../cells/number.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, inOrder } from './rules.ts'
import type { Table } from './table.ts'
import { byCurator, bySchool, seenByAll } from './who.ts'

export const VISIT_FORMS = ['visit', 'consultation', 'online', 'phone'] as const

/** A curator’s visit or consultation, with what was recommended. */
export const supportVisits: Table = {
  name: 'supportVisits',
  title: inBoth({ ru: 'Методическая помощь', en: 'Support visits' }),
  about: inBoth({
    ru: 'Поездки в школу, консультации и беседы: когда, о чём, что рекомендовано, когда следующая встреча. Школа пишет, что сделала по рекомендациям.',
    en: 'Visits, consultations and talks: when, what about, what was recommended, when to meet next. The school writes what it did.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(byCurator),
    column(
      'day',
      date(),
      100,
      byCurator,
      { ru: 'День', en: 'Day' },
      {
        ru: 'Когда была встреча, например 02.03.2021.',
        en: 'When it was, for example 02.03.2021.',
      },
      { required: true, example: '02.03.2021' },
    ),
    column(
      'form',
      choice(
        VISIT_FORMS,
        inBoth({
          ru: {
            labels: {
              visit: 'Посещение школы',
              consultation: 'Консультация',
              online: 'Видеосвязь',
              phone: 'Звонок',
            },
            alsoSaid: {
              visit: 'выезд;поездка;личное посещение',
              consultation: 'очная консультация;беседа;встреча',
              online: 'онлайн;вкс;зум',
              phone: 'телефон;по телефону',
            },
          },
          en: {
            labels: {
              visit: 'Visit',
              consultation: 'Consultation',
              online: 'Video call',
              phone: 'Phone call',
            },
            alsoSaid: { online: 'video', phone: 'call' },
          },
        }),
      ),
      150,
      byCurator,
      { ru: 'Форма', en: 'Form' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'topic',
      text({ max: 300 }),
      280,
      byCurator,
      { ru: 'Тема', en: 'Topic' },
      { ru: 'О чём говорили, например «Анализ контекстных данных».', en: 'What it was about.' },
      { required: true, example: 'Анализ контекстных данных' },
    ),
    column(
      'participants',
      wholeNumber({ min: 0 }),
      100,
      byCurator,
      { ru: 'Участвовало', en: 'People' },
      {
        ru: 'Сколько человек от школы, например 12.',
        en: 'How many of the school, for example 12.',
      },
      { example: '12' },
    ),
    column(
      'recommendations',
      longText({ max: 2_000 }),
      340,
      byCurator,
      { ru: 'Рекомендации', en: 'Recommendations' },
      { ru: 'Что сделать школе, по пунктам.', en: 'What the school should do.' },
      { example: 'Дополнить программу показателями по каждому риску' },
    ),
    column(
      'nextOn',
      date(),
      110,
      byCurator,
      { ru: 'Следующая встреча', en: 'Next meeting' },
      {
        ru: 'Когда встретиться снова, например 16.03.2021.',
        en: 'When to meet again, for example 16.03.2021.',
      },
      { example: '16.03.2021' },
    ),
    column(
      'reply',
      longText({ max: 2_000 }),
      300,
      bySchool,
      { ru: 'Что сделано школой', en: 'Done by the school' },
      {
        ru: 'Заполняет школа: что сделано по рекомендациям.',
        en: 'Filled by the school: what was done.',
      },
      { example: 'Показатели добавлены, программа размещена заново' },
    ),
    corrections,
  ],
  rules: [
    inOrder('day', 'nextOn', {
      code: 'supportVisits.nextBefore',
      ...examples(
        { day: '2021-03-16', nextOn: '2021-03-02' },
        { day: '2021-03-02', nextOn: '2021-03-16' },
      ),
    }),
  ],
  brief: ['day', 'nextOn'],
  see: seenByAll,
  front: ['curator'],
}
