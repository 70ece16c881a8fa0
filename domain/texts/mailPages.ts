/** The pages that links in mails open: answers about one measure, and the choice of mail. */
const ru = {
  measure: {
    deadline: (date: string) => `Срок: ${date}.`,
    noDeadline: 'Срок не указан.',
    status: (label: string) => `Сейчас в таблице: «${label}».`,
    responsible: (post: string) => `Отвечает ${post}.`,
    evidence: (text: string) => `Подтверждение: ${text}`,
    noEvidence: 'Подтверждения пока нет.',
    doneOn: (date: string) => `Исполнена ${date}.`,
    proposal: (date: string) => `Школа предлагает новый срок: ${date}.`,
    cancelling: 'Школа предлагает отменить меру.',
    reason: (text: string) => `Причина: ${text}`,
    comment: (text: string) => `Куратор пишет: ${text}`,
    help: (text: string) => `Школа просит помощи: ${text}`,
  },
  headings: {
    report: 'Отметить исполнение',
    help: 'Попросить помощи',
    reply: 'Ответить на просьбу о помощи',
    check: 'Проверить',
    proposal: 'Решить о предложении школы',
  },
  fields: {
    status: 'Статус',
    doneOn: 'Исполнена (дата)',
    evidence: 'Подтверждение',
    evidenceHint: 'Ссылка или документ, например «Приказ № 45 от 12.09.2021».',
    help: 'Какая помощь нужна',
    helpHint: 'Прочтут куратор и муниципальный координатор. Без фамилий и телефонов.',
    reply: 'Ваш ответ школе',
    replyHint:
      'Школа прочтёт его в столбце «Комментарий куратора». Просьба после ответа считается закрытой.',
    comment: 'Что доработать',
    commentHint: 'Школа прочтёт это в таблице и в письме.',
    declineReason: 'Почему не согласовано (можно не заполнять)',
  },
  buttons: {
    report: 'Записать',
    help: 'Попросить помощи',
    reply: 'Ответить',
    confirm: 'Подтвердить',
    return: 'Вернуть на доработку',
    agree: (date: string) => `Согласовать срок ${date}`,
    cancel: 'Согласовать отмену',
    decline: 'Не согласовать',
  },
  /** @param asked the school's words in quotation marks */
  replied: (asked: string, answer: string) => `Ответ на просьбу ${asked}: ${answer}`,
  declined: (reason: string) => `Предложение не согласовано: ${reason}`,
  required: {
    help: 'Напишите в одной-двух фразах, что нужно: без этого помочь трудно.',
    reply: 'Напишите школе, что предпринято или как ей быть.',
    return: 'Напишите, что доработать: без этого школа не поймёт, что изменить.',
  },
  done: {
    title: 'Записано, спасибо!',
    report: 'Статус меры обновлён, он уже виден в таблице программы.',
    help: 'Просьбу увидят куратор и муниципальный координатор.',
    reply:
      'Ответ виден школе в таблице, в столбце «Комментарий куратора». Из списка вопросов просьба уйдёт.',
    confirm: 'Мера подтверждена.',
    return: 'Мера возвращена школе на доработку, ваш комментарий виден в таблице.',
    agree: 'Предложение школы согласовано и уже действует.',
    decline: 'Предложение не согласовано, всё остаётся по-прежнему.',
    close: 'Страницу можно закрыть. Если нужно что-то исправить, откройте строку в таблице.',
  },
  refused: {
    title: 'Пока не записано',
    how: 'Исправьте отмеченное и отправьте ещё раз. Введённое вами осталось на странице.',
    conflict:
      'Пока вы отвечали, эту строку изменили в таблице. Ничего не записано. Посмотрите, что в ней теперь, и ответьте ещё раз, если нужно.',
  },
  bad: {
    title: 'По этой ссылке ничего не записано',
    forged:
      'Ссылка неполная или изменена: так бывает, если её скопировали не целиком. Откройте письмо и нажмите кнопку в нём ещё раз или внесите запись в таблице.',
    expired:
      'Срок действия ссылки истёк. Откройте последнее письмо или внесите запись прямо в таблице программы.',
    used: 'По этой ссылке ответ уже записан, второй раз она не действует. Изменить запись можно в таблице или по ссылке из следующего письма.',
    gone: 'Этой меры в программе больше нет. Если она нужна, верните её в таблице.',
    denied:
      'Ссылка отправлена участнику, который больше не работает с этой школой. Попросите муниципального координатора проверить таблицу «Участники».',
    nothing: 'По этой мере отвечать сейчас не на что: предложения школы уже нет.',
    large: 'Отправлено слишком много текста. Сократите его и отправьте ещё раз.',
    internal:
      'Сейчас записать не получилось, мы уже знаем об этом. Попробуйте ещё раз через минуту.',
  },
  message: {
    title: 'Сообщение школе',
    how: 'Скопируйте и отправьте школе в мессенджере:',
    copy: 'Скопировать',
    copied: 'Скопировано',
    nothing: 'Сейчас напоминать школе не о чем: просроченного нет, записи есть.',
    noSchool: 'Эта школа в программе больше не участвует.',
  },
  preferences: {
    title: 'Какие письма присылать',
    whose: (posts: string) => `Письма программы для участника: ${posts}.`,
    choices: {
      weekly: 'Еженедельную сводку и напоминания о сроках',
      digestOnly: 'Только еженедельную сводку',
      none: 'Не присылать ничего',
    },
    save: 'Сохранить',
    stop: 'Отписаться от всех писем',
    stopTitle: 'Отписаться?',
    stopHow: 'Нажмите кнопку, и письма программы на этот адрес приходить не будут.',
    saved: 'Сохранено',
    savedHow: {
      weekly: 'Сводка приходит в первый рабочий день недели, напоминания перед сроками.',
      digestOnly: 'Сводка приходит в первый рабочий день недели, напоминаний не будет.',
      none: 'Больше писем не будет. Если передумаете, откройте эту страницу по ссылке из старого письма или скажите муниципальному координатору.',
    },
  },
}

