/** What the add-on says itself: menu, toasts, questions. What is wrong with a cell comes from the server. */
const ru = {
  /** The programme's name, as people know it. */
  title: 'Программа 500+',
  menu: {
    panel: 'Что ждёт меня…',
    enable: 'Включить',
    send: 'Отправить сейчас',
    roadmap: 'Загрузить дорожную карту…',
    brief: 'Справка…',
    exports: 'Выгрузить в файл…',
    review: 'Проверка и решения…',
    tabs: 'Другие таблицы…',
    choose: 'Выбрать вариант…',
    harmless: 'Это не личные данные',
    lowResults: 'Школы с низкими результатами…',
    schoolBooks: 'Создать таблицы школ',
    newYear: 'Начать новый год…',
    repair: 'Проверить и починить таблицу',
    disable: 'Выключить',
    about: 'О программе',
    probe: 'Проверка Google Таблиц…',
  },
  enabled:
    'Включено. Записи из этой таблицы отправляются сами, через несколько секунд после ввода. Нажимать больше ничего не нужно.',
  disabled: (sender: string | null) =>
    sender === null
      ? 'Выключено. Введённое останется в таблице и уйдёт, когда кто-нибудь нажмёт «Включить».'
      : `Ваша отправка выключена. Записи из этой таблицы отправляет ${sender}.`,
  about: (sender: string | null) =>
    sender === null
      ? 'Записи из этой таблицы пока не отправляются. Нажмите «Включить» в этом меню.'
      : `Записи из этой таблицы отправляет ${sender}. Что нужно исправить, написано в столбце «Что исправить».`,
  schoolBooks: {
    none: 'У всех школ-участниц таблицы уже есть.',
    confirm: (titles: readonly string[]) =>
      `Создать эти таблицы и открыть их школам?\n\n${titles.join('\n')}`,
    made: (titles: readonly string[]) =>
      `Готово: таблицы созданы, открыты школам и подключены к программе.\n\n${titles.join('\n')}`,
  },
  repaired: {
    fine: 'Таблица в порядке, исправлять нечего.',
    done: 'Готово: вкладки, столбцы и списки, которых не хватало, на месте. Записи, ваши столбцы и оформление не изменены.',
  },
  /** Asked where a workbook is not connected, such as a copy. */
  askCode:
    'Эта таблица не подключена к программе; если это копия, её записи никуда не отправляются. Чтобы подключить именно её, введите код, который выдал муниципальный координатор.',
  noAnswer: 'Нет связи. Попробуйте ещё раз через минуту: всё введённое на месте.',
  noAddress:
    'Дополнение ещё не настроено: не указан адрес программы (свойство KURATOR_SYNC_URL). Обратитесь к администратору. Всё введённое осталось в таблице.',
  /** Nothing has answered; said once per run. */
  offline: (rows: number) =>
    rows === 0
      ? 'Нет связи. Введённое осталось в таблице и уйдёт само, вводить заново не нужно.'
      : `Нет связи. ${count(rows, 'строка ждёт', 'строки ждут', 'строк ждут')} отправки и ${rows % 10 === 1 && rows % 100 !== 11 ? 'уйдёт сама' : 'уйдут сами'}, вводить заново не нужно.`,
  progress: (done: number, of: number) => `Отправлено ${spaced(done)} из ${spaced(of)}`,
  busy: 'Таблица сейчас отправляется. Попробуйте через минуту: всё введённое на месте.',
  restless:
    'Строки сейчас переставляют, поэтому отправка подождёт. Всё введённое осталось на месте и уйдёт само.',
  allSaved: 'Всё сохранено.',
  savedBut: (rows: number) =>
    `Сохранено. ${count(rows, 'строку', 'строки', 'строк')} нужно исправить: смотрите столбец «Что исправить».`,
  /** A toast about what is kept back, with the tab's title. */
  held: {
    partialSort: (tab: string) =>
      `«${tab}»: похоже, отсортирована только часть столбцов, и значения оказались в чужих строках. Эти строки пока не отправлены. Отмените сортировку (Ctrl+Z) или выберите в меню «Отправить сейчас».`,
    emptied: (tab: string) =>
      `«${tab}»: ячейки многих строк или целые строки очищены. В программе прежние записи сохранены. Верните их (Ctrl+Z) или выберите в меню «Отправить сейчас».`,
    undone: (tab: string) =>
      `«${tab}»: похоже, таблицу вернули к прежней версии. Новые записи в программе сохранены. Чтобы показать их здесь, выберите в меню «Отправить сейчас».`,
  },
  /** Questions with «Да» and «Нет» after «Отправить сейчас»; rows are numbers in the sheet. */
  ask: {
    partialSort: (tab: string, rows: string) =>
      `Во вкладке «${tab}» значения некоторых столбцов поменялись местами между строками (${rows}). Так бывает, когда сортируют не всю таблицу. Записать, как сейчас в таблице?`,
    emptied: (tab: string, rows: string) =>
      `Во вкладке «${tab}» очищены ячейки (строки ${rows}). В программе прежние записи пока сохранены. Очистить и там?`,
    undone: (tab: string, _rows: string) =>
      `Вкладку «${tab}», похоже, вернули к прежней версии. Показать в ней то, что сохранено в программе?`,
  },
  vanished: (rows: number) =>
    `В таблице больше нет ${count(rows, 'строки', 'строк', 'строк')}. В программе ${rows === 1 ? 'она сохранена' : 'они сохранены'}: вернуть или удалить можно в меню «Что ждёт меня…».`,
  tooLarge: (tab: string, row: number) =>
    `Во вкладке «${tab}» в строке ${row} слишком много текста для одной отправки. Она осталась в таблице и пока не сохранена: сократите самые длинные ячейки. Остальные строки отправляются как обычно.`,
  missing: (tab: string, header: string) =>
    `Во вкладке «${tab}» нет столбца «${header}»: верните заголовок, и записи из него снова будут отправляться.`,
  noConflict:
    'В этой строке выбирать не из чего. Встаньте на строку, где в столбце «Что исправить» предложены два варианта.',
  noSuspect:
    'В этой строке подтверждать нечего. Встаньте на строку, где в столбце «Что исправить» сказано о фамилии, телефоне, СНИЛС или адресе почты.',
  /** The question of «Это не личные данные», under the header of the cell. */
  harmless: (entered: string) =>
    `«${entered}»\n\nСохранить, как написано? Ответьте «Да», если здесь нет ни фамилий, ни телефонов, ни других личных данных: запись увидят все, кому открыта таблица, а кто её подтвердил, останется в журнале.`,
  /** Under the text of a conflict; «Да» and «Нет» are Google's buttons. */
  choice: (mine: string, theirs: string) =>
    `Да: записать ${mine || 'пусто'}.\nНет: оставить ${theirs || 'пусто'}.`,
}

