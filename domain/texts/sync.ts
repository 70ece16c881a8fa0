/** What people read when their rows meet the store: refusals, denials, two people in one cell. */
const ru = {
  /** Refusals of a whole request; `place` says where in it, for those who write other programs. */
  refusals: {
    'auth.missing': (_place: string) =>
      'Не удалось узнать, кто вы. Откройте меню «Программа 500+» и нажмите «Включить». Всё введённое осталось в таблице.',
    'auth.invalid': (_place: string) =>
      'Вход не подтверждён. Откройте меню «Программа 500+» и нажмите «Включить» ещё раз. Всё введённое осталось в таблице.',
    'auth.expired': (_place: string) =>
      'Время входа истекло. Ничего не потеряно: строки уйдут при следующей отправке.',
    'auth.audience': (_place: string) =>
      'Эта копия программы не связана с таблицей. Обратитесь к муниципальному координатору. Всё введённое осталось в таблице.',
    method: (_place: string) => 'Запрос отправляется методом POST.',
    'body.type': (_place: string) => 'Запрос отправляется в формате application/json.',
    'body.size': (_place: string) =>
      'За один раз отправлено слишком много. Отправьте строки частями.',
    'protocol.version': (_place: string) =>
      'Дополнение в этой таблице слишком старое, и программа его больше не понимает. Закройте таблицу и откройте её снова. Если сообщение осталось, попросите администратора программы обновить дополнение. Всё введённое осталось на месте и отправится после обновления.',
    'protocol.shape': (place: string) => `Запрос составлен неверно: ${place}.`,
    'protocol.rows': (_place: string) => 'За один раз можно отправить не больше 500 строк.',
    'protocol.twice': (place: string) => `Строка указана в запросе дважды: ${place}.`,
    'table.unknown': (place: string) => `Такой таблицы в программе нет: ${place}.`,
    'column.unknown': (place: string) => `Такого столбца в таблице нет: ${place}.`,
    'tab.denied': (place: string) =>
      `Эту вкладку ведёт муниципальный координатор, из вашей таблицы она недоступна: ${place}.`,
    'workbook.unknown': (_place: string) =>
      'Эта таблица ещё не подключена к программе. Если это копия, работайте в исходной таблице или попросите муниципального координатора подключить новую.',
    'workbook.denied': (_place: string) =>
      'Ваш адрес не относится к школам этой таблицы. Обратитесь к муниципальному координатору.',
    'person.unknown': (_place: string) =>
      'Вашего адреса нет среди участников программы. Попросите муниципального координатора добавить вас. Всё введённое осталось в таблице.',
    'enable.denied': (_place: string) =>
      'Включить отправку может тот, кто вносит записи в эту таблицу. Для просмотра ничего включать не нужно.',
    'scheduler.denied': (_place: string) =>
      'Эту работу запускает только планировщик: по расписанию или от его имени.',
    'programme.unknown': (place: string) => `Такой программы нет: ${place}.`,
    'row.unknown': (_place: string) =>
      'Такой строки в программе нет, или она не относится к этой таблице.',
    'change.unknown': (_place: string) =>
      'Такого изменения у этой строки нет. Откройте историю строки ещё раз.',
    'archive.denied': (_place: string) =>
      'Удалить или вернуть эту строку может тот, кто её ведёт. Строка осталась как была.',
    'archive.used': (_place: string) =>
      'У этой школы есть записи, поэтому она не удалена. Сначала удалите её записи или снимите отметку «Участник».',
    'row.closed': (_place: string) =>
      'Эта мера закрыта вместе с годом и больше не меняется. Вернуть год целиком может муниципальный координатор: «Начать новый год…».',
    'year.denied': (_place: string) =>
      'Начать новый год может только муниципальный координатор, в своей таблице. Ничего не изменено.',
    'year.end': (_place: string) =>
      'Этот день не подходит: год завершается днём, который уже наступил и который позже конца предыдущего года. Ничего не изменено.',
    'year.unknown': (_place: string) => 'Такой год не завершали, возвращать нечего.',
    'year.later': (_place: string) =>
      'После этого года завершён следующий. Сначала верните его, потом этот. Ничего не изменено.',
    'year.busy': (_place: string) =>
      'Этот год сейчас завершают или возвращают. Откройте окно через минуту и доведите начатое до конца: ничего не потеряно.',
    'restore.late': (_place: string) =>
      'Строка удалена больше 30 дней назад, вернуть её отсюда уже нельзя. Обратитесь к администратору: запись о ней хранится.',
    'coordinator.needed': (_place: string) =>
      'Код подключения выдаёт только муниципальный координатор программы.',
    'scope.unknown': (place: string) => `Такой школы в программе нет: ${place}.`,
    'code.wrong': (_place: string) =>
      'Код подключения не подошёл. Проверьте, нет ли опечатки, или попросите у муниципального координатора новый код.',
    'code.expired': (_place: string) =>
      'Срок действия кода истёк. Попросите у муниципального координатора новый код.',
    'code.used': (_place: string) =>
      'Этим кодом уже подключили другую таблицу. Попросите у муниципального координатора новый код.',
    'setup.denied': (_place: string) =>
      'Создавать и обновлять таблицы может только муниципальный координатор. Попросите его.',
    'setup.busy': (_place: string) =>
      'В таблицу сейчас пишет программа. Подождите минуту и нажмите ещё раз: всё введённое на месте.',
    'setup.noAccess': (_place: string) =>
      'Программа не может изменить эту таблицу. Откройте ей доступ с правом изменения и нажмите ещё раз.',
    'workbook.bound': (_place: string) =>
      'Эта таблица уже подключена к программе, код не понадобился и не потрачен. Нажмите «Включить».',
    'brief.denied': (_place: string) =>
      'Справка об этой школе или обо всём районе вам недоступна из этой таблицы. Справку о районе составляет координатор в своей таблице.',
    'review.denied': (_place: string) =>
      'Меры проверяет куратор школы, о предложениях решает муниципальный координатор. В этой таблице вам решать не о чем. Ничего не изменено.',
    'review.noComment': (_place: string) =>
      'Напишите, что доработать: без этого школа не поймёт, что изменить. Ничего не изменено.',
    'pdf.absent': (_place: string) =>
      'PDF здесь сделать нечем. Сохраните документ Word, откройте его в Google Документах и выберите «Файл» → «Скачать» → «Документ PDF».',
    'pdf.busy': (_place: string) =>
      'Сейчас готовится много документов. Попробуйте через минуту или сохраните документ Word.',
    'pdf.failed': (_place: string) =>
      'PDF подготовить не получилось. Сохраните документ Word: из него PDF делает любая программа («Сохранить как»).',
    'freeze.denied': (_place: string) =>
      'Период закрывает муниципальный координатор, из своей таблицы. Ничего не изменено.',
    'freeze.open': (_place: string) =>
      'Этот период ещё не закончился. Закройте его на следующий день после последнего: до этого записи ещё меняются.',
    'export.denied': (_place: string) =>
      'Эти записи из этой таблицы вам недоступны, поэтому файл не подготовлен. Откройте таблицу своей школы или обратитесь к муниципальному координатору.',
    'export.rows': (_place: string) =>
      'Записей слишком много для одного файла. Выгрузите таблицы по одной или записи одной школы.',
    'lowResults.denied': (_place: string) =>
      'Школы с низкими результатами выявляет муниципальный координатор, из своей таблицы. Ничего не изменено.',
    'import.denied': (_place: string) =>
      'Загрузить дорожную карту может тот, кто ведёт меры школы: её сотрудники или муниципальный координатор. Ничего не изменено.',
    'import.school': (_place: string) =>
      'В этой таблице несколько школ. Выберите, чья это дорожная карта.',
    'import.open': (_place: string) =>
      'Сначала подтвердите, что означают столбцы документа, и ответьте на вопросы о нём. Ничего не сохранено.',
    'import.unknown': (_place: string) =>
      'Такой загрузки нет, или она относится к другой программе. Меры можно удалить по одной, через историю строки.',
    'document.size': (_place: string) =>
      'Файл больше 10 МБ, он не прочитан. Сохраните его без картинок или перенесите таблицу копированием: выделите её в документе, скопируйте и вставьте в окно загрузки.',
    'document.unpacked': (_place: string) =>
      'В файле слишком много содержимого, он не прочитан. Скопируйте из него только таблицу с мероприятиями и вставьте её в окно загрузки.',
    'document.rows': (_place: string) =>
      'Таблица слишком большая, она не прочитана: за один раз можно загрузить до 10 000 строк и до 60 столбцов. Разделите документ на части.',
    'document.old': (_place: string) =>
      'Это файл прежнего формата (.doc, .xls) или файл с паролем, он не прочитан. Откройте его в Word или Excel и сохраните без пароля как .docx или .xlsx.',
    'document.pdf': (_place: string) =>
      'Из PDF таблицы не читаются. Найдите исходный документ Word или Excel или скопируйте таблицу и вставьте её в окно загрузки.',
    'document.kind': (_place: string) =>
      'Такой файл прочитать не получится. Подойдут документ Word (.docx), таблица Excel (.xlsx), файл CSV или таблица, скопированная в окно загрузки.',
    'document.damaged': (_place: string) =>
      'Файл повреждён и не прочитан. Откройте его в Word или Excel, сохраните под новым именем и загрузите ещё раз.',
    'document.noTable': (_place: string) =>
      'В документе нет таблицы с мероприятиями. Проверьте, тот ли файл выбран; план, написанный текстом, сначала оформите таблицей.',
    internal: (_place: string) =>
      'Сейчас сохранить не получилось, мы уже знаем об этом. Строки уйдут сами, вводить заново не нужно.',
  },
  /** In the sidebar of a workbook whose add-on is of the version before. */
  oldAddon: {
    title: 'Обновите дополнение',
    text: 'В этой таблице старая версия дополнения. Пока всё сохраняется, но следующее обновление программы её уже не примет. Закройте таблицу и откройте её снова; если это сообщение осталось, попросите администратора программы обновить дополнение.',
  },
  /** What a workbook holds, and by what right it is edited: «СОШ с. Маруха: записи школы». */
  holds: {
    all: 'Все школы программы',
    by: {
      observer: 'только просмотр',
      staff: 'записи школы',
      curator: 'проверка куратора',
      coordinator: 'записи координатора',
    },
  },
  /** Who fills a column, for `denied`. */
  keepers: { staff: 'школа', curator: 'куратор', coordinator: 'муниципальный координатор' },
  /** A value in a column that others fill; `inForce` is null for an empty cell. */
  denied: (keeper: string, inForce: string | null) =>
    `Этот столбец заполняет ${keeper}, поэтому здесь снова ${inForce === null ? 'пусто' : `«${inForce}»`}.`,
  /** The same where the entry is left standing, as another sender may bring it in. */
  deniedKept: () =>
    'Эта запись пока не сохранена: от вашего имени этот столбец не заполняется. Запись осталась в ячейке. Отправьте её из таблицы школы или попросите сотрудника школы.',
  rowDenied: () =>
    'Эта строка относится к другой школе, поэтому она не сохранена. Введённое осталось в таблице. Чтобы передать меру другой школе, обратитесь к муниципальному координатору.',
  readOnly: () =>
    'У вас доступ только для просмотра, поэтому строка не сохранена. Введённое осталось в таблице.',
  /** `year`: the last day of the year with which the row was closed. */
  rowClosed: (year: string) =>
    `Эта мера закрыта вместе с годом по ${year} и больше не меняется, поэтому написанное здесь не сохранено. Если работа продолжается, внесите её новой строкой, а эту очистите.`,
  noSchool: () => 'Укажите школу: без неё строку нельзя сохранить. Введённое осталось в таблице.',
  /** Two people wrote one cell. `when` as `moment` says it; both values as shown. */
  conflict: (when: string, theirs: string, by: string, mine: string) =>
    `${when} здесь записано ${theirs} (${by}), сразу после этого вы ввели ${mine}. Сейчас действует ${theirs}, ваш вариант не потерян. Выберите: «Оставить ${theirs}» или «Записать ${mine}».`,
  /** A formula that another value has overruled; the value as shown. */
  overruled: (inForce: string) =>
    `в базе другое значение: ${inForce}. Здесь стоит формула, её мы не меняем. Введите вместо неё нужное значение или очистите ячейку: тогда здесь появится значение из базы.`,
  /** How an empty cell is named in `conflict` and `overruled`. */
  empty: 'пусто',
  /** `time` as 10:42; `day` as «17 сентября» when it is not today. */
  moment: (time: string, day: string | null) => (day === null ? `В ${time}` : `${day} в ${time}`),
  /** Instead of `moment`, when no record tells of it. */
  earlier: 'Раньше',
  /** The author of what no person wrote. */
  nobody: 'программа',
  /** The author of what was found in a workbook that nobody has sent. */
  somebody: 'кто-то из тех, кто работает в таблице',
  /** What a school does instead of filling the curator's check. */
  insteadOfCheck:
    'Когда мера готова, поставьте статус «Исполнена»: куратор увидит её в своём списке «На проверку».',
}

