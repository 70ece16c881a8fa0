/** The pages and the letter with which people sign in on an office's own server. */
const ru = {
  title: 'Программа 500+: вход',
  ask: {
    how: 'Введите рабочий адрес почты, записанный в программе. На него придёт письмо с кодом.',
    address: 'Адрес почты',
    button: 'Получить код',
    wrong: 'Это не похоже на адрес почты. Пример: zavuch@school.example.',
  },
  code: {
    how: (address: string) =>
      `Если адрес ${address} записан в программе, на него отправлено письмо с кодом из шести цифр. Код действует 10 минут.`,
    late: 'Письма нет? Посмотрите в папке «Спам». Если адрес записан с ошибкой, его исправит муниципальный координатор в таблице «Участники».',
    code: 'Код из письма',
    button: 'Войти',
    again: 'Получить новый код',
    wrong:
      'Код не подошёл. Проверьте цифры. Код действует 10 минут и пять попыток, годится только последний; если время вышло, получите новый.',
  },
  often: {
    title: 'Слишком много попыток',
    how: 'С этого адреса или компьютера входили слишком часто. Подождите немного и попробуйте ещё раз: введённое в таблицах не пропало.',
  },
  letter: {
    subject: 'Код для входа в программу',
    code: (code: string) => `Код для входа: ${code}`,
    how: 'Введите его на странице входа. Он действует 10 минут и подойдёт один раз.',
    warning:
      'Если вы не входили в программу, ничего делать не нужно. Никому не сообщайте код: координатор его не спрашивает.',
  },
  books: {
    title: 'Ваши таблицы',
    none: 'Для вас пока нет ни одной таблицы. Их создаёт и открывает муниципальный координатор.',
    who: (address: string) => `Вы вошли как ${address}.`,
    signOut: 'Выйти',
  },
  ended: 'Вход закончился. Откройте новую вкладку и войдите ещё раз: введённое здесь подождёт.',
  closed: {
    title: 'Эта таблица вам не открыта',
    how: 'Её открывают тем, кто записан в таблице «Участники» для этой школы. Если это ошибка, напишите муниципальному координатору.',
    back: 'К вашим таблицам',
  },
  foreign: 'Запрос пришёл не со страницы программы, поэтому не выполнен. Откройте страницу заново.',
  bookOf: 'Программа 500+: координатор',
}

const en: typeof ru = {
  title: 'Programme 500+: sign in',
  ask: {
    how: 'Enter your work address as it stands in the programme. A letter with a code will come to it.',
    address: 'Mail address',
    button: 'Send me a code',
    wrong: 'This does not look like a mail address. Example: zavuch@school.example.',
  },
  code: {
    how: (address) =>
      `If ${address} stands in the programme, a letter with a code of six digits is on its way. The code is good for 10 minutes.`,
    late: 'No letter? Look into “Spam”. A wrong address is corrected by the municipal coordinator in the table “People”.',
    code: 'Code from the letter',
    button: 'Sign in',
    again: 'Send a new code',
    wrong:
      'The code does not fit. Check the digits. A code is good for 10 minutes and five tries, and only the last one counts; ask for a new one if the time is over.',
  },
  often: {
    title: 'Too many tries',
    how: 'There were too many tries from this address or computer. Wait a little and try again: nothing in the workbooks is lost.',
  },
  letter: {
    subject: 'Your sign-in code',
    code: (code) => `Sign-in code: ${code}`,
    how: 'Enter it on the sign-in page. It is good for 10 minutes and works once.',
    warning:
      'If you were not signing in, there is nothing to do. Tell the code to nobody: the coordinator does not ask for it.',
  },
  books: {
    title: 'Your workbooks',
    none: 'There is no workbook for you yet. The municipal coordinator makes and opens them.',
    who: (address) => `You are signed in as ${address}.`,
    signOut: 'Sign out',
  },
  ended: 'You are signed out. Open a new tab and sign in again: what you entered here will wait.',
  closed: {
    title: 'This workbook is not open to you',
    how: 'It is open to those who stand in the table “People” for this school. If this is a mistake, write to the municipal coordinator.',
    back: 'To your workbooks',
  },
  foreign:
    'The request did not come from a page of the programme, so it was not carried out. Open the page anew.',
  bookOf: 'Programme 500+: coordinator',
}

export type OfficeTexts = typeof ru
export const officeTexts = { ru, en }
