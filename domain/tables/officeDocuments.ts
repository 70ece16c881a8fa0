import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { evidence } from '../cells/evidence.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections } from './column.ts'
import { onlyOnce } from './rules.ts'
import type { Table } from './table.ts'
import { byOffice, seenByOffice } from './who.ts'

export const OFFICE_DOCUMENTS = ['order', 'programme', 'report', 'other'] as const

const order = { kind: 'order', name: 'Об утверждении программы', number: '30', day: '2021-02-10' }

/** The municipality’s own documents: orders, programme, reports. */
export const officeDocuments: Table = {
  name: 'officeDocuments',
  title: inBoth({ ru: 'Документы района', en: 'District documents' }),
  about: inBoth({
    ru: 'Приказы, программа и справки самого управления образования: что нужно, к какому сроку, где лежит.',
    en: 'Orders, programme and reports of the office itself: what is needed, by when, where it is.',
  }),
  card: 'directory',
  columns: [
    column(
      'kind',
      choice(
        OFFICE_DOCUMENTS,
        inBoth({
          ru: {
            labels: {
              order: 'Приказ',
              programme: 'Муниципальная программа',
              report: 'Аналитическая справка',
              other: 'Другой документ',
            },
            alsoSaid: {
              order: 'распоряжение',
              programme: 'программа',
              report: 'справка;отчёт',
              other: 'иное',
            },
          },
          en: {
            labels: {
              order: 'Order',
              programme: 'Municipal programme',
              report: 'Report',
              other: 'Other document',
            },
          },
        }),
      ),
      200,
      byOffice,
      { ru: 'Вид документа', en: 'Kind' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'name',
      text({ max: 300, personalData: 'allow' }),
      420,
      byOffice,
      { ru: 'Название', en: 'Name' },
      { ru: 'Как документ называется.', en: 'How it is called.' },
      { required: true, example: 'Об утверждении муниципальной программы поддержки школ' },
    ),
    column(
      'number',
      text({ max: 40 }),
      90,
      byOffice,
      { ru: 'Номер', en: 'Number' },
      { ru: 'Номер документа, например 30.', en: 'Its number, for example 30.' },
      { example: '30' },
    ),
    column(
      'day',
      date(),
      100,
      byOffice,
      { ru: 'Дата', en: 'Date' },
      { ru: 'Когда подписан, например 10.02.2021.', en: 'When it was signed.' },
      { example: '10.02.2021' },
    ),
    column(
      'due',
      date(),
      100,
      byOffice,
      { ru: 'Срок', en: 'Due' },
      { ru: 'Когда должен быть готов, например 30.12.2021.', en: 'When it must be ready.' },
      { example: '30.12.2021' },
    ),
    column(
      'file',
      evidence(),
      240,
      byOffice,
      { ru: 'Ссылка или номер', en: 'Link or number' },
      { ru: 'Где документ лежит.', en: 'Where the document is.' },
      { example: 'https://example.org/prikaz-30' },
    ),
    column(
      'comment',
      longText({ max: 1_000 }),
      260,
      byOffice,
      { ru: 'Комментарий', en: 'Comment' },
      { ru: 'Что проверить или обновить.', en: 'What to check or renew.' },
      { example: 'Обновить состав рабочей группы' },
    ),
    corrections,
  ],
  rules: [
    onlyOnce('officeDocuments', ['name', 'day'], {
      code: 'officeDocuments.twice',
      wrong: { cells: order, beside: { officeDocuments: { other: order } } },
      right: {
        cells: order,
        beside: { officeDocuments: { other: { ...order, day: '2022-02-10' } } },
      },
    }),
  ],
  brief: ['kind', 'name', 'day', 'due'],
  see: seenByOffice,
  front: [],
}