export type MailPageTexts = typeof ru

const en: MailPageTexts = {
  measure: {
    deadline: (date) => `Deadline: ${date}.`,
    noDeadline: 'No deadline.',
    status: (label) => `In the workbook now: “${label}”.`,
    responsible: (post) => `Responsible: ${post}.`,
    evidence: (text) => `Evidence: ${text}`,
    noEvidence: 'No evidence so far.',
    doneOn: (date) => `Done on ${date}.`,
    proposal: (date) => `The school proposes a new deadline: ${date}.`,
    cancelling: 'The school proposes to cancel the measure.',
    reason: (text) => `Reason: ${text}`,
    comment: (text) => `The curator writes: ${text}`,
    help: (text) => `The school asks for help: ${text}`,
  },
  headings: {
    report: 'Report what is done',
    help: 'Ask for help',
    reply: 'Reply to the request for help',
    check: 'Check',
    proposal: 'Decide on the proposal',
  },
  fields: {
    status: 'Status',
    doneOn: 'Done on',
    evidence: 'Evidence',
    evidenceHint: 'A link or a document, such as “Order 45 of 12.09.2021”.',
    help: 'What help is needed',
    helpHint: 'The curator and the municipal coordinator will read it. No names or telephones.',
    reply: 'Your reply to the school',
    replyHint:
      'The school will read it in the column “Curator’s comment”. The request is closed by it.',
    comment: 'What to improve',
    commentHint: 'The school will read it in its workbook and in the mail.',
    declineReason: 'Why it is declined (may stay empty)',
  },
  buttons: {
    report: 'Save',
    help: 'Ask for help',
    reply: 'Reply',
    confirm: 'Confirm',
    return: 'Send back',
    agree: (date) => `Agree to ${date}`,
    cancel: 'Agree to cancel',
    decline: 'Decline',
  },
  replied: (asked, answer) => `Reply to the request ${asked}: ${answer}`,
  declined: (reason) => `The proposal is declined: ${reason}`,
  required: {
    help: 'Write in a sentence or two what is needed: it is hard to help without.',
    reply: 'Write to the school what is being done, or what it can do.',
    return: 'Write what to improve: without it the school will not know what to change.',
  },
  done: {
    title: 'Saved, thank you!',
    report: 'The measure’s status is up to date, and seen in the programme’s workbook.',
    help: 'The curator and the municipal coordinator will see it.',
    reply:
      'The school sees the reply in its workbook, in “Curator’s comment”. The request leaves the list of questions.',
    confirm: 'The measure is confirmed.',
    return: 'The measure is back with the school, with your comment.',
    agree: 'The proposal is agreed and in force.',
    decline: 'The proposal is declined, all stays as it was.',
    close: 'You may close this page. To correct something, open the row in the workbook.',
  },
  refused: {
    title: 'Not saved yet',
    how: 'Correct what is marked and send it again. What you wrote is still on the page.',
    conflict:
      'While you were answering, this row was changed in the workbook. Nothing is saved. See what it says now, and answer once more if needed.',
  },
  bad: {
    title: 'Nothing was saved by this link',
    forged:
      'The link is incomplete or was changed: this happens when it is not copied whole. Open the mail and press its button again, or write into the workbook.',
    expired: 'The link has expired. Open the latest mail, or write into the programme’s workbook.',
    used: 'An answer by this link is saved already; it works once. Change the entry in the workbook, or by the link of the next mail.',
    gone: 'This measure is not in the programme any more. If it is needed, bring it back in the workbook.',
    denied:
      'The link was sent to somebody who does not work with this school any more. Ask the municipal coordinator to look at the table “People”.',
    nothing: 'There is nothing to answer about this measure now: the proposal is gone.',
    large: 'The text is too long. Shorten it and send it again.',
    internal: 'It could not be saved now, and we know. Try again in a minute.',
  },
  message: {
    title: 'A message to the school',
    how: 'Copy it and send it to the school in a messenger:',
    copy: 'Copy',
    copied: 'Copied',
    nothing: 'There is nothing to remind the school of: nothing is overdue, and there are entries.',
    noSchool: 'This school takes no part in the programme any more.',
  },
  preferences: {
    title: 'Which letters to send',
    whose: (posts) => `Letters of the programme for: ${posts}.`,
    choices: {
      weekly: 'The weekly digest and reminders of deadlines',
      digestOnly: 'The weekly digest only',
      none: 'Nothing',
    },
    save: 'Save',
    stop: 'Unsubscribe from all letters',
    stopTitle: 'Unsubscribe?',
    stopHow: 'Press the button, and the programme will send no letters to this address.',
    saved: 'Saved',
    savedHow: {
      weekly: 'The digest comes on the first working day of the week, reminders before deadlines.',
      digestOnly: 'The digest comes on the first working day of the week, without reminders.',
      none: 'No more letters. If you change your mind, open this page by the link of an old letter, or tell the municipal coordinator.',
    },
  },
}

export const mailPageTexts = { ru, en }
