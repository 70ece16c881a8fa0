import type { QuotationMarks } from '../digest/words.ts'
import type { SchoolFigures } from '../records.ts'
import { russianForm as form } from './plural.ts'
import type { RussianForms } from './plural.ts'

const RUSSIAN_MARKS: QuotationMarks = ['«', '»', '„', '“']

const MEASURE: RussianForms = ['мера', 'меры', 'мер']
const OF_MEASURES: RussianForms = ['меры', 'мер', 'мер']
const MEASURE_ACC: RussianForms = ['меру', 'меры', 'мер']
const CELL_ACC: RussianForms = ['ячейку', 'ячейки', 'ячеек']
const LETTER: RussianForms = ['письмо', 'письма', 'писем']
const DAY: RussianForms = ['день', 'дня', 'дней']
const OVERDUE: RussianForms = ['просрочена', 'просрочено', 'просрочено']
const DONE: RussianForms = ['исполнена', 'исполнено', 'исполнено']
const CONFIRMED: RussianForms = ['подтверждена', 'подтверждено', 'подтверждено']

const counted = (count: number, forms: RussianForms) => `${count} ${form(count, forms)}`
/** «исполнена 1», «исполнено 6»: the word «мера» is left out, its gender is not. */
const saying = (forms: RussianForms, count: number) => `${form(count, forms)} ${count}`
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const percent = (share: number | null) => (share === null ? '' : ` (${share} %)`)

/** How the due measures stand: «исполнено 6, просрочена 1, сегодня последний день у 1». */
function standing({ due, done, overdue }: SchoolFigures, share: number | null): string {
  const today = due - done - overdue
  const parts = [
    `${saying(DONE, done)}${percent(share)}`,
    overdue > 0 ? saying(OVERDUE, overdue) : 'просроченных нет',
  ]
  if (today > 0) parts.push(`сегодня последний день у ${today}`)
  return parts.join(', ')
}

