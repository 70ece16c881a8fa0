import type { Open } from '../roadmap/roadmap.ts'
import type { Doubt } from '../roadmap/propose.ts'
import { englishForm, russianForm } from './plural.ts'

/** What people read while the roadmap that their school has becomes rows of «Меры». */
const ru = {
  title: 'Загрузить дорожную карту',
  start: {
    lead: 'Выберите документ, в котором у школы уже есть план: Word (.docx), Excel (.xlsx) или CSV. Можно и скопировать таблицу из документа и вставить её сюда. До нажатия «Импортировать» ничего не сохраняется.',
    file: 'Файл',
    paste: 'или вставьте скопированную таблицу (Ctrl+V)',
    school: 'Школа',
    read: 'Прочитать',
    nothing: 'Выберите файл или вставьте таблицу.',
  },
  tables: {
    heading: 'Что означают столбцы',
    lead: 'Проверьте, куда пойдёт каждый столбец документа. Отмеченные столбцы программа сама не поняла: выберите для них сами.',
    table: (place: number, rows: number) =>
      `Таблица ${place}: ${rows} ${russianForm(rows, ['строка', 'строки', 'строк'])}`,
    use: 'в этой таблице меры',
    continues: 'продолжение предыдущей таблицы',
    column: 'Столбец документа',
    samples: 'Что в нём',
    field: 'Куда',
    noHeading: (place: number) => `столбец ${place}, без заголовка`,
    choose: 'выберите…',
    remembered: 'как в прошлый раз',
  },
  /** Fields that are no columns of «Меры». */
  fields: { period: 'Квартал или месяц (отмечен)', leave: 'Не переносить' },
  doubts: {
    unknown: 'Такой заголовок программе не знаком.',
    guessed: 'Заголовка нет, или он говорит не всё.',
    twice: 'Такой столбец в таблице уже есть.',
    contents: 'Под этим заголовком стоит не то, что в нём названо.',
    loose: 'Результатом называют и показатель, и документ.',
  } satisfies Record<Doubt, string>,
  maybe: (field: string) => `Возможно, «${field}».`,
  year: {
    heading: (terms: number) =>
      `${terms === 1 ? 'В 1 сроке' : `В ${terms} сроках`} не указан год. К какому году ${terms === 1 ? 'он относится' : 'они относятся'}?`,
    school: (first: number) => `${first}/${String(first + 1).slice(2)} учебный год`,
    year: (year: number) => `${year} год`,
    none: 'Оставить без года: сроки нужно будет дописать в таблице',
    fromDocument: 'так в документе',
  },
  questions: {
    heading: (cells: number) =>
      `Нужно ваше решение: ${cells} ${russianForm(cells, ['запись', 'записи', 'записей'])}`,
    lead: 'Эти записи программа не может взять как есть. Исправьте их здесь или позже в таблице: остальные ячейки строк перенесутся в любом случае.',
    rows: (rows: number) => `${rows} ${russianForm(rows, ['строка', 'строки', 'строк'])}`,
    personal:
      'Похоже, здесь фамилия, телефон или другие личные данные. Программа их не хранит, запись останется только в документе. Напишите вместо неё должность, например «руководитель ШМО».',
    instead: 'Записать вместо этого',
    harmless: 'это не личные данные',
    more: (cells: number) =>
      `Ещё ${cells} ${russianForm(cells, ['запись', 'записи', 'записей'])}: их можно исправить после загрузки, в столбце «Что исправить».`,
  },
  preview: {
    heading: 'Что будет перенесено',
    summary: (fresh: number, drafts: number, there: number) =>
      [
        `${fresh} ${russianForm(fresh, ['новая мера', 'новые меры', 'новых мер'])}`,
        ...(drafts > 0 ? [`из них ${drafts} нужно будет дополнить`] : []),
        ...(there > 0
          ? [
              `${there} ${russianForm(there, ['мера уже есть', 'меры уже есть', 'мер уже есть'])} в таблице и второй раз не ${russianForm(there, ['переносится', 'переносятся', 'переносятся'])}`,
            ]
          : []),
      ].join('; ') + '.',
    shown: (rows: number, of: number) => `Показаны первые ${rows} из ${of}.`,
    similar: 'Мера с таким названием уже есть, но с другим сроком',
    /** `row`: where the same row stands, as `row` below says it. */
    twice: (row: string) => `Такая же строка уже есть выше (${row})`,
    twiceAll: (rows: number, places: string) =>
      `В документе ${russianForm(rows, ['повторяется', 'повторяются', 'повторяются'])} ${rows} ${russianForm(rows, ['строка', 'строки', 'строк'])}: ${places}. ${russianForm(rows, ['Она не переносится', 'Они не переносятся', 'Они не переносятся'])}. Если это разные меры, отметьте «всё равно перенести».`,
    take: 'всё равно перенести',
    there: 'уже есть',
    joined: (rows: string) => `вместе со строкой ${rows}`,
    repeated: 'мероприятие повторено из строки выше',
    row: (table: number, row: number) => `табл. ${table}, стр. ${row}`,
  },
  open: {
    noTable: 'В документе не нашлось таблицы с мерами. Отметьте, в какой таблице меры.',
    noEvent: 'Укажите, в каком столбце «Мероприятие».',
    column: 'Выберите, куда пойдут отмеченные столбцы.',
    twice: 'Два столбца идут в одно место. Для одного из них выберите другое или «Не переносить».',
    year: 'Выберите год для сроков, в которых он не указан.',
    nothing: 'Переносить нечего: все меры этого документа уже есть в таблице.',
  } satisfies Record<Open['is'], string>,
  again: 'Обновить',
  back: 'Другой документ',
  import: (rows: number) => `Импортировать ${rows} ${russianForm(rows, ['меру', 'меры', 'мер'])}`,
  progress: (done: number, of: number) => `Перенесено ${done} из ${of}…`,
  done: {
    heading: (rows: number) =>
      `Перенесено ${rows} ${russianForm(rows, ['мера', 'меры', 'мер'])}. Программа уже следит за их сроками.`,
    drafts: (rows: number) =>
      `${rows} ${russianForm(rows, ['меру нужно', 'меры нужно', 'мер нужно'])} дополнить: смотрите столбец «Что исправить».`,
    undo: 'Отменить загрузку',
    close: 'Готово',
  },
  undone: (rows: number, kept: number) =>
    `Загрузка отменена: ${rows} ${russianForm(rows, ['мера убрана', 'меры убраны', 'мер убрано'])}, вернуть их можно в течение 30 дней.` +
    (kept > 0
      ? ` ${kept} ${russianForm(kept, ['мера осталась: её', 'меры остались: их', 'мер осталось: их'])} уже изменили после загрузки.`
      : ''),
}

