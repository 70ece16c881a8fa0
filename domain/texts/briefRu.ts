import { russianForm as form, type RussianForms } from './plural.ts'

const counted = (n: number, forms: RussianForms) => `${n} ${form(n, forms)}`
const IN_SCHOOLS: RussianForms = ['школе', 'школах', 'школах']
const TO_SCHOOLS: RussianForms = ['школе', 'школам', 'школам']
const SCHOOLS: RussianForms = ['школа', 'школы', 'школ']
const OF_MEASURES: RussianForms = ['меры', 'мер', 'мер']
const DAYS: RussianForms = ['день', 'дня', 'дней']
const PEOPLE: RussianForms = ['человек', 'человека', 'человек']

/**
 * The sentences of the analytical brief. A parameter named `n` is the number that a word agrees with; a
 * `counted` one is the same number with the mark of its rows.
 */
export const briefRu = {
  title: 'АНАЛИТИЧЕСКАЯ СПРАВКА',
  about: 'о реализации программы поддержки школ с низкими образовательными результатами',
  ofDistrict: (municipality: string) => municipality,
  ofSchool: (school: string, municipality: string) => `${school}, ${municipality}`,
  period: (from: string, to: string) => `за период с ${from} по ${to}`,
  noData: 'Данных нет.',
  more: (n: number) => `И ещё строк: ${n}. Все они есть в таблицах программы.`,
  sections: [
    'Основание',
    'Школы, кураторы и риски',
    'Этапы и документы',
    'Исполнение мер',
    'Динамика показателей',
    'Методическая помощь и работа школ',
    'Проблемы и просрочки',
    'Адресные рекомендации',
    'Управленческие решения',
    'Вывод',
  ],
  basis: {
    written: (name: string, day: string) =>
      `Справка составлена по данным программы ${name.includes('«') ? name : `«${name}»`} на ${day}.`,
    approved: (order: string) => `Программа утверждена: ${order}.`,
    years: (from: string, to: string) => `Срок реализации: с ${from} по ${to}.`,
    documents: 'Документы муниципального уровня:',
    schools: (n: number, told: string, names: string) =>
      `В программе ${form(n, ['участвует', 'участвуют', 'участвуют'])} ${told} ${form(n, SCHOOLS)}: ${names}.`,
    district: (n: number, told: string) => `Всего в районе ${told} ${form(n, SCHOOLS)}.`,
    coordinator: (told: string) => `Муниципальный координатор назначен (${told}).`,
    curators: (n: number, told: string, of: number) =>
      `Кураторы назначены ${told} ${form(n, TO_SCHOOLS)} из ${of}.`,
    groups: (n: number, told: string, of: number) =>
      `Составы рабочих групп утверждены приказами в ${told} ${form(n, IN_SCHOOLS)} из ${of}.`,
    folders: (n: number, told: string, of: number) =>
      `Папка документов заведена в ${told} ${form(n, IN_SCHOOLS)} из ${of}.`,
  },
  risks: {
    curatorsTable: 'Школы и кураторы',
    school: 'Школа',
    curator: 'Куратор',
    kind: 'Тип школы',
    table: 'Рисковые профили',
    risk: 'Фактор риска',
    significance: 'Значимость',
    verified: 'Верифицирован',
    activated: 'Активирован',
    profiles: (n: number, told: string, of: number) =>
      `Рисковые профили верифицированы в ${told} ${form(n, IN_SCHOOLS)} из ${of}.`,
    active: (n: number, told: string) =>
      `${form(n, ['Активирован', 'Активировано', 'Активировано'])} ${told} ${form(n, ['фактор', 'фактора', 'факторов'])} риска.`,
    bySignificance: (parts: readonly string[]) => `По значимости: ${parts.join(', ')}.`,
    programmes: (told: string, of: number) =>
      `Программы антирисковых мер загружены по ${told} из ${of} ${form(of, ['активированного риска', 'активированных рисков', 'активированных рисков'])}.`,
  },
  stages: {
    table: 'Ход этапов',
    stage: 'Этап',
    dates: 'Сроки',
    questionnaires: (audience: string, n: number, told: string, of: number) =>
      `Анкеты (${audience.toLowerCase()}) загружены в ${told} ${form(n, IN_SCHOOLS)} из ${of}.`,
    documents: (n: number, told: string, of: number, share: string) =>
      `${form(n, ['Загружен', 'Загружено', 'Загружено'])} ${told} из ${of} ожидаемых документов школ (${share}).`,
    accepted: (n: number, told: string) =>
      `${form(n, ['Принят', 'Приняты', 'Принято'])} куратором: ${told}.`,
    remarks: (told: string) => `С замечаниями: ${told}.`,
    missing: 'Не загружены:',
    documentTable: 'Документы школ',
    kind: 'Документ',
    expected: 'Ожидается',
    uploaded: 'Загружено',
    acceptedColumn: 'Принято',
  },
  measures: {
    due: (n: number, told: string, all: string) =>
      `В дорожных картах школ ${all} ${form(Number.parseInt(all, 10), ['мера', 'меры', 'мер'])}; срок наступил у ${told} ${form(n, OF_MEASURES)}.`,
    done: (told: string, share: string, onTime: string, late: string) =>
      `Исполнено ${told} (${share}), из них в срок ${onTime}, с опозданием ${late}.`,
    checked: (confirmed: string, bare: string) =>
      `Подтверждено куратором ${confirmed}; исполнено без подтверждающего документа ${bare}.`,
    overdue: (told: string) => `Просрочено ${told}.`,
    inFull: 'Меры исполняются в полном объеме и в соответствии со сроками.',
    bareRows: 'исполнено без документа',
    officeRows: {
      done: 'Мероприятия муниципального уровня: исполнено',
      all: 'Мероприятия муниципального уровня',
    },
    nothingDue: (told: string) =>
      `В дорожных картах школ мер: ${told}. Ни у одной срок ещё не наступил.`,
    meanLate: (n: number) => `Средняя просрочка — ${counted(n, DAYS)}.`,
    table: 'Исполнение мер по школам',
    columns: [
      'Школа',
      'Срок наступил',
      'Исполнено',
      'В срок',
      'С опозданием',
      'Просрочено',
      'Подтверждено',
      '%',
    ],
    total: 'Всего',
    bars: 'Доля исполненных мер среди тех, срок которых наступил',
    none: 'срок не наступил',
    office: (told: string, of: string) =>
      `Мероприятий муниципального уровня исполнено ${told} из ${of}.`,
  },
  indicators: {
    filled: (told: string, of: string) =>
      `Фактическое значение внесено по ${told} из ${of} показателей дорожных карт.`,
    reached: (n: number, told: string) =>
      `Плановое значение достигнуто по ${told} ${form(n, ['показателю', 'показателям', 'показателям'])}.`,
    table: 'Показатели дорожных карт',
    columns: ['Школа', 'Показатель', 'Было', 'План', 'Факт', 'Достигнут'],
    results: 'Результаты оценочных процедур, доля участников ниже порога',
    resultColumns: ['Школа', 'Год', 'Процедура', 'Участников', 'Ниже порога', 'Доля'],
    biased: 'есть признаки необъективности',
    few: 'мало участников',
    yes: 'да',
    no: 'нет',
  },
  support: {
    events: 'Семинары и вебинары за период',
    columns: ['Вид', 'Проведено', 'Школ участвовало', 'Участий'],
    launch: (topic: string, day: string, n: number, told: string) =>
      `${day} проведён установочный семинар «${topic}», ${form(n, ['участвовал', 'участвовали', 'участвовали'])} ${told} ${form(n, PEOPLE)}.`,
    allTraining: (told: string) => `Обучающие вебинары (${told}) пройдены всеми школами.`,
    visits: (told: string, schools: number, of: number) =>
      `Встреч и консультаций со школами: ${told}, в ${counted(schools, IN_SCHOOLS)} из ${of}.`,
    advised: (told: string) => `Рекомендации даны на ${told} из них.`,
    work: 'Работа школ',
    workColumns: ['Школа', 'Обучено', 'Партнёров', 'Сообществ', 'Занятий', 'Встреч с родителями'],
  },
  problems: {
    overdue: 'Просроченные меры',
    columns: ['Школа', 'Мера', 'Ответственный', 'Срок', 'Дней'],
    noOverdue: 'Просроченных мер нет.',
    deficiencies: (told: string, remedied: string, left: string) =>
      `Выявлено замечаний: ${told}; исправлено ${remedied}, остаётся исправить ${left}.`,
    allRemedied: 'Все выявленные замечания исправлены.',
    left: 'Остаётся исправить:',
    until: (day: string) => `срок ${day}`,
    silent: (names: readonly string[], days: number) =>
      `Более ${counted(days, ['дня', 'дней', 'дней'])} нет новых записей: ${names.join(', ')}.`,
  },
  advice: {
    all: 'Всем школам',
    until: (day: string) => `срок ${day}`,
    doneOn: (day: string) => `выполнено ${day}`,
  },
  conclusion: {
    share: (share: string) => `Исполнено ${share} мер, срок которых наступил.`,
    allDone: 'Все меры, срок которых наступил, исполнены.',
    overdue: (n: number, schools: readonly string[]) =>
      `Остаются просроченными ${counted(n, ['мера', 'меры', 'мер'])}: ${schools.join(', ')}.`,
    documents: (n: number) =>
      `Не загружено ${counted(n, ['документ', 'документа', 'документов'])} школ.`,
    deficiencies: (n: number) => `Устраняются замечания: остаётся ${n}.`,
    fine: 'Просроченных мер, незагруженных документов и неисправленных замечаний нет.',
  },
  districtSchools: 'Школы района',
  coordinator: 'Муниципальный координатор',
  head: 'Руководитель школы',
  plan: {
    stamp: [
      'УТВЕРЖДАЮ',
      'Директор',
      '______________ / ______________',
      '«___» ______________ 20___ г.',
    ],
    title: 'ДОРОЖНАЯ КАРТА',
    about: 'мер по повышению образовательных результатов',
    columns: ['№', 'Мероприятие', 'Срок', 'Ответственный', 'Показатель', 'Отметка об исполнении'],
  },
  signature: 'подпись',
  signer: 'инициалы, фамилия',
  appendix: 'Приложение. Записи, по которым посчитаны числа',
  dialog: {
    title: 'Справка',
    lead: 'Справка составляется из записей программы: каждое число в ней можно проверить по приложению.',
    school: 'О ком',
    district: 'Весь район',
    stage: 'Этап',
    ownPeriod: 'Свой период',
    from: 'С',
    to: 'По',
    kind: 'Вид файла',
    kinds: { docx: 'Word (.docx)', pdf: 'PDF' },
    noPdf:
      'Нужен PDF? Откройте сохранённый документ в Google Документах: «Файл» → «Скачать» → «Документ PDF».',
    write: 'Составить справку',
    plan: 'Дорожная карта для утверждения',
    writing: 'Составляется…',
    ready: (name: string) => `Готово: «${name}».`,
    closed: (period: string) => `${period} (закрыт)`,
    frozen: (day: string) =>
      `Период закрыт ${day}: справка составлена по записям того дня и больше не меняется.`,
    close: 'Закрыть период…',
    closeLead:
      'Справки об этом периоде, о районе и о каждой школе, сохранятся такими, какие они сейчас: что бы ни изменилось в записях потом, вы получите те же самые. Закрыть можно период, который уже закончился.',
    closeNow: 'Закрыть период',
    save: 'Сохранить файл',
  },
  planFile: (whose: string, day: string) => `Дорожная карта ${whose} ${day}`,
  file: (whose: string, to: string) => `Справка ${whose} ${to}`,
}

export type BriefTexts = typeof briefRu
