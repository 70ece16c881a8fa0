import { englishForm, russianForm as form, type RussianForms } from './plural.ts'

const DAY: RussianForms = ['день', 'дня', 'дней']
const MEASURE: RussianForms = ['мера', 'меры', 'мер']
const OF_SCHOOLS: RussianForms = ['школа', 'школы', 'школ']
const counted = (n: number, forms: RussianForms) => `${n} ${form(n, forms)}`
/** «+1», «−1»: a minus as long as the plus. */
const signed = (n: number) => (n > 0 ? `+${n}` : `−${Math.abs(n)}`)

/** The coordinator's «Панель» and the school's «Сегодня». */
const ru = {
  panel: 'Панель',
  today: 'Сегодня',
  when: (date: string, time: string, schools: number) =>
    `Данные на ${date}, ${time} · школ в программе: ${schools}`,
  checked: (date: string | null) =>
    date === null ? 'сроки ещё не проверялись' : `сроки проверены ${date}`,
  figures: {
    done: 'Исполнено из наступивших',
    ofDue: (done: number, due: number) => `${done} из ${due}`,
    wasOfDue: (done: number, due: number) => `неделю назад ${done} из ${due}`,
    overdue: 'Просрочено мер',
    waiting: 'Ждут проверки куратора',
    silent: (days: number) => `Без записей ${counted(days, DAY)} и дольше`,
    silentSchools: (n: number) => counted(n, OF_SCHOOLS),
    change: (n: number) => (n === 0 ? 'за неделю без изменений' : `за неделю ${signed(n)}`),
    newlySilent: (n: number) => (n === 0 ? 'за неделю новых нет' : `за неделю новых: ${n}`),
    unknown: 'неделю назад данных нет',
  },
  decide: 'Нужно ваше решение',
  nothingToDecide: 'Вопросов, которые ждут вашего решения, нет.',
  more: (n: number) => `и ещё ${n}, они в таблице «Меры»`,
  open: 'Открыть',
  schools: {
    title: 'Школы: сначала те, кому нужно внимание',
    header: [
      'Школа',
      'Срок наступил',
      'Исполнено',
      'Подтверждено',
      'Просрочено',
      'Документы',
      'Последняя запись',
      'Исполнено, %',
      '',
    ],
    total: 'Всего',
    documents: (uploaded: number, expected: number) =>
      expected === 0 ? '—' : `${uploaded} из ${expected}`,
    never: 'не было',
  },
  stages: {
    title: 'Ход этапов',
    finished: (date: string | null) => (date === null ? '✓' : `✓ ${date}`),
    running: 'идёт',
    late: 'не завершён',
    ahead: (date: string) => `с ${date}`,
    none: '—',
  },
  risks: {
    title: 'Риски, взятые в работу',
    significance: { high: 'высокая', medium: 'средняя', low: 'низкая' },
    unknown: 'взят',
    note: 'В клетке значимость риска для школы. Пусто: риск в работу не взят.',
    more: (n: number) => `и ещё рисков: ${n}, они в таблице «Рисковый профиль»`,
  },
  overdue: {
    title: (n: number) => `Просрочено: ${counted(n, MEASURE)}`,
    header: ['Школа', 'Мероприятие', 'Срок', 'Прошло'],
    days: (n: number) => counted(n, DAY),
  },
  waiting: {
    title: (n: number) => `Ждут проверки куратора: ${counted(n, MEASURE)}`,
    header: ['Школа', 'Мероприятие', 'Исполнена', 'Ждёт'],
  },
  workbooks: {
    title: 'Таблицы, из которых могло дойти не всё',
    why: {
      notSeen: 'не сверялась',
      noAccess: 'системе закрыт доступ: откройте его снова («Поделиться»)',
      gone: 'таблица удалена или перемещена',
      deadTrigger: 'запись сама не уходит: в меню «Программа 500+» нажмите «Включить»',
      held: 'строки ждут вашего слова: меню «Программа 500+» → «Отправить сейчас»',
      missing: 'не хватает столбца или вкладки',
    },
    since: (date: string) => `данные на ${date}`,
  },
  school: {
    saved: 'Сохранено всё',
    savedBut: (n: number) => `Сохранено всё, кроме ${n} ${form(n, ['ячейки', 'ячеек', 'ячеек'])}`,
    updated: (time: string) => `обновлено в ${time}`,
    asOf: (date: string) => `таблица сверена ${date}: более поздние записи могли ещё не дойти`,
    counts: (overdue: number, week: number, rework: number, fix: number) => [
      `Просрочено ${overdue}`,
      `На этой неделе ${week}`,
      `Доработать ${rework}`,
      `Исправить ${fix}`,
    ],
    header: ['Срок', 'Что сделать', 'Кто', ''],
    passed: (days: number) => `${form(days, ['прошёл', 'прошло', 'прошло'])} ${counted(days, DAY)}`,
    rework: 'доработать',
    fix: 'исправить',
    fixAt: (tab: string, row: number, what: string) => `«${tab}», строка ${row}: ${what}`,
    fine: 'На сегодня всё в порядке.',
    next: (date: string) => `Ближайший срок: ${date}.`,
    more: (n: number) => `и ещё ${n}, они в таблице «Меры»`,
    documents: (uploaded: number, expected: number) => `Документы ${uploaded} из ${expected}.`,
    missing: (names: readonly string[]) => `Не хватает: ${names.join('; ')}`,
    stageNow: (name: string, until: string) => `Сейчас идёт этап: ${name}, до ${until}`,
    stageNext: (name: string, from: string) => `Ближайший этап: ${name}, с ${from}`,
  },
  weekdays: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
}