const en: typeof ru = {
  title: 'Load a roadmap',
  start: {
    lead: 'Choose the document that holds the plan of your school: Word (.docx), Excel (.xlsx) or CSV. You can also copy the table and paste it here. Nothing is saved before you press “Import”.',
    file: 'File',
    paste: 'or paste a copied table (Ctrl+V)',
    school: 'School',
    read: 'Read',
    nothing: 'Choose a file, or paste a table.',
  },
  tables: {
    heading: 'What the columns mean',
    lead: 'Check where each column of the document goes. The marked ones were not understood: please choose.',
    table: (place, rows) => `Table ${place}: ${rows} ${englishForm(rows, ['row', 'rows'])}`,
    use: 'this table holds measures',
    continues: 'goes on with the table before',
    column: 'Column of the document',
    samples: 'What is in it',
    field: 'Goes to',
    noHeading: (place) => `column ${place}, without a heading`,
    choose: 'choose…',
    remembered: 'as last time',
  },
  fields: { period: 'Quarter or month (marked)', leave: 'Do not import' },
  doubts: {
    unknown: 'This heading is not known.',
    guessed: 'There is no heading, or it does not say all.',
    twice: 'The table has such a column already.',
    contents: 'What stands under this heading is not what it names.',
    loose: 'A result may be an indicator or a document.',
  },
  maybe: (field) => `Perhaps “${field}”.`,
  year: {
    heading: (terms) =>
      `${terms} ${englishForm(terms, ['term lacks', 'terms lack'])} a year. Which year is meant?`,
    school: (first) => `school year ${first}/${String(first + 1).slice(2)}`,
    year: (year) => `year ${year}`,
    none: 'Leave without a year: the terms will have to be completed in the sheet',
    fromDocument: 'as in the document',
  },
  questions: {
    heading: (cells) =>
      `${cells} ${englishForm(cells, ['entry needs', 'entries need'])} your decision`,
    lead: 'These entries cannot be taken as they are. Correct them here, or later in the sheet: the other cells of their rows are imported in any case.',
    rows: (rows) => `${rows} ${englishForm(rows, ['row', 'rows'])}`,
    personal:
      'This seems to hold a name, a telephone number or other personal data. The programme does not keep them, so it stays in the document only. Write a post instead, such as “head of mathematics”.',
    instead: 'Write instead',
    harmless: 'not personal data',
    more: (cells) =>
      `${cells} more ${englishForm(cells, ['entry', 'entries'])}: correct them after loading, see the column for corrections.`,
  },
  preview: {
    heading: 'What will be imported',
    summary: (fresh, drafts, there) =>
      [
        `${fresh} new ${englishForm(fresh, ['measure', 'measures'])}`,
        ...(drafts > 0 ? [`${drafts} of them will have to be completed`] : []),
        ...(there > 0
          ? [
              `${there} ${englishForm(there, ['is', 'are'])} in the sheet already and not imported again`,
            ]
          : []),
      ].join('; ') + '.',
    shown: (rows, of) => `The first ${rows} of ${of} are shown.`,
    similar: 'There is a measure of this name with another deadline',
    twice: (row) => `The same row stands above (${row})`,
    twiceAll: (rows, places) =>
      `${rows} ${englishForm(rows, ['row is', 'rows are'])} in the document twice: ${places}. ${englishForm(rows, ['It is', 'They are'])} not imported again. If these are different measures, mark them.`,
    take: 'import all the same',
    there: 'is there already',
    joined: (rows) => `together with row ${rows}`,
    repeated: 'the measure is repeated from the row above',
    row: (table, row) => `table ${table}, row ${row}`,
  },
  open: {
    noTable: 'No table of measures was found in the document. Please mark the one that holds them.',
    noEvent: 'Say which column is the measure itself.',
    column: 'Choose where the marked columns go.',
    twice: 'Two columns go to the same place. Choose another for one of them, or “Do not import”.',
    year: 'Choose the year of the terms that lack it.',
    nothing: 'There is nothing to import: all measures of this document are in the sheet already.',
  },
  again: 'Refresh',
  back: 'Another document',
  import: (rows) => `Import ${rows} ${englishForm(rows, ['measure', 'measures'])}`,
  progress: (done, of) => `${done} of ${of} imported…`,
  done: {
    heading: (rows) =>
      `${rows} ${englishForm(rows, ['measure was', 'measures were'])} imported. Their deadlines are being watched.`,
    drafts: (rows) =>
      `${rows} ${englishForm(rows, ['measure has', 'measures have'])} to be completed: see the column for corrections.`,
    undo: 'Undo the import',
    close: 'Done',
  },
  undone: (rows, kept) =>
    `The import was undone: ${rows} ${englishForm(rows, ['measure was', 'measures were'])} removed, and can be brought back within 30 days.` +
    (kept > 0
      ? ` ${kept} ${englishForm(kept, ['stays: it was', 'stay: they were'])} changed since.`
      : ''),
}

export const roadmapTexts = { ru, en }
export type RoadmapTexts = typeof ru