const en: typeof ru = {
  title: 'Программа 500+',
  menu: {
    panel: 'What waits for me…',
    enable: 'Enable',
    send: 'Send now',
    roadmap: 'Load a roadmap…',
    brief: 'Brief…',
    exports: 'Save as a file…',
    review: 'Checks and decisions…',
    tabs: 'Other tables…',
    choose: 'Choose a version…',
    harmless: 'Not personal data',
    lowResults: 'Schools with low results…',
    schoolBooks: 'Make the schools’ workbooks',
    newYear: 'Start a new year…',
    repair: 'Check and repair the workbook',
    disable: 'Disable',
    about: 'About',
    probe: 'Probe of Google Sheets…',
  },
  enabled:
    'Enabled. What is typed in this workbook is sent by itself within seconds. There is nothing else to press.',
  disabled: (sender) =>
    sender === null
      ? 'Disabled. What is typed stays in the sheet and will be sent once somebody presses “Enable”.'
      : `Your sending is disabled. The entries of this workbook are sent by ${sender}.`,
  about: (sender) =>
    sender === null
      ? 'The entries of this workbook are not being sent yet. Press “Enable” in this menu.'
      : `The entries of this workbook are sent by ${sender}. What needs correcting is written in the column for corrections.`,
  schoolBooks: {
    none: 'All participating schools have their workbooks.',
    confirm: (titles) =>
      `Make these workbooks and share them with the schools?\n\n${titles.join('\n')}`,
    made: (titles) =>
      `Done: the workbooks are made, shared with the schools and connected.\n\n${titles.join('\n')}`,
  },
  repaired: {
    fine: 'The workbook is in order, there is nothing to repair.',
    done: 'Done: the tabs, columns and lists that were missing are in place. Entries, your own columns and formats are unchanged.',
  },
  askCode:
    'This workbook is not connected to the programme; if it is a copy, its entries are sent nowhere. To connect this very workbook, type the code that the municipal coordinator has issued.',
  noAnswer: 'No connection. Please try again in a minute: all that you typed is in place.',
  noAddress:
    'The add-on is not set up yet: the address of the programme is missing (property KURATOR_SYNC_URL). Please ask the administrator. All that you typed is still in the sheet.',
  offline: (rows) =>
    rows === 0
      ? 'No connection. What you typed is in the sheet and will be sent by itself; there is no need to type it again.'
      : `No connection. ${rows} ${rows === 1 ? 'row is' : 'rows are'} waiting and will be sent by themselves; there is no need to type them again.`,
  progress: (done, of) => `Sent ${spaced(done)} of ${spaced(of)}`,
  busy: 'The workbook is being sent right now. Please try in a minute: all that you typed is in place.',
  restless:
    'Rows are being moved right now, so sending waits. All that you typed is in place and will be sent by itself.',
  allSaved: 'All is saved.',
  savedBut: (rows) =>
    `Saved. ${rows} ${rows === 1 ? 'row needs' : 'rows need'} correcting: see the column for corrections.`,
  held: {
    partialSort: (tab) =>
      `“${tab}”: it looks as if only some columns were sorted, so that values stand in the wrong rows. These rows are not sent yet. Undo the sort (Ctrl+Z), or choose “Send now” in the menu.`,
    emptied: (tab) =>
      `“${tab}”: cells of many rows, or whole rows, were cleared. The programme keeps the entries. Bring them back (Ctrl+Z), or choose “Send now” in the menu.`,
    undone: (tab) =>
      `“${tab}”: an older version of the workbook seems to have been restored. The programme keeps the newer entries. To see them here, choose “Send now” in the menu.`,
  },
  ask: {
    partialSort: (tab, rows) =>
      `In “${tab}” values of some columns changed places between rows (${rows}). That happens when only a part of the table is sorted. Save it as it is in the sheet now?`,
    emptied: (tab, rows) =>
      `In “${tab}” cells were cleared (rows ${rows}). The programme still keeps the entries. Clear them there as well?`,
    undone: (tab) =>
      `“${tab}” seems to have gone back to an older version. Show in it what the programme keeps?`,
  },
  vanished: (rows) =>
    `${rows} ${rows === 1 ? 'row is' : 'rows are'} no longer in the sheet. The programme keeps them: bring them back or delete them under “What waits for me…” in the menu.`,
  tooLarge: (tab, row) =>
    `In “${tab}” row ${row} holds too much text to be sent. It stays in the sheet and is not saved yet: shorten its longest cells. The other rows are sent as usual.`,
  missing: (tab, header) =>
    `“${tab}” lacks the column “${header}”: put the header back, and its entries will be sent again.`,
  noConflict:
    'There is nothing to choose in this row. Go to a row whose corrections offer two versions.',
  noSuspect:
    'There is nothing to confirm in this row. Go to a row whose corrections speak of a name, a telephone number, a SNILS or an e-mail address.',
  harmless: (entered) =>
    `“${entered}”\n\nSave it as it is? Answer “Yes” if it holds no names, telephone numbers or other personal data: all who have this workbook will see it, and the record keeps who confirmed it.`,
  choice: (mine, theirs) => `Yes: write ${mine || 'empty'}.\nNo: keep ${theirs || 'empty'}.`,
}

/** A Russian count with its words. @example count(3, 'строка', 'строки', 'строк') // '3 строки' */
function count(n: number, one: string, few: string, many: string): string {
  const tens = n % 100
  const ones = n % 10
  const teen = tens >= 11 && tens <= 14
  const word = !teen && ones === 1 ? one : !teen && ones >= 2 && ones <= 4 ? few : many
  return `${spaced(n)} ${word}`
}

/** Thousands apart, as people here write them: «2 000». */
function spaced(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, '\u00a0')
}

export const addonTexts = { ru, en }
export type AddonTexts = typeof ru
