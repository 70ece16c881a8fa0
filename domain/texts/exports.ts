/** The window that gives tables as files. */
const ru = {
  title: 'Выгрузить в файл',
  lead: 'В файл попадут записи, которые есть в программе сейчас. Удалённые записи не выгружаются.',
  whose: 'Чьи записи',
  allSchools: 'Все школы и весь район',
  what: 'Что выгрузить',
  all: 'Все таблицы',
  format: 'В каком виде',
  xlsx: 'Excel (.xlsx)',
  csv: 'Текст с разделителями (.csv)',
  oneTable:
    'Все таблицы выгружаются в Excel, каждая на своём листе. Для CSV выберите одну таблицу.',
  write: 'Подготовить файл',
  save: 'Сохранить файл',
  writing: 'Готовим файл…',
  ready: (name: string) => `Готово: «${name}».`,
  wholeName: 'Программа',
}

const en: typeof ru = {
  title: 'Save as a file',
  lead: 'The file holds the entries that the programme has now. Deleted ones are left out.',
  whose: 'Whose entries',
  allSchools: 'All schools and the district',
  what: 'What to save',
  all: 'All tables',
  format: 'As',
  xlsx: 'Excel (.xlsx)',
  csv: 'Text with separators (.csv)',
  oneTable: 'All tables go into an Excel workbook, a sheet each. For CSV choose one table.',
  write: 'Prepare the file',
  save: 'Save the file',
  writing: 'Being prepared…',
  ready: (name) => `Ready: “${name}”.`,
  wholeName: 'Programme',
}

export type ExportTexts = typeof ru
export const exportTexts = { ru, en }