/** The digest in Russian, in the tone of a colleague: the number and the deed first, then the reason. */
export const digestRu = {
  greeting: 'Здравствуйте!',
  marks: RUSSIAN_MARKS,

  actions: {
    openRow: 'Открыть строку',
    openCell: 'Открыть ячейку',
    openWorkbook: 'Открыть таблицу школы',
    openProgramme: 'Открыть таблицу программы',
    openList: 'Открыть список',
    openThem: 'Открыть',
    copyMessage: 'Скопировать сообщение школе',
    preferences: 'Настроить',
    unsubscribe: 'Отписаться',
  },

  /** What a reader can do about a measure from the mail. */
  deeds: {
    report: 'Отметить исполнение',
    improve: 'Дополнить',
    help: 'Нужна помощь',
    reply: 'Ответить',
    confirm: 'Подтвердить',
    return: 'На доработку',
    agree: 'Согласовать',
    decline: 'Отклонить',
  },

  /** A letter between the digests, about a few measures whose day is near or has passed. */
  reminder: {
    heading: 'Сроки впереди',
    subjectToday: (n: number) => [`сегодня срок у ${counted(n, OF_MEASURES)}`],
    subjectSoon: (n: number) => [`скоро срок у ${counted(n, OF_MEASURES)}`],
    today: (n: number) => `Сегодня срок у ${counted(n, OF_MEASURES)}`,
    soon: (n: number) => `Скоро срок у ${counted(n, OF_MEASURES)}`,
    left: (date: string, days: number, dayOff: boolean) =>
      `${capital(date)}${dayOff ? ' (выходной день)' : ''}` +
      (days === 0
        ? ', сегодня последний день.'
        : `, ${form(days, ['остался', 'осталось', 'осталось'])} ${counted(days, DAY)}.`),
    also: (parts: readonly string[]) => `Ещё: ${parts.join(', ')}.`,
    footer: 'Напоминание приходит перед сроком и после него, не чаще одного письма в день.',
  },

  undelivered: {
    title: (n: number) => `Не ${form(n, ['дошло', 'дошли', 'дошло'])} ${counted(n, LETTER)}`,
    line: (post: string, school: string | null, state: 'failed' | 'unknown') =>
      `${[school, post].filter((part) => part !== null && part !== '').join(', ')}: ` +
      (state === 'failed'
        ? 'почта отказалась принять письмо.'
        : 'связь оборвалась при отправке, письмо могло и дойти.'),
    how: (people: string, email: string) =>
      `Проверьте адрес в таблице «${people}», столбец «${email}». Сами эти письма второй раз не уходят.`,
  },

  calendar: {
    unknown: (year: string) =>
      `Календаря выходных на ${year} год в системе пока нет: учтены только выходные недели и праздники по закону. Когда перенос выходных утвердят, дополните таблицу «Календарь».`,
  },

  /** Parts of subjects, from the longest wording to the shortest. */
  subject: {
    school: (name: string, parts: readonly string[]) => `${name}: ${parts.join(', ')}`,
    overdue: (n: number) => [`${form(n, OVERDUE)} ${counted(n, MEASURE)}`, saying(OVERDUE, n)],
    week: (n: number) => [
      `на этой неделе срок у ${counted(n, OF_MEASURES)}`,
      `на неделе срок у ${counted(n, OF_MEASURES)}`,
    ],
    rework: (n: number) => [`доработать ${counted(n, MEASURE_ACC)}`],
    fix: (n: number) => [`исправить ${counted(n, CELL_ACC)}`],
    waiting: (n: number) => [
      `${form(n, ['ждёт', 'ждут', 'ждут'])} проверки ${counted(n, MEASURE)}`,
      `на проверку ${counted(n, MEASURE)}`,
    ],
    silentOne: (days: number) => [`1 школа без записей ${counted(days, DAY)}`, '1 школа молчит'],
    silentMany: (n: number) => [`${counted(n, ['школа', 'школы', 'школ'])} без записей`],
    noEntries: (days: number) => [`записей нет ${counted(days, DAY)}`],
    nothingOverdue: ['просроченных мер нет'],
    questions: (n: number) => [`${counted(n, ['вопрос', 'вопроса', 'вопросов'])} к вам`],
    decisions: (n: number) => [`решить ${counted(n, ['вопрос', 'вопроса', 'вопросов'])}`],
    mine: 'Ваши меры',
    mySchools: 'Ваши школы',
    schools: 'Школы',
  },

  preheader: {
    week: (n: number) => `На этой неделе срок у ${counted(n, OF_MEASURES)}.`,
    alsoNeeded: (parts: readonly string[]) => `Ещё нужно ${parts.join(' и ')}.`,
    /** «Исполнено 6 мер из 7, у которых наступил срок.» */
    done: ({ done, due }: SchoolFigures) =>
      due === 0
        ? 'Срок пока не наступил ни у одной меры.'
        : `${capital(form(done, DONE))} ${counted(done, MEASURE)} из ${due}, у которых наступил срок.`,
    decisions: (n: number) =>
      n === 0
        ? 'Решений от вас не требуется.'
        : `Ваше решение нужно по ${counted(n, ['вопросу', 'вопросам', 'вопросам'])}.`,
  },

  intro: {
    place: (place: string, date: string) => `${place}, ${date}.`,
    day: (date: string) => `${capital(date)}.`,
    asOf: (date: string) =>
      `Таблица школы в последний раз сверена ${date}: данные на это число, более поздние записи могли ещё не дойти.`,
    programme: (programme: string, municipality: string, date: string) =>
      `Программа ${programme}, ${municipality}, ${date}.`,
    mySchools: (names: readonly string[], date: string) =>
      `${names.length === 1 ? 'Ваша школа' : 'Ваши школы'}: ${names.join(', ')}. ${capital(date)}.`,
    myMeasures: (school: string, post: string, date: string) => `${school}, ${post}, ${date}.`,
    ofAll: (figures: SchoolFigures, all: number) =>
      figures.due === 0
        ? all === 1
          ? 'Срок единственной меры пока не наступил.'
          : `Мер ${all}, срок пока не наступил ни у одной.`
        : `Срок наступил у ${counted(figures.due, OF_MEASURES)} из ${all}: ${standing(figures, null)}.`,
    ofDue: (figures: SchoolFigures, share: number | null) =>
      figures.due === 0
        ? 'Срок пока не наступил ни у одной меры.'
        : `Срок наступил у ${counted(figures.due, OF_MEASURES)}: ${standing(figures, share)}.`,
    confirmed: ({ done, confirmed }: SchoolFigures) => {
      if (confirmed === 0) return 'Подтверждённых куратором пока нет.'
      if (confirmed === done) return 'Все исполненные подтверждены куратором.'
      return `Из исполненных ${form(confirmed, CONFIRMED)} куратором ${confirmed}.`
    },
    weekAgo: (figures: SchoolFigures, share: number | null) =>
      `Неделю назад: ${saying(DONE, figures.done)} из ${figures.due}${percent(share)}, ` +
      `${figures.overdue > 0 ? saying(OVERDUE, figures.overdue) : 'просроченных не было'}.`,
    thanks: (n: number) => `За неделю ${form(n, DONE)} ${counted(n, MEASURE)}. Спасибо!`,
    silent: (days: number, last: string | null) =>
      `Записей в таблице нет ${counted(days, DAY)}${last === null ? '' : `, последняя ${last}`}. ` +
      'Если меры исполняются, отметьте это, пожалуйста.',
  },

  overdue: {
    title: (n: number) => `${capital(form(n, OVERDUE))} ${counted(n, MEASURE)}`,
    was: (onDay: string, days: number) =>
      `Срок был ${onDay}, ${form(days, ['прошёл', 'прошло', 'прошло'])} ${counted(days, DAY)}.`,
    partly: 'Пока исполнена частично.',
  },

  week: {
    title: (n: number) => `На этой неделе срок у ${counted(n, OF_MEASURES)}`,
    day: (date: string) => `${capital(date)}.`,
    today: (date: string) => `Сегодня, ${date}.`,
    heading: 'На этой неделе',
    /** @param events «вебинар ФИС ОКО в среду, 22 сентября» */
    summary: (n: number, events?: readonly string[]) =>
      `${[n === 0 ? 'Сроков на этой неделе нет' : `Срок у ${counted(n, OF_MEASURES)}`, ...(events ?? [])].join('; ')}.`,
    event: (kind: string, onDay: string) =>
      `${kind.charAt(0).toLowerCase()}${kind.slice(1)} ${onDay}`,
  },

  rework: {
    title: (n: number) => `Куратор просит доработать ${counted(n, MEASURE_ACC)}`,
  },

  fix: {
    title: (n: number) => `Исправить в таблице ${counted(n, CELL_ACC)}`,
    cell: (tab: string, row: number, column: string, what: string) =>
      `«${tab}», строка ${row}, «${column}». ${what}`,
    ofSchools: (n: number, schools: readonly string[]) =>
      `В таблицах школ осталось исправить ${counted(n, CELL_ACC)} (${schools.join(', ')}).`,
  },

  waiting: {
    ofCurator: (n: number) =>
      `${form(n, ['Ждёт', 'Ждут', 'Ждут'])} вашей проверки ${counted(n, MEASURE)}`,
    ofCurators: (n: number) =>
      `${form(n, ['Ждёт', 'Ждут', 'Ждут'])} проверки куратора ${counted(n, MEASURE)}`,
    /** `n` of all `of` measures wait for more than `days`. */
    long: (n: number, of: number, days: number) => {
      const limit = `дольше ${counted(days, ['дня', 'дней', 'дней'])}.`
      if (n < of) return `, из них ${counted(n, MEASURE)} ${limit}`
      return n === 1 ? `, ${limit}` : `, все ${limit}`
    },
    doneOn: (date: string, evidence: string) =>
      `Исполнена ${date}.${evidence === '' ? ' Подтверждения пока нет.' : ` Подтверждение: ${evidence}`}`,
    doneSometime: (evidence: string) =>
      evidence === '' ? 'Подтверждения пока нет.' : `Подтверждение: ${evidence}`,
    how: (check: string) =>
      `Проверив, выберите «Подтверждена» или «На доработку» в столбце «${check}».`,
  },

  decide: {
    title: (n: number) => `Нужно ваше решение: ${counted(n, ['вопрос', 'вопроса', 'вопросов'])}`,
    ofCurator: (n: number) =>
      `Нужно ваше участие: ${counted(n, ['вопрос', 'вопроса', 'вопросов'])}`,
    silent: (school: string, days: number, last: string | null, overdue: number) =>
      `${school}: ` +
      (last === null
        ? `записей ещё не было, прошло ${counted(days, DAY)}`
        : `записей нет ${counted(days, DAY)} (последняя ${last})`) +
      (overdue > 0 ? `, ${form(overdue, OVERDUE)} ${counted(overdue, MEASURE)}.` : '.'),
    help: (school: string, words: string, deadline: string | null) =>
      `${school} просит помощи: ${words}.${deadline === null ? '' : ` Срок меры ${deadline}.`}`,
    proposal: (school: string, event: string, moved: string, reason: string) =>
      `${school} предлагает перенести ${event} ${moved}.${reason === '' ? ' Причина не указана.' : ` Причина: ${reason}`}`,
    cancel: (school: string, event: string, reason: string) =>
      `${school} предлагает отменить ${event}.${reason === '' ? ' Причина не указана.' : ` Причина: ${reason}`}`,
    firstDeadline: (school: string, event: string, to: string, reason: string) =>
      `${school} предлагает для ${event} срок ${to}.${reason === '' ? '' : ` Причина: ${reason}`}`,
    howToAgree: (deadline: string, proposed: string) =>
      `Согласны перенести: впишите новый срок в столбец «${deadline}». Не согласны: очистите «${proposed}». До этого действует прежний срок.`,
  },

  schools: {
    title: 'По школам',
    after: ' (сначала те, кому нужно внимание)',
    header: ['Школа', 'Срок наступил', 'Исполнено', 'Подтверждено', 'Просрочено'],
    lastEntry: 'Последняя запись',
    total: 'Всего',
    never: 'не было',
    alarm: (n: number) => saying(OVERDUE, n),
    summary: ({ due, done, confirmed }: SchoolFigures) =>
      due === 0
        ? ['срок не наступил']
        : [`${form(done, DONE)} ${done} из ${due}`, saying(CONFIRMED, confirmed)],
    asOf: (date: string) => `данные на ${date}`,
    entry: (last: string | null) => (last === null ? 'записей не было' : `запись ${last}`),
  },

  more: {
    letters: (n: number) => `и ещё ${counted(n, LETTER)}`,
    measures: (n: number) => `и ещё ${counted(n, MEASURE)}`,
    cells: (n: number) => `и ещё ${counted(n, ['ячейка', 'ячейки', 'ячеек'])}`,
    questions: (n: number) => `и ещё ${counted(n, ['вопрос', 'вопроса', 'вопросов'])}`,
    schools: (n: number) => `и ещё ${counted(n, ['школа', 'школы', 'школ'])}`,
  },

  responsible: (post: string) => `Отвечает ${post}`,
  comment: (words: string) => `Комментарий куратора: ${words}`,

  closing: (deadline: string, reason: string, help: string) =>
    'Если мера уже исполнена, поставьте статус «Исполнена» и дату, и в следующей сводке её не будет. ' +
    `Если срок выдержать не получается, заполните «${deadline}» и «${reason}» или напишите в столбце «${help}», что нужно.`,

  footer: {
    weekly:
      'Письмо приходит раз в неделю, в первый рабочий день, и только когда есть о чём сообщить.',
    always:
      'Вам сводка приходит каждую неделю, даже если всё в порядке: так видно, что система работает.',
    observer: 'Вам сводка приходит раз в неделю, в первый рабочий день.',
  },

  messenger: {
    school: (school: string, date: string) => `Коллеги, доброе утро! ${school}, ${date}.`,
    overdue: (n: number, list: string) =>
      `${capital(form(n, OVERDUE))} ${counted(n, MEASURE)}: ${list}.`,
    overdueItem: (event: string, date: string) => `${event} (срок ${date})`,
    week: (n: number, list: string) => `На этой неделе срок у ${counted(n, OF_MEASURES)}: ${list}.`,
    weekItem: (event: string, date: string) => `${date} ${event}`,
    silent: (days: number, last: string | null) =>
      `Записей в таблице нет ${counted(days, DAY)}${last === null ? '' : `, последняя ${last}`}: если меры исполняются, отметьте это, пожалуйста.`,
    rework: (n: number) => `Нужно доработать ${counted(n, MEASURE_ACC)}.`,
    fix: (n: number) => `Нужно исправить ${counted(n, CELL_ACC)}.`,
    more: (n: number) => `ещё ${n}`,
    details: 'Подробности в таблице.',
    programme: (programme: string, date: string) =>
      `Коллеги, доброе утро! Программа ${programme}, ${date}.`,
    bySchool: (n: number, list: string) =>
      `${capital(form(n, OVERDUE))} ${counted(n, MEASURE)}: ${list}.`,
  },

  parts: {
    school: (school: string) => `О школе: ${school}`,
    curator: 'Вам как куратору',
    observer: 'Вам как наблюдателю',
    responsible: (school: string) => `Ваши меры: ${school}`,
  },
}

/** The shape that every language has. */
export type DigestTexts = typeof digestRu