export type SyncTexts = typeof ru
export type RefusalCode = keyof SyncTexts['refusals']

const en: SyncTexts = {
  refusals: {
    'auth.missing': () =>
      'We could not tell who you are. Open the menu “Программа 500+” and press “Enable”. All that you typed is still in the sheet.',
    'auth.invalid': () =>
      'Your sign-in could not be confirmed. Open the menu “Программа 500+” and press “Enable” again. All that you typed is still in the sheet.',
    'auth.expired': () =>
      'Your sign-in has expired. Nothing is lost: the rows will be sent with the next attempt.',
    'auth.audience': () =>
      'This copy of the program does not belong to the workbook. Please ask the municipal coordinator. All that you typed is still in the sheet.',
    method: () => 'Send the request with POST.',
    'body.type': () => 'Send the request as application/json.',
    'body.size': () => 'Too much was sent at once. Send the rows in parts.',
    'protocol.version': () =>
      'The add-on in this sheet is too old for the programme. Close the sheet and open it again. If this message stays, ask the programme’s administrator to update the add-on. All that was typed is still here and is sent after the update.',
    'protocol.shape': (place) => `The request is not well formed: ${place}.`,
    'protocol.rows': () => 'No more than 500 rows can be sent at once.',
    'protocol.twice': (place) => `A row is named twice in the request: ${place}.`,
    'table.unknown': (place) => `There is no such table: ${place}.`,
    'column.unknown': (place) => `There is no such column: ${place}.`,
    'tab.denied': (place) =>
      `This tab is kept by the municipal coordinator and is not open to your workbook: ${place}.`,
    'workbook.unknown': () =>
      'This workbook is not connected to the programme yet. If it is a copy, use the original, or ask the municipal coordinator to connect the new one.',
    'workbook.denied': () =>
      'Your address does not belong to the schools of this workbook. Please ask the municipal coordinator.',
    'person.unknown': () =>
      'Your address is not among the participants of the programme. Please ask the municipal coordinator to add you. All that you typed is still in the sheet.',
    'enable.denied': () =>
      'Sending is enabled by somebody who writes in this workbook. To read it, nothing needs to be enabled.',
    'scheduler.denied': () => 'Only the scheduler may start this job.',
    'programme.unknown': (place) => `There is no such programme: ${place}.`,
    'row.unknown': () => 'The programme has no such row, or it does not belong to this workbook.',
    'change.unknown': () => 'The row has no such change. Please open its history again.',
    'archive.denied': () =>
      'This row is deleted and brought back by those who keep it. It is as it was.',
    'archive.used': () =>
      'This school has entries, so it was not deleted. Delete its entries first, or clear “Participant”.',
    'row.closed': () =>
      'This measure was closed with its year and is not changed any more. The municipal coordinator can bring the whole year back: “Start a new year…”.',
    'year.denied': () =>
      'Only the municipal coordinator starts a new year, in their own workbook. Nothing was changed.',
    'year.end': () =>
      'This day does not fit: a year ends on a day that has come and is later than the end of the year before. Nothing was changed.',
    'year.unknown': () => 'No such year has been ended, there is nothing to bring back.',
    'year.later': () =>
      'A later year has been ended since. Bring that back first, then this one. Nothing was changed.',
    'year.busy': () =>
      'This year is being ended or brought back right now. Open the window in a minute and finish what was begun: nothing is lost.',
    'restore.late': () =>
      'The row was deleted more than 30 days ago and can no longer be brought back from here. Ask the administrator: it is still on record.',
    'coordinator.needed': () => 'Only the municipal coordinator of the programme issues codes.',
    'scope.unknown': (place) => `The programme has no such school: ${place}.`,
    'code.wrong': () =>
      'The code did not fit. Check it for a slip, or ask the municipal coordinator for a new one.',
    'code.expired': () =>
      'The code has expired. Please ask the municipal coordinator for a new one.',
    'code.used': () =>
      'Another workbook has been connected with this code. Please ask the municipal coordinator for a new one.',
    'setup.denied': () =>
      'Only the municipal coordinator makes and updates workbooks. Please ask them.',
    'setup.busy': () =>
      'The programme is writing into this workbook. Wait a minute and press again: all entries are in place.',
    'setup.noAccess': () =>
      'The programme cannot change this workbook. Let it edit the workbook and press again.',
    'workbook.bound': () =>
      'This workbook is connected already; the code was not needed and is still good. Press “Enable”.',
    'brief.denied': () =>
      'A brief of this school, or of the whole district, is not open to you from this workbook. The coordinator has that of the district.',
    'review.denied': () =>
      'Measures are checked by the school’s curator, proposals are decided by the municipal coordinator. There is nothing for you to decide in this workbook. Nothing was changed.',
    'review.noComment': () =>
      'Write what to improve: without it the school cannot know what to change. Nothing was changed.',
    'pdf.absent': () =>
      'There is nothing here that makes PDF. Save the Word document, open it in Google Docs and choose “File” → “Download” → “PDF document”.',
    'pdf.busy': () =>
      'Many documents are being prepared. Try again in a minute, or save the Word document.',
    'pdf.failed': () =>
      'The PDF could not be prepared. Save the Word document: any program makes a PDF of it (“Save as”).',
    'freeze.denied': () =>
      'The municipal coordinator closes a period, from the coordinator’s workbook. Nothing was changed.',
    'freeze.open': () =>
      'This period is not over yet. Close it on the day after its last: until then entries still change.',
    'export.denied': () =>
      'These entries are not open to you from this workbook, so no file was made. Open your school’s workbook, or ask the municipal coordinator.',
    'export.rows': () =>
      'There are too many entries for one file. Save the tables one by one, or the entries of one school.',
    'lowResults.denied': () =>
      'The municipal coordinator finds the schools with low results, from the coordinator’s workbook. Nothing was changed.',
    'import.denied': () =>
      'A roadmap can be loaded by those who keep the measures of the school: its staff or the municipal coordinator. Nothing was changed.',
    'import.school': () =>
      'There are several schools in this workbook. Choose whose roadmap it is.',
    'import.open': () =>
      'First confirm what the columns of the document mean, and answer the questions about it. Nothing was saved.',
    'import.unknown': () =>
      'There is no such import, or it belongs to another programme. Measures can be deleted one by one, from the history of the row.',
    'document.size': () =>
      'The file is larger than 10 MB and was not read. Save it without pictures, or copy the table from it and paste it into the window.',
    'document.unpacked': () =>
      'There is too much in the file, it was not read. Copy only the table of measures from it and paste it into the window.',
    'document.rows': () =>
      'The table is too large and was not read: up to 10,000 rows and 60 columns can be loaded at a time. Please divide the document.',
    'document.old': () =>
      'This is a file of an old format (.doc, .xls), or one with a password; it was not read. Open it in Word or Excel and save it without a password as .docx or .xlsx.',
    'document.pdf': () =>
      'Tables cannot be read from PDF. Find the original Word or Excel document, or copy the table and paste it into the window.',
    'document.kind': () =>
      'Such a file cannot be read. A Word document (.docx), an Excel workbook (.xlsx), a CSV file or a table pasted into the window will do.',
    'document.damaged': () =>
      'The file is damaged and was not read. Open it in Word or Excel, save it under a new name and load it again.',
    'document.noTable': () =>
      'There is no table of measures in the document. Check that it is the right file; a plan written as text needs to be made a table first.',
    internal: () =>
      'Saving did not work just now, and we know about it. The rows will be sent by themselves; there is no need to type them again.',
  },
  oldAddon: {
    title: 'Update the add-on',
    text: 'This sheet has an old version of the add-on. All is still saved, but the programme’s next update will not take it any more. Close the sheet and open it again; if this message stays, ask the programme’s administrator to update the add-on.',
  },
  holds: {
    all: 'All schools of the programme',
    by: {
      observer: 'to read only',
      staff: 'the school’s entries',
      curator: 'the curator’s checks',
      coordinator: 'the coordinator’s entries',
    },
  },
  keepers: {
    staff: 'the school',
    curator: 'the curator',
    coordinator: 'the municipal coordinator',
  },
  denied: (keeper, inForce) =>
    `This column is filled in by ${keeper}, so it is back to ${inForce === null ? 'empty' : `“${inForce}”`}.`,
  deniedKept: () =>
    'This entry is not saved yet: this column is not filled in under your name. The entry is still in the cell. Send it from the school’s workbook, or ask the school.',
  rowDenied: () =>
    'This row belongs to another school, so it was not saved. What you typed is still in the sheet. To hand a measure to another school, ask the municipal coordinator.',
  readOnly: () =>
    'You may read this workbook but not change it, so the row was not saved. What you typed is still in the sheet.',
  rowClosed: (year) =>
    `This measure was closed with the year up to ${year} and is not changed any more, so what is written here was not stored. If the work goes on, write it as a new row and clear this one.`,
  noSchool: () =>
    'Please name the school: the row cannot be saved without it. What you typed is still in the sheet.',
  conflict: (when, theirs, by, mine) =>
    `${when} ${theirs} was written here (${by}), and right after that you entered ${mine}. ${theirs} is in force now, and yours is not lost. Choose: “Keep ${theirs}” or “Write ${mine}”.`,
  overruled: (inForce) =>
    `the programme holds another value: ${inForce}. There is a formula here, and we leave it alone. Type the value that you want instead of it, or clear the cell: then the programme’s value will appear.`,
  empty: 'empty',
  moment: (time, day) => (day === null ? `At ${time}` : `On ${day} at ${time}`),
  earlier: 'Earlier',
  nobody: 'the program',
  somebody: 'somebody who works in the workbook',
  insteadOfCheck:
    'When the measure is ready, set its status to “Done”: the curator will see it in the list “To check”.',
}

export const syncTexts = { ru, en }
