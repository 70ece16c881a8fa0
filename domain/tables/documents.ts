import { choice } from '../cells/choice.ts'
import { date } from '../cells/date.ts'
import { evidence } from '../cells/evidence.ts'
import { reference } from '../cells/reference.ts'
import { longText, text } from '../cells/text.ts'
import { inBoth } from '../texts/texts.ts'
import { column, corrections, schoolColumn } from './column.ts'
import { examples, onlyOnce } from './rules.ts'
import type { RowRule, Table } from './table.ts'
import { byBoth, byCurator, bySchool, seenByAll } from './who.ts'

export const DOCUMENT_KINDS = [
  'concept',
  'mediumTerm',
  'antiRisk',
  'order',
  'report',
  'other',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export const DOCUMENT_CHECKS = ['unchecked', 'accepted', 'remarks'] as const
/** What the curator says of a document. */
export type DocumentCheck = (typeof DOCUMENT_CHECKS)[number]

/** What a document is, in both languages: digests name one without a name of its own by it. */
export const documentKinds = inBoth({
  ru: {
    labels: {
      concept: 'Концепция развития',
      mediumTerm: 'Среднесрочная программа развития',
      antiRisk: 'Программа антирисковых мер',
      order: 'Приказ',
      report: 'Отчёт',
      other: 'Другой документ',
    },
    alsoSaid: {
      concept: 'концепция',
      mediumTerm: 'среднесрочная программа;программа развития;спр',
      antiRisk: 'антирисковая программа;антирисковые меры;программа антирисковых мероприятий',
      order: 'распоряжение',
      report: 'справка;аналитическая справка',
      other: 'иное;прочее',
    },
  },
  en: {
    labels: {
      concept: 'Development concept',
      mediumTerm: 'Medium-term programme',
      antiRisk: 'Anti-risk programme',
      order: 'Order',
      report: 'Report',
      other: 'Other document',
    },
    alsoSaid: { mediumTerm: 'development programme', antiRisk: 'anti-risk measures' },
  },
})

const words = inBoth({
  ru: {
    noRisk:
      'Программа антирисковых мер составляется по одному риску. Выберите в столбце «Риск» тот, для которого она.',
    noFile:
      'Документ отмечен загруженным, спасибо! Вставьте ссылку на него или укажите его номер и дату: так его найдут при проверке.',
    notUploaded:
      'Документ проверен, а день загрузки не указан. Поставьте его, и документ перестанет числиться недостающим.',
    noRemarks:
      'Документ возвращён с замечаниями. Напишите в столбце «Замечания к документу», что исправить: иначе школа не узнает.',
  },
  en: {
    noRisk: 'An anti-risk programme is about one risk. Choose it in the column “Risk”.',
    noFile:
      'The document is marked as uploaded, thank you! Paste a link to it or give its number and date, so that it can be found.',
    notUploaded:
      'The document is checked, and the day of uploading is not given. Write it, and the document is missing no longer.',
    noRemarks:
      'The document was returned with remarks. Write in “Remarks” what to correct, or the school will not know.',
  },
})

const program = { kind: 'antiRisk', risk: 'risk-06', due: '2021-04-30' }
const file = 'https://example.org/programma'

const antiRiskHasRisk: RowRule = {
  code: 'documents.noRisk',
  severity: 'hint',
  ...examples({ kind: 'antiRisk', due: '2021-04-30' }, program),
  find: ({ kind, risk }, { texts }) =>
    kind === 'antiRisk' && risk === undefined ? [{ key: 'risk', text: words(texts).noRisk }] : [],
}

const uploadedHasFile: RowRule = {
  code: 'documents.noFile',
  severity: 'hint',
  ...examples(
    { ...program, uploadedOn: '2021-04-28' },
    { ...program, uploadedOn: '2021-04-28', file },
  ),
  find: ({ uploadedOn, file: where }, { texts }) =>
    uploadedOn !== undefined && where === undefined
      ? [{ key: 'file', text: words(texts).noFile }]
      : [],
}

const checkedIsUploaded: RowRule = {
  code: 'documents.notUploaded',
  severity: 'hint',
  ...examples(
    { ...program, check: 'accepted' },
    { ...program, check: 'accepted', uploadedOn: '2021-04-28', file },
  ),
  find: ({ check, uploadedOn }, { texts }) =>
    check === 'accepted' && uploadedOn === undefined
      ? [{ key: 'uploadedOn', text: words(texts).notUploaded }]
      : [],
}

const returnedHasRemarks: RowRule = {
  code: 'documents.noRemarks',
  severity: 'hint',
  ...examples(
    { ...program, check: 'remarks' },
    { ...program, check: 'remarks', remarks: 'Нет показателей по каждому риску' },
  ),
  find: ({ check, remarks }, { texts }) =>
    check === 'remarks' && remarks === undefined
      ? [{ key: 'remarks', text: words(texts).noRemarks }]
      : [],
}

/** The documents that a school must have: what is expected, what is uploaded, what the curator says. */
export const documents: Table = {
  name: 'documents',
  title: inBoth({ ru: 'Документы', en: 'Documents' }),
  about: inBoth({
    ru: 'Какие документы школа должна подготовить и разместить в ИС МЭДК: концепция, программы, приказы. Строка без дня загрузки считается недостающим документом.',
    en: 'The documents that the school must prepare and upload: concept, programmes, orders. A row without a day of uploading is a missing document.',
  }),
  card: 'school',
  schoolColumn: 'school',
  columns: [
    schoolColumn(byBoth),
    column(
      'kind',
      choice(DOCUMENT_KINDS, documentKinds),
      230,
      byBoth,
      { ru: 'Вид документа', en: 'Kind' },
      { ru: 'Выберите из списка.', en: 'Choose from the list.' },
      { required: true },
    ),
    column(
      'name',
      text({ max: 200 }),
      260,
      byBoth,
      { ru: 'Название', en: 'Name' },
      {
        ru: 'Если вида недостаточно, например «Программа антирисковых мер на 2021/22 учебный год».',
        en: 'Where the kind does not say it all.',
      },
      { example: 'Программа антирисковых мер на 2021/22 учебный год' },
    ),
    column(
      'risk',
      reference('activatedRisks', {
        notChoosable: (texts) => texts.cells.reference.riskNotActivated,
      }),
      200,
      byBoth,
      { ru: 'Риск', en: 'Risk' },
      {
        ru: 'Для программы антирисковых мер: какому риску она посвящена. В списке только активированные.',
        en: 'For an anti-risk programme: its risk. The list has the activated ones only.',
      },
    ),
    column(
      'due',
      date(),
      100,
      byCurator,
      { ru: 'Срок', en: 'Due' },
      {
        ru: 'Заполняет куратор: последний день, например 30.04.2021.',
        en: 'Filled by the curator: the last day, for example 30.04.2021.',
      },
      { example: '30.04.2021' },
    ),
    column(
      'uploadedOn',
      date({ future: 'refuse' }),
      110,
      bySchool,
      { ru: 'Загружен', en: 'Uploaded' },
      {
        ru: 'День, когда документ размещён, например 28.04.2021. Пусто, пока его нет.',
        en: 'The day when it was uploaded, for example 28.04.2021. Empty until then.',
      },
      { example: '28.04.2021' },
    ),
    column(
      'file',
      evidence(),
      220,
      bySchool,
      { ru: 'Ссылка или номер', en: 'Link or number' },
      {
        ru: 'Где документ лежит или как он называется, например «Приказ № 14 от 01.03.2021».',
        en: 'Where the document is, or how it is called.',
      },
      { example: 'Приказ № 14 от 01.03.2021' },
    ),
    column(
      'check',
      choice(
        DOCUMENT_CHECKS,
        inBoth({
          ru: {
            labels: { unchecked: 'Не проверялся', accepted: 'Принят', remarks: 'Есть замечания' },
            alsoSaid: {
              accepted: 'принято;проверен;ок;да',
              remarks: 'замечания;доработать;на доработку;вернуть',
            },
          },
          en: {
            labels: { unchecked: 'Not checked', accepted: 'Accepted', remarks: 'Remarks' },
            alsoSaid: { accepted: 'ok;yes', remarks: 'rework;returned' },
          },
        }),
      ),
      130,
      byCurator,
      { ru: 'Проверка', en: 'Check' },
      {
        ru: 'Заполняет куратор: принят документ или есть замечания.',
        en: 'Filled by the curator: accepted, or with remarks.',
      },
      { initial: 'unchecked', personal: true },
    ),
    column(
      'remarks',
      longText({ max: 1_000 }),
      260,
      byCurator,
      { ru: 'Замечания к документу', en: 'Remarks' },
      { ru: 'Заполняет куратор: что исправить.', en: 'Filled by the curator: what to correct.' },
      { personal: true, example: 'Нет показателей по каждому риску' },
    ),
    corrections,
  ],
  rules: [
    onlyOnce('documents', ['kind', 'name', 'risk'], {
      code: 'documents.twice',
      wrong: { cells: program, beside: { documents: { other: program } } },
      right: { cells: program, beside: { documents: { other: { ...program, risk: 'risk-02' } } } },
    }),
    antiRiskHasRisk,
    uploadedHasFile,
    checkedIsUploaded,
    returnedHasRemarks,
  ],
  brief: ['kind', 'name', 'risk', 'due', 'uploadedOn', 'check'],
  see: seenByAll,
  front: seenByAll,
}
