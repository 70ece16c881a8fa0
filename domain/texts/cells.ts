/**
 * What people read at a cell whose entry could not be taken as it is, or was taken with a remark: what is
 * wrong, what became of the entry, what to do.
 */
const ru = {
  /** Said after a refusal where another value is in force. */
  inForce: (shown: string) => ` Пока действует прежнее значение, «${shown}».`,
  formulaFailed: (error: string) =>
    `Формула в ячейке показывает ${error}, поэтому взять значение не получилось. Поправьте формулу или впишите значение вместо неё. Остальные ячейки строки сохранены.`,
  missing:
    'Пока пусто. Заполните ячейку, и строка будет готова. Остальные ячейки строки сохранены.',
  yes: 'Да',
  no: 'Нет',
  date: {
    noYear: (entered: string, example: string, reminds: boolean) =>
      `Не указан год: «${entered}». Напишите дату полностью, например ${example}.${reminds ? ' Без даты система не сможет напомнить об этой мере.' : ''} Остальные ячейки строки сохранены.`,
    words: (keptIn: string, yearEnd: string, schoolYearEnd: string) =>
      `Запись сохранена в столбце «${keptIn}». Чтобы система вовремя напомнила, укажите последний день: например, ${yearEnd}, а если год учебный, ${schoolYearEnd}.`,
    wordsTaken: (entered: string, keptIn: string, example: string) =>
      `Здесь нужен последний день срока, например ${example}. Слова «${entered}» остались в ячейке: в столбце «${keptIn}» уже есть другая запись.`,
    notADay: (entered: string, example: string) =>
      `Здесь нужен один день, например ${example}. Запись «${entered}» осталась в ячейке, но не сохранена.`,
    impossible: (entered: string, example: string) =>
      `Такой даты быть не может: «${entered}». Проверьте день, месяц и год и напишите дату, например ${example}. Остальные ячейки строки сохранены.`,
    swapped: (entered: string, meant: string) =>
      `Похоже, день и месяц стоят наоборот: «${entered}». Если это ${meant}, так и напишите. Остальные ячейки строки сохранены.`,
    twoReadings: (entered: string, sheet: string, dayFirst: string) =>
      `Запись «${entered}» можно понять двояко: таблица поняла её как ${sheet}, а по-русски это ${dayFirst}. Напишите нужную дату через точки. Остальные ячейки строки сохранены.`,
    unreadable: (entered: string, example: string) =>
      `Не получилось понять дату: «${entered}». Напишите её цифрами, например ${example}. Остальные ячейки строки сохранены.`,
    future: (shown: string) =>
      `${shown} ещё не наступило, а здесь ставят день, когда уже всё сделано. Проверьте дату. Остальные ячейки строки сохранены.`,
    lastDay: (shown: string) => `Сроком записан последний день, ${shown}.`,
    keptWhole: (keptIn: string) => ` Запись целиком сохранена в столбце «${keptIn}».`,
    slashed: (shown: string) =>
      `Записано ${shown}: сначала день, потом месяц. Если наоборот, напишите дату через точки.`,
    outside: (shown: string, first: string, last: string) =>
      `Записано ${shown}, но программа идёт с ${first} по ${last}. Проверьте год.`,
  },
  choice: {
    unknown: (entered: string) => `В списке нет значения «${entered}».`,
    unknownStatus: (entered: string) => `В списке нет статуса «${entered}».`,
    suggest: (label: string) =>
      ` Скорее всего, подойдёт «${label}»: выберите ${/(?:[нт]а|[ая]я|ась)(?![а-я])/.test(label) ? 'её' : 'его'} в ячейке.`,
    several: (labels: readonly string[]) =>
      ` Может подойти ${labels.map((label) => `«${label}»`).join(' или ')}: выберите нужное в ячейке.`,
    pick: (labels: readonly string[]) =>
      ` Выберите в ячейке одно из значений: ${labels.join(', ')}.`,
    statusInForce: (shown: string) => ` Пока действует прежний статус, «${shown}».`,
  },
  yesNo: {
    unknown: (entered: string) =>
      `Здесь ставят «Да» или «Нет», а написано «${entered}». Выберите одно из двух в ячейке.`,
  },
  reference: {
    unknown: (entered: string) => `В списке нет записи «${entered}».`,
    suggest: (name: string) => ` Скорее всего, подойдёт «${name}»: выберите её в ячейке.`,
    pick: ' Выберите её из списка в ячейке. Если нужной нет, попросите муниципального координатора добавить.',
    notChoosable: (entered: string) =>
      `«${entered}» сейчас выбрать нельзя. Выберите из списка в ячейке: там только то, что действует.`,
    riskNotActivated:
      'Этот риск в профиле вашей школы не активирован. Выберите риск из списка в ячейке: там только активированные. Если риск нужен, сначала активируйте его в таблице «Рисковый профиль».',
  },
  number: {
    unreadable: (entered: string) =>
      `Не получилось понять число: «${entered}». Напишите только цифры, например 36,5. Остальные ячейки строки сохранены.`,
    none: (entered: string) =>
      `Числа здесь ещё нет: «${entered}». Оставьте ячейку пустой или напишите число, например 36,5. Остальные ячейки строки сохранены.`,
    range: (entered: string) =>
      `Здесь нужно одно число, а написано «${entered}». Напишите то, с которым потом сравнивать результат. Остальные ячейки строки сохранены.`,
    notWhole: (entered: string) =>
      `Здесь нужно целое число, а написано «${entered}». Остальные ячейки строки сохранены.`,
    twoReadings: (entered: string, decimal: string, thousands: string) =>
      `Запись «${entered}» можно понять двояко: как ${decimal} или как ${thousands}. Напишите число так, как нужно. Остальные ячейки строки сохранены.`,
    date: (entered: string) =>
      `Таблица приняла число за дату: «${entered}». Выберите в меню «Формат → Числа → Число» и введите число ещё раз, с запятой: например, 1,5.`,
    tooSmall: (entered: string, min: string) =>
      `Число не может быть меньше ${min}, а написано «${entered}». Остальные ячейки строки сохранены.`,
    tooLarge: (entered: string, max: string) =>
      `Число не может быть больше ${max}, а написано «${entered}». Остальные ячейки строки сохранены.`,
    unit: (shown: string, unit: string) =>
      `Записано число ${shown}. Единицу измерения, «${unit}», укажите в соседнем столбце «Ед. изм.».`,
  },
  text: {
    tooLong: (length: number, max: number) =>
      `Здесь ${length} знаков, а помещается ${max}. Сократите текст; пока он остался только в этой ячейке. Остальные ячейки строки сохранены.`,
  },
  email: {
    unreadable: (entered: string) =>
      `Это не похоже на адрес почты: «${entered}». Напишите его целиком, например shkola@example.org.`,
    several: 'Здесь несколько адресов. Оставьте один: на него и будут приходить письма.',
    letters: (suggestion: string) =>
      `В адресе есть русские буквы, похожие на латинские. Скорее всего, нужен ${suggestion}: введите его заново латиницей.`,
  },
  link: {
    unreadable: (entered: string) =>
      `Это не похоже на ссылку: «${entered}». Откройте страницу и скопируйте адрес целиком, он начинается с https://.`,
  },
  evidence: {
    onComputer:
      'Этот файл лежит на вашем компьютере, другие его не откроют. Загрузите его и вставьте ссылку или напишите, какой это документ, например «Приказ № 45 от 12.09.2021».',
    fileName: (entered: string) =>
      `Записано имя файла «${entered}». Чтобы его могли открыть, вставьте ссылку или напишите, какой это документ, например «Приказ № 45 от 12.09.2021».`,
    vague: (entered: string) =>
      `Записано «${entered}», но по этой записи документ не найти. Вставьте ссылку или укажите документ, например «Приказ № 45 от 12.09.2021».`,
  },
  personal: {
    name: 'Похоже, здесь фамилия и инициалы. Укажите, пожалуйста, должность, например «руководитель ШМО»: фамилий система не хранит. Введённое осталось только в этой ячейке. Если это не фамилия, выберите в меню «Это не личные данные».',
    phone:
      'Похоже, здесь номер телефона. Уберите его, пожалуйста: телефонов система не хранит. Введённое осталось только в этой ячейке. Если это не телефон, выберите в меню «Это не личные данные».',
    snils:
      'Похоже, здесь номер СНИЛС. Уберите его, пожалуйста: таких номеров система не хранит. Введённое осталось только в этой ячейке. Если это не СНИЛС, выберите в меню «Это не личные данные».',
    email:
      'Похоже, здесь адрес почты. Уберите его, пожалуйста: адреса участников ведёт координатор в таблице «Участники». Введённое осталось только в этой ячейке. Если это не личный адрес, выберите в меню «Это не личные данные».',
  },
}

