import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { evidence } from '../cells/evidence.ts'
import { longText } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, inOrder } from './rules.ts'
import type { RowRule, Table } from './table.ts'
import { byCurator, bySchool, seenByAll } from './who.ts'

export const SOURCES = ['visit', 'documents', 'monitoring', 'other'] as const
export const CONFIRMATIONS = ['unchecked', 'confirmed', 'rework'] as const

const finding = {
  finding: 'Нет показателей по риску',
  foundOn: '2021-09-10',
  deadline: '2021-09-30',
}

const words = inBoth({
  ru: {
    noAction: 'Отмечено исправленным, спасибо! Напишите, что сделано: по этому куратор подтвердит.',
    notRemedied:
      'Подтверждено, а день исправления не указан. Поставьте его, и замечание будет закрыто.',
  },
  en: {
    noAction: 'Marked as put right, thank you! Write what was done: the curator confirms by it.',
    notRemedied: 'Confirmed, and the day is not given. Write it, and the remark is closed.',
  },
})

const remediedSaysHow: RowRule = {
  code: 'deficiencies.noAction',
  severity: 'hint',
  ...examples(
    { ...finding, remediedOn: '2021-09-17' },
    { ...finding, remediedOn: '2021-09-17', action: 'Показатели добавлены' },
  ),
  find: ({ remediedOn, action }, { texts }) =>
    remediedOn !== undefined && action === undefined
      ? [{ key: 'action', text: words(texts).noAction }]
      : [],
}

const confirmedIsRemedied: RowRule = {
  code: 'deficiencies.notRemedied',
  severity: 'hint',
  ...examples(
    { ...finding, check: 'confirmed' },
    { ...finding, check: 'confirmed', remediedOn: '2021-09-17', action: 'Показатели добавлены' },
  ),
  find: ({ remediedOn, check }, { texts }) =>
    check === 'confirmed' && remediedOn === undefined
      ? [{ key: 'remediedOn', text: words(texts).notRemedied }]
      : [],
}

/** What a visit or a check found lacking: by when, remedied, confirmed. */
export const deficiencies: Table = {
  name: 'deficiencies',
  title: inBoth({ ru: 'Замечания', en: 'Remarks' }),
  about: inBoth({
    ru: 'Недостатки, найденные при посещении школы или проверке документов: что, к какому сроку, что сделано, подтвердил ли куратор.',
    en: 'What was found lacking at a visit or in the documents: what, by when, what was done, whether the curator confirms.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(byCurator),
    column(
      'foundOn',
      date({ future: 'refuse' }),
      110,
      byCurator,
      { ru: 'Когда найдено', en: 'Found on' },
      {
        ru: 'День посещения или проверки, например 10.09.2021.',
        en: 'The day of the visit or check.',
      },
      { example: '10.09.2021' },
    ),
    column(
      'source',
      choice(
        SOURCES,
        inBoth({
          ru: {
            labels: {
              visit: 'Посещение школы',
              documents: 'Проверка документов',
              monitoring: 'Мониторинг',
              other: 'Другое',
            },
            alsoSaid: { visit: 'выезд;поездка', documents: 'документы;документ', other: 'иное' },
          },
          en: {
            labels: {
              visit: 'Visit',
              documents: 'Check of documents',
              monitoring: 'Monitoring',
              other: 'Other',
            },
          },
        }),
      ),
      160,
      byCurator,
      { ru: 'Откуда', en: 'Source' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
    ),
    column(
      'finding',
      longText({ max: 500 }),
      320,
      byCurator,
      { ru: 'Что найдено', en: 'Finding' },
      { ru: 'В чём недостаток, без фамилий.', en: 'What is lacking, without names.' },
      { required: true, example: 'В программе нет показателей по риску' },
    ),
    column(
      'deadline',
      date(),
      100,
      byCurator,
      { ru: 'Срок', en: 'Deadline' },
      {
        ru: 'Последний день, чтобы исправить, например 30.09.2021.',
        en: 'The last day to put it right.',
      },
      { required: true, example: '30.09.2021' },
    ),
    column(
      'action',
      longText({ max: 1_000 }),
      300,
      bySchool,
      { ru: 'Что сделано', en: 'What was done' },
      { ru: 'Заполняет школа: как исправлено.', en: 'Filled by the school: how it was put right.' },
      { example: 'Показатели добавлены по каждому риску' },
    ),
    column(
      'remediedOn',
      date({ future: 'refuse' }),
      110,
      bySchool,
      { ru: 'Исправлено', en: 'Remedied on' },
      {
        ru: 'Заполняет школа: день, когда исправлено, например 17.09.2021.',
        en: 'Filled by the school: the day when it was put right.',
      },
      { example: '17.09.2021' },
    ),
    column(
      'evidence',
      evidence(),
      200,
      bySchool,
      { ru: 'Подтверждение', en: 'Evidence' },
      {
        ru: 'Ссылка или документ, например «Приказ № 61 от 17.09.2021».',
        en: 'A link or a document.',
      },
      { example: 'Приказ № 61 от 17.09.2021' },
    ),
    column(
      'check',
      choice(
        CONFIRMATIONS,
        inBoth({
          ru: {
            labels: {
              unchecked: 'Не проверялось',
              confirmed: 'Подтверждено',
              rework: 'На доработку',
            },
            alsoSaid: { confirmed: 'принято;да;ок;устранено', rework: 'доработать;вернуть;нет' },
          },
          en: {
            labels: { unchecked: 'Not checked', confirmed: 'Confirmed', rework: 'To be reworked' },
            alsoSaid: { confirmed: 'ok;yes', rework: 'no;returned' },
          },
        }),
      ),
      130,
      byCurator,
      { ru: 'Проверка', en: 'Check' },
      {
        ru: 'Заполняет куратор: исправлено ли на самом деле.',
        en: 'Filled by the curator: whether it is really put right.',
      },
      { initial: 'unchecked', personal: true },
    ),
    column(
      'comment',
      longText({ max: 1_000 }),
      260,
      byCurator,
      { ru: 'Комментарий куратора', en: 'Curator’s comment' },
      { ru: 'Заполняет куратор: что ещё сделать.', en: 'Filled by the curator: what else to do.' },
      { personal: true, example: 'Добавьте план на второе полугодие' },
    ),
    corrections,
  ],
  rules: [
    inOrder('foundOn', 'deadline', {
      code: 'deficiencies.deadlineBefore',
      ...examples({ ...finding, deadline: '2021-09-01' }, finding),
    }),
    inOrder('foundOn', 'remediedOn', {
      code: 'deficiencies.remediedBefore',
      ...examples(
        { ...finding, remediedOn: '2021-09-01' },
        { ...finding, remediedOn: '2021-09-17' },
      ),
    }),
    remediedSaysHow,
    confirmedIsRemedied,
  ],
  brief: ['finding', 'deadline', 'remediedOn', 'check'],
  see: seenByAll,
  front: ['staff', 'curator', 'coordinator'],
}
