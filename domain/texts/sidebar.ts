import { englishForm, russianForm } from './plural.ts'

/** What the sidebar says itself. They travel in its page, not in the add-on's script. */
const ru = {
  views: { label: 'Разделы', now: 'Что сделать', row: 'Строка', deleted: 'Удалённые' },
  refresh: 'Обновить',
  loading: 'Обновляется…',
  /** The line of state; `cells` are those to correct. */
  saved: (cells: number) =>
    cells === 0
      ? 'Сохранено всё'
      : `Сохранено всё, кроме ${cells} ${russianForm(cells, ['ячейки', 'ячеек', 'ячеек'])}`,
  offline: (rows: number) =>
    rows === 0
      ? 'Нет связи. Введённое осталось в таблице и уйдёт само.'
      : `Нет связи: ${rows} ${russianForm(rows, ['строка ждёт', 'строки ждут', 'строк ждут'])}. Вводить заново не нужно.`,
  busy: 'Таблица сейчас отправляется. Нажмите «Обновить» через минуту.',
  restless: 'Строки сейчас переставляют, отправка подождёт. Введённое на месте.',
  broken: 'Не получилось связаться с таблицей. Нажмите «Обновить»: введённое на месте.',
  asOf: (time: string) => `данные на ${time}`,
  notEnabled: 'Записи из этой таблицы пока не отправляются сами.',
  enable: 'Включить отправку',
  connect: 'Ввести код подключения',
  calm: 'На сегодня всё в порядке.',
  missing: (tab: string, header: string) =>
    `Во вкладке «${tab}» нет столбца «${header}». Верните заголовок, и записи из него снова будут отправляться.`,
  conflicts: {
    title: (count: number) =>
      `Два ответа в ${count} ${russianForm(count, ['ячейке', 'ячейках', 'ячейках'])}`,
    keep: (theirs: string) => `Оставить ${theirs}`,
    write: (mine: string) => `Записать ${mine}`,
    empty: 'пусто',
  },
  held: {
    title: 'Ждёт вашего слова',
    partialSort: (tab: string, rows: string) =>
      `Во вкладке «${tab}» значения некоторых столбцов поменялись местами между строками (${rows}). Так бывает, когда сортируют не всю таблицу. Эти строки пока не отправлены: отмените сортировку (Ctrl+Z) или запишите как есть.`,
    emptied: (tab: string, rows: string) =>
      `Во вкладке «${tab}» очищены ячейки (строки ${rows}). В программе прежние записи сохранены: верните их (Ctrl+Z) или очистите и там.`,
    undone: (tab: string) =>
      `Вкладку «${tab}», похоже, вернули к прежней версии. Новые записи в программе сохранены.`,
    send: 'Записать как в таблице',
    fetch: 'Показать сохранённое',
  },
  fixes: {
    title: (count: number) =>
      `Исправить ${count} ${russianForm(count, ['ячейку', 'ячейки', 'ячеек'])}`,
    go: 'К ячейке',
    harmless: 'Это не личные данные',
  },
  vanished: {
    title: (count: number) =>
      `В таблице больше нет ${count} ${russianForm(count, ['строки', 'строк', 'строк'])}`,
    note: 'В программе они сохранены. Верните строку в таблицу или удалите её и из программы.',
    back: 'Вернуть',
    remove: 'Удалить',
  },
  more: (count: number) => `И ещё ${count}.`,
  messenger: {
    title: 'Сообщение для группы',
    copy: 'Скопировать',
    copied: 'Скопировано.',
    select: 'Текст выделен: нажмите Ctrl+C.',
  },
  row: {
    show: 'Показать выбранную строку',
    hint: 'Выберите строку в таблице и нажмите кнопку: здесь будет видно, кто и когда её менял.',
    none: 'В выбранной строке нет сохранённой записи. Встаньте на строку с записью и нажмите ещё раз.',
    go: 'К строке',
    untitled: 'Без названия',
    help: 'Нужна помощь',
    helpHint: 'Напишите, что мешает. Куратор и координатор увидят это в своих сводках.',
    send: 'Попросить помощи',
    sent: 'Просьба о помощи записана.',
    takeBack: 'Помощь больше не нужна',
    takenBack: 'Просьба о помощи снята.',
    history: 'История',
    by: (when: string, by: string) => `${when} · ${by}`,
    empty: 'пусто',
    change: (before: string, after: string) => `${before} → ${after}`,
    refused: (shown: string) => `не принято: «${shown}»`,
    undo: 'Вернуть как было',
    undone: 'Прежние значения возвращены.',
    again: 'Вписать снова',
    written: 'Записано.',
    notWritten: 'Пока не записано:',
    wasDeleted: 'Строка удалена',
    wasRestored: 'Строка возвращена в таблицу',
    seenOnly: 'Отмечено, что нужно исправить',
    remove: 'Удалить строку',
    removeAsk: 'Строка уйдёт из всех таблиц программы. Вернуть её можно 30 дней. Удалить?',
    yes: 'Удалить',
    no: 'Не удалять',
    removed: 'Строка удалена. Вернуть её можно в разделе «Удалённые».',
    restored: 'Строка возвращена.',
  },
  deleted: {
    none: 'За последние 30 дней ничего не удаляли.',
    note: 'Удалённое за последние 30 дней.',
    back: 'Вернуть',
  },
}