export type DashboardTexts = typeof ru

const days = (n: number) => `${n} ${englishForm(n, ['day', 'days'])}`
const measures = (n: number) => `${n} ${englishForm(n, ['measure', 'measures'])}`

const en: DashboardTexts = {
  panel: 'Dashboard',
  today: 'Today',
  when: (date, time, schools) => `Data of ${date}, ${time} · schools in the programme: ${schools}`,
  checked: (date) => (date === null ? 'deadlines not checked yet' : `deadlines checked on ${date}`),
  figures: {
    done: 'Done of those due',
    ofDue: (done, due) => `${done} of ${due}`,
    wasOfDue: (done, due) => `a week ago ${done} of ${due}`,
    overdue: 'Overdue measures',
    waiting: 'Waiting for a curator',
    silent: (n) => `No entry for ${days(n)} or longer`,
    silentSchools: (n) => `${n} ${englishForm(n, ['school', 'schools'])}`,
    change: (n) => (n === 0 ? 'no change in a week' : `${signed(n)} in a week`),
    newlySilent: (n) => (n === 0 ? 'none new in a week' : `new in a week: ${n}`),
    unknown: 'no data of a week ago',
  },
  decide: 'Your decision is needed',
  nothingToDecide: 'No questions wait for your decision.',
  more: (n) => `and ${n} more, in the table “Measures”`,
  open: 'Open',
  schools: {
    title: 'Schools: those that need attention first',
    header: [
      'School',
      'Due',
      'Done',
      'Confirmed',
      'Overdue',
      'Documents',
      'Last entry',
      'Done, %',
      '',
    ],
    total: 'Total',
    documents: (uploaded, expected) => (expected === 0 ? '—' : `${uploaded} of ${expected}`),
    never: 'none',
  },
  stages: {
    title: 'Stage progress',
    finished: (date) => (date === null ? '✓' : `✓ ${date}`),
    running: 'running',
    late: 'not finished',
    ahead: (date) => `from ${date}`,
    none: '—',
  },
  risks: {
    title: 'Risks taken into work',
    significance: { high: 'high', medium: 'medium', low: 'low' },
    unknown: 'taken',
    note: 'A cell tells the significance of the risk. Empty: not taken into work.',
    more: (n) => `and ${n} more risks, in the table “Risk profile”`,
  },
  overdue: {
    title: (n) => `Overdue: ${measures(n)}`,
    header: ['School', 'Measure', 'Deadline', 'Passed'],
    days,
  },
  waiting: {
    title: (n) => `Waiting for a curator: ${measures(n)}`,
    header: ['School', 'Measure', 'Done', 'Waits'],
  },
  workbooks: {
    title: 'Workbooks of which something may be missing',
    why: {
      notSeen: 'has not been looked at',
      noAccess: 'not shared with the system any more: share it again',
      gone: 'the workbook was deleted or moved',
      deadTrigger: 'entries are not sent: press “Turn on” in the programme’s menu',
      held: 'rows wait for your word: programme’s menu → “Send now”',
      missing: 'a column or a tab is missing',
    },
    since: (date) => `data of ${date}`,
  },
  school: {
    saved: 'Everything is saved',
    savedBut: (n) => `Everything is saved but ${n} ${englishForm(n, ['cell', 'cells'])}`,
    updated: (time) => `updated at ${time}`,
    asOf: (date) => `last looked at on ${date}: later entries may not have arrived`,
    counts: (overdue, week, rework, fix) => [
      `Overdue ${overdue}`,
      `This week ${week}`,
      `To improve ${rework}`,
      `To correct ${fix}`,
    ],
    header: ['Deadline', 'What to do', 'Who', ''],
    passed: (n) => `${days(n)} ago`,
    rework: 'improve',
    fix: 'correct',
    fixAt: (tab, row, what) => `“${tab}”, row ${row}: ${what}`,
    fine: 'All is well today.',
    next: (date) => `Next deadline: ${date}.`,
    more: (n) => `and ${n} more, in the table “Measures”`,
    documents: (uploaded, expected) => `Documents ${uploaded} of ${expected}.`,
    missing: (names) => `Missing: ${names.join('; ')}`,
    stageNow: (name, until) => `Running stage: ${name}, until ${until}`,
    stageNext: (name, from) => `Next stage: ${name}, from ${from}`,
  },
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

export const dashboardTexts = { ru, en }