const en: typeof ru = {
  inForce: (shown) => ` Until then the earlier value, “${shown}”, counts.`,
  formulaFailed: (error) =>
    `The formula in this cell shows ${error}, so there is no value to take. Correct the formula or type the value instead. The other cells of the row are saved.`,
  missing:
    'Still empty. Fill in this cell and the row is ready. The other cells of the row are saved.',
  yes: 'Yes',
  no: 'No',
  date: {
    noYear: (entered, example, reminds) =>
      `The year is missing: “${entered}”. Write the whole date, for example ${example}.${reminds ? ' Without a date no reminder can be sent.' : ''} The other cells of the row are saved.`,
    words: (keptIn, yearEnd, schoolYearEnd) =>
      `Your words are saved in the column “${keptIn}”. To be reminded in time, give the last day: for example ${yearEnd}, or ${schoolYearEnd} for a school year.`,
    wordsTaken: (entered, keptIn, example) =>
      `The last day of the term is needed here, for example ${example}. The words “${entered}” stayed in the cell: the column “${keptIn}” already holds something else.`,
    notADay: (entered, example) =>
      `One day is needed here, for example ${example}. “${entered}” stayed in the cell and is not saved.`,
    impossible: (entered, example) =>
      `There can be no such date: “${entered}”. Check day, month and year and write the date, for example ${example}. The other cells of the row are saved.`,
    swapped: (entered, meant) =>
      `Day and month seem to have changed places: “${entered}”. If you mean ${meant}, please write that. The other cells of the row are saved.`,
    twoReadings: (entered, sheet, dayFirst) =>
      `“${entered}” can be read in two ways: the sheet took it for ${sheet}, with the day first it is ${dayFirst}. Write the date you mean with points. The other cells of the row are saved.`,
    unreadable: (entered, example) =>
      `This date could not be read: “${entered}”. Write it in digits, for example ${example}. The other cells of the row are saved.`,
    future: (shown) =>
      `${shown} has not come yet, and this is the day when all was done. Check the date. The other cells of the row are saved.`,
    lastDay: (shown) => `The deadline is the last day, ${shown}.`,
    keptWhole: (keptIn) => ` Your whole entry is saved in the column “${keptIn}”.`,
    slashed: (shown) =>
      `Saved as ${shown}: day first, then month. If you meant it the other way, write the date with points.`,
    outside: (shown, first, last) =>
      `Saved as ${shown}, but the programme runs from ${first} to ${last}. Check the year.`,
  },
  choice: {
    unknown: (entered) => `“${entered}” is not in the list.`,
    unknownStatus: (entered) => `There is no status “${entered}” in the list.`,
    suggest: (label) => ` “${label}” probably fits: choose it in the cell.`,
    several: (labels) =>
      ` ${labels.map((label) => `“${label}”`).join(' or ')} may fit: choose one in the cell.`,
    pick: (labels) => ` Choose one of these in the cell: ${labels.join(', ')}.`,
    statusInForce: (shown) => ` Until then the earlier status, “${shown}”, counts.`,
  },
  yesNo: {
    unknown: (entered) =>
      `“Yes” or “No” belongs here, and it says “${entered}”. Choose one of the two in the cell.`,
  },
  reference: {
    unknown: (entered) => `“${entered}” is not in the list.`,
    suggest: (name) => ` “${name}” probably fits: choose it in the cell.`,
    pick: ' Choose from the list in the cell. If what you need is not there, ask the municipal coordinator to add it.',
    notChoosable: (entered) =>
      `“${entered}” cannot be chosen now. Choose from the list in the cell: it has only what is in use.`,
    riskNotActivated:
      'This risk is not activated in your school’s profile. Choose a risk from the list in the cell: it has the activated ones only. If you need this risk, activate it in “Risk profile” first.',
  },
  number: {
    unreadable: (entered) =>
      `This number could not be read: “${entered}”. Write digits only, for example 36.5. The other cells of the row are saved.`,
    none: (entered) =>
      `There is no number here yet: “${entered}”. Leave the cell empty or write a number, for example 36.5. The other cells of the row are saved.`,
    range: (entered) =>
      `One number is needed here, and it says “${entered}”. Write the one to compare the result with. The other cells of the row are saved.`,
    notWhole: (entered) =>
      `A whole number is needed here, and it says “${entered}”. The other cells of the row are saved.`,
    twoReadings: (entered, decimal, thousands) =>
      `“${entered}” can be read in two ways: as ${decimal} or as ${thousands}. Write the number that you mean. The other cells of the row are saved.`,
    date: (entered) =>
      `The sheet took the number for a date: “${entered}”. Choose “Format → Number → Number” in the menu and type the number again.`,
    tooSmall: (entered, min) =>
      `The number cannot be less than ${min}, and it says “${entered}”. The other cells of the row are saved.`,
    tooLarge: (entered, max) =>
      `The number cannot be more than ${max}, and it says “${entered}”. The other cells of the row are saved.`,
    unit: (shown, unit) =>
      `The number ${shown} is saved. Put the unit, “${unit}”, into the next column, “Unit”.`,
  },
  text: {
    tooLong: (length, max) =>
      `This text has ${length} characters, and there is room for ${max}. Shorten it; until then it is in this cell only. The other cells of the row are saved.`,
  },
  email: {
    unreadable: (entered) =>
      `This does not look like an address: “${entered}”. Write it in full, for example school@example.org.`,
    several: 'There are several addresses here. Keep the one that letters should go to.',
    letters: (suggestion) =>
      `The address has Cyrillic letters that look like Latin ones. ${suggestion} is probably meant: type it again.`,
  },
  link: {
    unreadable: (entered) =>
      `This does not look like a link: “${entered}”. Open the page and copy its whole address, it begins with https://.`,
  },
  evidence: {
    onComputer:
      'This file is on your computer, and others cannot open it. Upload it and paste the link, or write which document it is, for example “Order No. 45 of 12.09.2021”.',
    fileName: (entered) =>
      `The file name “${entered}” is saved. So that others can open it, paste a link, or write which document it is, for example “Order No. 45 of 12.09.2021”.`,
    vague: (entered) =>
      `“${entered}” is saved, but nobody can find the document by it. Paste a link or name the document, for example “Order No. 45 of 12.09.2021”.`,
  },
  personal: {
    name: 'This looks like a person’s name. Please give the post instead, for example “head of the teachers’ group”: names are not stored here. What you typed is in this cell only. If it is not a name, choose “Not personal data” in the menu.',
    phone:
      'This looks like a telephone number. Please remove it: telephone numbers are not stored here. What you typed is in this cell only. If it is not one, choose “Not personal data” in the menu.',
    snils:
      'This looks like an insurance number (SNILS). Please remove it: such numbers are not stored here. What you typed is in this cell only. If it is not one, choose “Not personal data” in the menu.',
    email:
      'This looks like an e-mail address. Please remove it: the coordinator keeps addresses in “People”. What you typed is in this cell only. If it is not a person’s address, choose “Not personal data” in the menu.',
  },
}

export type CellTexts = typeof ru

export const cellTexts = { ru, en }
