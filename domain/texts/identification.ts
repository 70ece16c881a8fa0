import { englishForm, russianForm } from './plural.ts'

const procedures = (n: number) =>
  `${n} ${russianForm(n, ['процедуре', 'процедурам', 'процедурам'])}`
const ofProcedures = (n: number) => `${n} ${russianForm(n, ['процедуры', 'процедур', 'процедур'])}`
const schools = (n: number) => `${n} ${russianForm(n, ['школа', 'школы', 'школ'])}`
const manyOf = (n: number, forms: readonly [string, string]) => `${n} ${englishForm(n, forms)}`

/** The yearly identification of schools with low results: a window, and a paper of the same. */
const ru = {
  title: 'Школы с низкими результатами',
  lead: 'Вывод делается по таблице «Результаты» и порогам из «Настроек». Тип школы изменится, только когда вы его подтвердите.',
  year: 'Год',
  noResults:
    'В таблице «Результаты» пока нет ни одной строки. Внесите в неё итоги ВПР, ОГЭ и ЕГЭ: сколько человек участвовало и сколько не преодолело порог.',
  /** `level` is НОШ, ООШ, СОШ. */
  criteria: {
    for: (level: string) => `${level}:`,
    share: (percent: number) =>
      `результат низкий, если ниже порога ${percent} % участников или больше`,
    procedures: (n: number) =>
      n === 1
        ? 'низкий хотя бы по одной процедуре за год'
        : `низкий по ${procedures(n)} за год или больше`,
    years: (n: number) =>
      n === 1
        ? 'низкий хотя бы по одной процедуре за год'
        : `низкий по одной и той же процедуре ${n} ${russianForm(n, ['год', 'года', 'лет'])} подряд`,
    and: ' и ',
    or: ' или ',
    list: (condition: string) => `школа попадает в список, если результат ${condition}`,
    none: 'условия отбора в «Настройках» отключены: в список не попадёт ни одна школа',
    participants: (n: number) =>
      `Если участников меньше ${n}, по такому результату решает координатор.`,
  },
  noLevel: 'Уровень не указан',
  columns: ['Школа', 'Сейчас', 'Вывод', 'Почему', 'Ниже порога по годам', 'Тип'],
  verdicts: {
    low: 'низкие результаты',
    decide: 'решает координатор',
    fine: 'не по критериям',
    noData: 'нет данных',
  },
  /** «ОГЭ, математика: 33 % (6 из 18)». */
  outcome: (name: string, percent: number, below: number, took: number) =>
    `${name}: ${percent} % (${below} из ${took})`,
  smallOutcome: (name: string, small: number) => `${name}: участников меньше ${small}`,
  procedure: (name: string, subject: string, grade: string) =>
    [name, subject, grade === '' ? '' : `${grade} класс`].filter((part) => part !== '').join(', '),
  low: (year: number, n: number, list: string) =>
    `В ${year} году низкий результат по ${procedures(n)}. ${list}.`,
  lasting: (from: number, to: number, list: string) =>
    from === to ? '' : `Низкий результат каждый год с ${from} по ${to}. ${list}.`,
  few: (least: number, list: string) => `Мало участников (меньше ${least}): ${list}.`,
  onlyFew: (least: number) => `Мало участников: по каждой процедуре меньше ${least}.`,
  biased: (list: string) => `Отмечены признаки необъективности: ${list}.`,
  unknown: (year: number, list: string) => `За ${year} год нет данных: ${list}.`,
  incomplete: (list: string) => `Числа не заполнены: ${list}.`,
  noData: (year: number) => `Нет данных за ${year} год.`,
  fine: (low: number, of: number) =>
    low === 0
      ? `Низких результатов нет (${of} ${russianForm(of, ['процедура', 'процедуры', 'процедур'])}).`
      : `Низкий результат по ${low} из ${ofProcedures(of)}: критериям не соответствует.`,
  decide: 'Решает координатор.',
  resilient: 'Отмечена как резильентная: тип останется, пока вы его не смените.',
  stillLow: 'Критериям больше не соответствует; тип останется, пока вы его не смените.',
  trend: {
    year: (year: number, percent: number | null) =>
      percent === null ? `${year}: нет данных` : `${year}: ${percent} %`,
    worse: 'стало хуже',
    better: 'стало лучше',
    same: 'без изменений',
  },
  total: (all: number, low: number, decide: number, noData: number) =>
    `Всего ${schools(all)}: с низкими результатами ${low}, решает координатор ${decide}, нет данных ${noData}, не по критериям ${all - low - decide - noData}.`,
  keep: (kind: string) => `оставить: ${kind}`,
  noKind: 'не указан',
  confirm: 'Подтвердить выбранные типы',
  nothingChosen: 'Тип ни одной школы не меняется. Выберите его в последнем столбце.',
  paper: 'Перечень для Word',
  save: 'Сохранить файл',
  working: 'Подождите…',
  ready: (name: string) => `Готово: «${name}».`,
  confirmed: (n: number) =>
    `Записано: тип изменён у ${n} ${russianForm(n, ['школы', 'школ', 'школ'])}. Таблица «Школы» обновится сама.`,
  nothingDone: 'Ничего не изменено.',
  changed: (names: readonly string[]) =>
    `Пока окно было открыто, тип изменили: ${names.join(', ')}. О них ничего не записано: посмотрите ещё раз.`,
  file: (municipality: string, year: number) =>
    `Школы с низкими результатами ${municipality} ${year}`,
  document: {
    title: 'ПЕРЕЧЕНЬ',
    about: 'школ с низкими образовательными результатами и результаты анализа по всем школам',
    year: (year: number) => `по результатам ${year} года`,
    criteria: '1. Критерии',
    low: '2. Школы с низкими результатами',
    decide: '3. Решает координатор',
    all: '4. Все школы',
    none: 'Таких школ нет.',
    columns: ['Школа', 'Тип', 'Почему', 'Ниже порога по годам'],
    allColumns: ['Школа', 'Уровень', 'Тип', 'Вывод'],
    unconfirmed: (kind: string) => `${kind} (не подтверждено)`,
  },
}

