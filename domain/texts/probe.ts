/** The probe of Google's sheets, for administrators: what is tried, why, and what a person is to do by hand. */
const ru = {
  title: 'Проверка Google Таблиц',
  notEmpty:
    'Проверку делают в пустой таблице: создайте копию шаблона, удалите в ней всё и запустите проверку там. Здесь ничего не изменено.',
  step: (at: number, of: number, what: string) =>
    `Шаг ${at} из ${of}. Лист «Проба».\n\n${what}\n\nПотом откройте это же меню и нажмите «Проверка Google Таблиц…» ещё раз.`,
  done: (differing: number) =>
    differing === 0
      ? 'Готово. Всё так же, как в местной книге. Отчёт — на листе «Отчёт».'
      : `Готово. Отличий от местной книги: ${differing}. Отчёт — на листе «Отчёт»: пришлите его разработчикам.`,
  report: 'Отчёт',
  headers: ['Что проверено', 'Здесь', 'В местной книге', 'Совпало'],
  same: 'да',
  differs: 'НЕТ',
  notCompared: 'не сравнивается',
  checks: {
    textStaysText: 'Текст, записанный программой, остаётся текстом: формула из него не считается',
    dateIsShown: 'День, записанный числом, виден как 15.03.2021',
    answerShowsAfter: 'Ответ на запись показывает строки такими, какими они стали',
    allOrNothing: 'Запись, одна часть которой неверна, не меняет ничего',
    usedNumberIsRefused: 'Занятый номер служебной метки не выдаётся второй раз',
    absentNumberIsNoError: 'Удалить метку, которой нет, — не ошибка',
    hiddenIsDelivered: 'Скрытые столбцы читаются вместе с остальными',
    hiddenIsSortedAlong: 'При сортировке всей таблицы скрытый столбец идёт за строкой',
    partialSortLeavesTheRest: 'При сортировке части столбцов остальные стоят на месте',
    requestsSeeEachOther: 'Части одной записи видят то, что сделали части до них',
    emptyTailIsLeftOut: 'Пустые строки в конце листа не присылаются',
    usedTabIsRefused: 'Лист с занятым номером не создаётся',
    listDoesNotStopScripts: 'Список допустимых значений не мешает программе записать другое',
    protectionKnowsItsOwner: 'Защита листа не мешает тому, кто её поставил',
    ruleGrowsWithRows: 'Правило цвета растёт, когда внутри него вставлена строка',
    longTextIsRefused: 'Текст длиннее 50 000 знаков не записывается',
    mergedKeepTheFirst: 'В объединённых ячейках остаётся значение первой; что скажет сортировка',
    formulaIsOfTheTable: 'Формула записывается с разделителем языка таблицы или английским',
  },
  steps: {
    wait: 'Ничего не делайте, подождите полминуты. (Записи программы не должны запускать триггеры.)',
    typeText: 'В ячейку A8 введите 15.3.21 и нажмите Enter.',
    typeDate: 'В ячейку B8 введите 15.3.21 и нажмите Enter.',
    typeNumber: 'В ячейку B9 введите 12,5 и нажмите Enter.',
    pasteBlock: 'Выделите A2:B3, скопируйте и вставьте в A10.',
    sort: 'Выделите строки 2–5 целиком, за номера слева. «Данные» → «Сортировать диапазон» → по столбцу A, от А до Я.',
    undoSort: 'Нажмите Ctrl+Z один раз.',
    deleteRow: 'Удалите строку 3: щелчок правой кнопкой по её номеру → «Удалить строку».',
    undoDelete: 'Нажмите Ctrl+Z один раз.',
    insertRow: 'Вставьте строку выше строки 3: щелчок правой кнопкой по её номеру.',
    copyRow: 'Скопируйте строку 2 целиком, за номер слева, и вставьте на строку 3.',
    dragRow: 'Возьмите строку 3 за номер и перетащите под строку 5.',
  },
}

export type ProbeTexts = typeof ru
export type ProbeCheckId = keyof typeof ru.checks
export type ProbeStepId = keyof typeof ru.steps

const en: ProbeTexts = {
  title: 'Probe of Google Sheets',
  notEmpty:
    'The probe needs an empty spreadsheet: copy the template, clear all of it and start the probe there. Nothing was changed here.',
  step: (at, of, what) =>
    `Step ${at} of ${of}. Tab “Проба”.\n\n${what}\n\nThen open this menu and press “Probe of Google Sheets…” again.`,
  done: (differing) =>
    differing === 0
      ? 'Done. All is as in the local workbook. The report is on the tab “Report”.'
      : `Done. Differences from the local workbook: ${differing}. The report is on the tab “Report”: send it to the developers.`,
  report: 'Report',
  headers: ['What was tried', 'Here', 'In the local workbook', 'Same'],
  same: 'yes',
  differs: 'NO',
  notCompared: 'not compared',
  checks: {
    textStaysText: 'A text that a program writes stays a text: no formula in it runs',
    dateIsShown: 'A day written as a number is shown as 15.03.2021',
    answerShowsAfter: 'The answer to a write shows the rows as they have become',
    allOrNothing: 'A write of which one part is wrong changes nothing',
    usedNumberIsRefused: 'The number of a label in use is not given again',
    absentNumberIsNoError: 'To remove a label that is not there is no error',
    hiddenIsDelivered: 'Hidden columns are read with the others',
    hiddenIsSortedAlong: 'When the whole table is sorted, a hidden column goes with its row',
    partialSortLeavesTheRest: 'When some columns are sorted, the others stay where they are',
    requestsSeeEachOther: 'Parts of one write see what the parts before them did',
    emptyTailIsLeftOut: 'Empty rows at the end of a tab are not delivered',
    usedTabIsRefused: 'A tab with a number in use is not made',
    listDoesNotStopScripts: 'A list of allowed values does not stop a program from writing another',
    protectionKnowsItsOwner: 'Protection does not hinder the one who set it',
    ruleGrowsWithRows: 'A rule of colour grows when a row is inserted within it',
    longTextIsRefused: 'A text longer than 50,000 characters is not written',
    mergedKeepTheFirst: 'Merged cells keep the value of the first; what a sort says',
    formulaIsOfTheTable:
      'A formula is written with the separators of the table’s language or English ones',
  },
  steps: {
    wait: 'Do nothing for half a minute. (What programs write must not start triggers.)',
    typeText: 'Type 15.3.21 into A8 and press Enter.',
    typeDate: 'Type 15.3.21 into B8 and press Enter.',
    typeNumber: 'Type 12,5 into B9 and press Enter.',
    pasteBlock: 'Select A2:B3, copy it and paste it into A10.',
    sort: 'Select the whole rows 2–5 by their numbers. “Data” → “Sort range” → by column A, A to Z.',
    undoSort: 'Press Ctrl+Z once.',
    deleteRow: 'Delete row 3: right click on its number → “Delete row”.',
    undoDelete: 'Press Ctrl+Z once.',
    insertRow: 'Insert a row above row 3: right click on its number.',
    copyRow: 'Copy the whole row 2 by its number and paste it on row 3.',
    dragRow: 'Take row 3 by its number and drag it below row 5.',
  },
}

/** The texts of the probe. */
export const probeTexts = { ru, en }