export type SidebarTexts = typeof ru

const cells = (count: number) => `${count} ${englishForm(count, ['cell', 'cells'])}`
const rowsOf = (count: number) => `${count} ${englishForm(count, ['row', 'rows'])}`

const en: SidebarTexts = {
  views: { label: 'Views', now: 'To do', row: 'Row', deleted: 'Deleted' },
  refresh: 'Refresh',
  loading: 'Refreshing…',
  saved: (count) => (count === 0 ? 'All is saved' : `All is saved but ${cells(count)}`),
  offline: (rows) =>
    rows === 0
      ? 'No connection. What you typed is in the sheet and will be sent by itself.'
      : `No connection: ${rowsOf(rows)} waiting. No need to type again.`,
  busy: 'The workbook is being sent right now. Press “Refresh” in a minute.',
  restless: 'Rows are being moved right now, so sending waits. All that you typed is in place.',
  broken: 'The workbook could not be reached. Press “Refresh”: all that you typed is in place.',
  asOf: (time) => `as of ${time}`,
  notEnabled: 'The entries of this workbook are not sent by themselves yet.',
  enable: 'Enable sending',
  connect: 'Enter the connection code',
  calm: 'All is well for today.',
  missing: (tab, header) =>
    `“${tab}” lacks the column “${header}”. Put the header back, and its entries will be sent again.`,
  conflicts: {
    title: (count) => `Two answers in ${cells(count)}`,
    keep: (theirs) => `Keep ${theirs}`,
    write: (mine) => `Write ${mine}`,
    empty: 'empty',
  },
  held: {
    title: 'Waiting for your word',
    partialSort: (tab, rows) =>
      `In “${tab}” values of some columns changed places between rows (${rows}). That happens when only a part of the table is sorted. These rows are not sent yet: undo the sort (Ctrl+Z), or save them as they are.`,
    emptied: (tab, rows) =>
      `In “${tab}” cells were cleared (rows ${rows}). The programme keeps the entries: bring them back (Ctrl+Z), or clear them there as well.`,
    undone: (tab) =>
      `“${tab}” seems to have gone back to an older version. The programme keeps the newer entries.`,
    send: 'Save as in the sheet',
    fetch: 'Show what is kept',
  },
  fixes: {
    title: (count) => `Correct ${cells(count)}`,
    go: 'To the cell',
    harmless: 'Not personal data',
  },
  vanished: {
    title: (count) => `${rowsOf(count)} no longer in the sheet`,
    note: 'The programme keeps them. Bring a row back to the sheet, or delete it from the programme too.',
    back: 'Bring back',
    remove: 'Delete',
  },
  more: (count) => `And ${count} more.`,
  messenger: {
    title: 'Message for the group',
    copy: 'Copy',
    copied: 'Copied.',
    select: 'The text is selected: press Ctrl+C.',
  },
  row: {
    show: 'Show the selected row',
    hint: 'Select a row in the sheet and press the button: you will see who changed it and when.',
    none: 'The selected row has no saved entry. Go to a row with one and press again.',
    go: 'To the row',
    untitled: 'Untitled',
    help: 'Help needed',
    helpHint: 'Write what is in the way. Curator and coordinator will see it in their digests.',
    send: 'Ask for help',
    sent: 'The request for help is saved.',
    takeBack: 'Help is no longer needed',
    takenBack: 'The request for help is withdrawn.',
    history: 'History',
    by: (when, by) => `${when} · ${by}`,
    empty: 'empty',
    change: (before, after) => `${before} → ${after}`,
    refused: (shown) => `not accepted: “${shown}”`,
    undo: 'Put back',
    undone: 'The earlier values are back.',
    again: 'Write again',
    written: 'Saved.',
    notWritten: 'Not saved yet:',
    wasDeleted: 'The row was deleted',
    wasRestored: 'The row was brought back',
    seenOnly: 'It was noted what to correct',
    remove: 'Delete the row',
    removeAsk:
      'The row will leave all workbooks of the programme. It can be brought back for 30 days. Delete it?',
    yes: 'Delete',
    no: 'Do not delete',
    removed: 'The row is deleted. It can be brought back under “Deleted”.',
    restored: 'The row is back.',
  },
  deleted: {
    none: 'Nothing was deleted within the last 30 days.',
    note: 'Deleted within the last 30 days.',
    back: 'Bring back',
  },
}

export const sidebarTexts = { ru, en }