const en: typeof ru = {
  title: 'Schools with low results',
  lead: 'The conclusion follows from the table “Results” and the thresholds in “Settings”. The kind of a school changes only when you confirm it.',
  year: 'Year',
  noResults:
    'The table “Results” has no row yet. Enter how many took part in the assessments and how many stayed below the threshold.',
  criteria: {
    for: (level) => `${level}:`,
    share: (percent) =>
      `a result is low if ${percent} % of the participants or more are below the threshold`,
    procedures: (n) => `low in ${manyOf(n, ['procedure', 'procedures'])} of the year or more`,
    years: (n) =>
      n === 1
        ? 'low in at least one procedure of the year'
        : `low in the same procedure ${n} years running`,
    and: ' and ',
    or: ' or ',
    list: (condition) => `a school is listed if its result is ${condition}`,
    none: 'the conditions are switched off in “Settings”: no school is listed',
    participants: (n) => `Where fewer than ${n} took part, the coordinator decides.`,
  },
  noLevel: 'Level not given',
  columns: ['School', 'Now', 'Conclusion', 'Why', 'Below the threshold by year', 'Kind'],
  verdicts: {
    low: 'low results',
    decide: 'the coordinator decides',
    fine: 'not by the criteria',
    noData: 'no data',
  },
  outcome: (name, percent, below, took) => `${name}: ${percent} % (${below} of ${took})`,
  smallOutcome: (name, small) => `${name}: fewer than ${small} participants`,
  procedure: (name, subject, grade) =>
    [name, subject, grade === '' ? '' : `year ${grade}`].filter((part) => part !== '').join(', '),
  low: (year, n, list) =>
    `Low results in ${manyOf(n, ['procedure', 'procedures'])} of ${year}. ${list}.`,
  lasting: (from, to, list) =>
    from === to ? '' : `Low results every year from ${from} to ${to}. ${list}.`,
  few: (least, list) => `Few participants (under ${least}): ${list}.`,
  onlyFew: (least) => `Few participants: under ${least} in each procedure.`,
  biased: (list) => `Marked as biased: ${list}.`,
  unknown: (year, list) => `No data for ${year}: ${list}.`,
  incomplete: (list) => `Numbers not filled in: ${list}.`,
  noData: (year) => `No data for ${year}.`,
  fine: (low, of) =>
    low === 0
      ? `No low results (${manyOf(of, ['procedure', 'procedures'])}).`
      : `Low results in ${low} of ${manyOf(of, ['procedure', 'procedures'])}: not by the criteria.`,
  decide: 'The coordinator decides.',
  resilient: 'Marked as resilient: the kind stays until you change it.',
  stillLow: 'The criteria are no longer met; the kind stays until you change it.',
  trend: {
    year: (year, percent) => (percent === null ? `${year}: no data` : `${year}: ${percent} %`),
    worse: 'worse',
    better: 'better',
    same: 'unchanged',
  },
  total: (all, low, decide, noData) =>
    `${manyOf(all, ['school', 'schools'])}: ${low} with low results, ${decide} for the coordinator to decide, ${noData} without data, ${all - low - decide - noData} not by the criteria.`,
  keep: (kind) => `leave: ${kind}`,
  noKind: 'not given',
  confirm: 'Confirm the chosen kinds',
  nothingChosen: 'No school changes its kind. Choose one in the last column.',
  paper: 'List for Word',
  save: 'Save the file',
  working: 'Please wait…',
  ready: (name) => `Ready: “${name}”.`,
  confirmed: (n) =>
    `Stored: ${manyOf(n, ['school has', 'schools have'])} another kind now. The table “Schools” follows by itself.`,
  nothingDone: 'Nothing was changed.',
  changed: (names) =>
    `While the window was open, the kind of these was changed: ${names.join(', ')}. Nothing was stored about them: look again.`,
  file: (municipality, year) => `Schools with low results ${municipality} ${year}`,
  document: {
    title: 'LIST',
    about: 'of schools with low results, and the analysis of all schools',
    year: (year) => `by the results of ${year}`,
    criteria: '1. Criteria',
    low: '2. Schools with low results',
    decide: '3. For the coordinator to decide',
    all: '4. All schools',
    none: 'There are none.',
    columns: ['School', 'Kind', 'Why', 'Below the threshold by year'],
    allColumns: ['School', 'Level', 'Kind', 'Conclusion'],
    unconfirmed: (kind) => `${kind} (not confirmed)`,
  },
}

export type IdentificationTexts = typeof ru
export const identificationTexts = { ru, en }
