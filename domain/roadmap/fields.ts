import { cyrillic, fold, nearest, stems } from '../cells/likeness.ts'

/**
 * What a column of a roadmap may become: a column of «Меры» by its key; `period`, a quarter or month
 * whose cells are marked; `leave`, nothing.
 */
export const FIELDS = [
  'number',
  'event',
  'deadline',
  'responsible',
  'task',
  'risk',
  'indicator',
  'participants',
  'start',
  'periodicity',
  'unit',
  'baseline',
  'planned',
  'actual',
  'status',
  'doneOn',
  'evidence',
  'comment',
  'period',
  'leave',
] as const
export type Field = (typeof FIELDS)[number]

/** Fields that several columns may fill: their texts are put together. */
export const SEVERAL: ReadonlySet<Field> = new Set(['comment', 'period', 'leave'])

/** How headings of real roadmaps are worded; folded, the most usual first. */
const WORDINGS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  number: ['№', '№ п/п', '№п/п', 'п/п', '№ п.п', 'nn', 'n', 'no', 'номер', 'номер п/п'],
  event: [
    'мероприятие',
    'мероприятия',
    'наименование мероприятия',
    'название мероприятия',
    'наименование мероприятий',
    'содержание мероприятия',
    'пошаговые мероприятия',
    'основные мероприятия',
    'мера',
    'меры',
    'наименование меры',
    'краткое описание мер',
    'комплекс мер',
    'меры по устранению',
    'действия',
    'планируемые действия',
    'содержание деятельности',
    'содержание работы',
    'что сделать',
    'виды деятельности',
    'формы работы',
    'actions',
    'action',
    'measure',
  ],
  deadline: [
    'срок',
    'сроки',
    'срок исполнения',
    'срок реализации',
    'срок выполнения',
    'срок проведения',
    'сроки проведения мероприятий',
    'срок реализации мероприятия',
    'дата',
    'дата проведения',
    'дата окончания',
    'окончание',
    'завершение',
    'срок окончание',
    'срок завершения',
    'время проведения',
    'период реализации',
    'период',
    'когда',
    'timescale',
    'deadline',
    'due date',
  ],
  start: ['начало', 'дата начала', 'срок начало', 'начало реализации', 'срок начала', 'start'],
  responsible: [
    'ответственный',
    'ответственные',
    'ответственный исполнитель',
    'ответственный за исполнение',
    'ответственный за выполнение',
    'ответственный за реализацию',
    'ответственные лица',
    'ответственное лицо',
    'исполнитель',
    'исполнители',
    'кто отвечает',
    'responsibility',
    'responsible',
  ],
  task: [
    'задача',
    'задачи',
    'решаемая задача',
    'цель',
    'цели и задачи',
    'цель задача',
    'направление',
    'направление деятельности',
    'направление работы',
    'objective',
  ],
  risk: [
    'риск',
    'фактор риска',
    'факторы риска',
    'рисковый профиль',
    'рисковое направление',
    'направление риска',
    'факторы риска только актуальные для оо',
  ],
  indicator: [
    'показатель',
    'показатели',
    'показатель реализации',
    'показатели эффективности',
    'контрольные показатели',
    'контрольные показатели реализации',
    'целевой показатель',
    'индикатор',
    'индикаторы',
    'критерий эффективности',
    'результат',
    'ожидаемый результат',
    'планируемый результат',
    'прогнозируемый результат',
    'ожидаемые результаты реализации',
    'outcomes',
  ],
  participants: ['участники', 'категория участников', 'целевая группа', 'целевая аудитория'],
  periodicity: ['периодичность', 'частота проведения'],
  unit: ['ед. изм', 'ед изм', 'единица измерения', 'единицы измерения'],
  baseline: ['исходное значение', 'базовое значение', 'значение на начало', 'исходный показатель'],
  planned: ['плановое значение', 'целевое значение', 'планируемое значение', 'план'],
  actual: ['фактическое значение', 'достигнутое значение', 'факт', 'фактический показатель'],
  status: [
    'статус',
    'статус исполнения',
    'отметка о выполнении',
    'отметка об исполнении',
    'выполнение',
    'исполнение',
    'состояние',
    'status',
  ],
  doneOn: ['дата исполнения', 'дата выполнения', 'фактическая дата', 'фактический срок'],
  evidence: [
    'подтверждающий документ',
    'подтверждающие документы',
    'подтверждение',
    'документ',
    'итоговый документ',
    'отчетный документ',
    'форма отчета',
    'вид отчетности',
    'форма представления результата',
  ],
  comment: ['примечание', 'примечания', 'комментарий', 'комментарии'],
}

export interface Recognised {
  readonly field: Field
  /** From 0 to 1. */
  readonly score: number
  /** The heading speaks of a result: it may be an indicator, or the document that proves it. */
  readonly loose: boolean
}

/** From here on a mapping is proposed without asking. */
export const SURE = 0.8

/**
 * What a heading means, by its wording: the whole of it, its words in any order and ending, one slip of
 * the hand, or a known wording within a longer text. Null where it says nothing that is known, or
 * several things at once.
 *
 * @example recogniseHeading('Сроки  реализации')?.field // 'deadline'
 * @example recogniseHeading('Ответсвенные')?.field // 'responsible'
 */
export function recogniseHeading(heading: string): Recognised | null {
  const text = fold(heading.replace(/\n/g, ' '))
    .replace(/[*:]+$/, '')
    .trim()
  if (text === '' || text.length > 200) return null
  if (periodOf(heading) !== null) return { field: 'period', score: 0.95, loose: false }
  const found = ENTRIES.map(({ field, wording, stem }) => ({
    field,
    score: scoreOf(text, wording, stem),
  }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const [best] = found
  if (best === undefined) return misspelled(text)
  const rival = found.find(({ field }) => field !== best.field)
  // A wording that is known whole is no other's.
  const apart = rival === undefined || best.score === 1 || best.score - rival.score >= 0.1
  const clear = apart && !saysTwo(heading)
  const loose = best.field === 'indicator' && /результат|outcome/.test(text)
  return { field: best.field, score: clear ? best.score : Math.min(best.score, 0.5), loose }
}

/** «Ответственные, сроки»: two known wordings of different meaning in one heading. */
function saysTwo(heading: string): boolean {
  const fields = heading.split(/[,;/\n]|\sи\s/i).flatMap((part) => {
    const text = fold(part).trim()
    return (
      ENTRIES.find(({ wording, stem }) => text === wording || stems(text) === stem)?.field ?? []
    )
  })
  return new Set(fields).size > 1
}

const ENTRIES = Object.entries(WORDINGS).flatMap(([field, wordings]) =>
  wordings.map((wording) => ({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of WORDINGS
    field: field as Field,
    wording: fold(wording),
    stem: stems(wording),
  })),
)

function scoreOf(text: string, wording: string, stem: string): number {
  if (text === wording) return 1
  const ofText = stems(text)
  if (ofText !== '' && ofText === stem) return 0.95
  // «Сроки реализации мероприятий программы»: a known wording with more words behind or before it.
  if (stem.length < 4) return 0
  const parts = ofText.split(' ')
  const known = stem.split(' ')
  if (!known.every((word) => parts.includes(word))) return 0
  const begins = stems(text.split(' ').slice(0, known.length).join(' ')) === stem
  return (begins ? 0.85 : 0.55) + Math.min(0.1, (0.1 * known.length) / parts.length)
}

function misspelled(text: string): Recognised | null {
  const near = nearest(
    text,
    ENTRIES.filter(({ wording }) => wording.length > 4),
    ({ wording }) => [wording],
  )
  const fields = new Set(near.map(({ field }) => field))
  const [field] = fields
  return fields.size === 1 && field !== undefined ? { field, score: 0.85, loose: false } : null
}

/** A quarter or a month that a heading names: «I квартал», «3 кв. 2022», «сентябрь», “Q2”. */
export interface Period {
  /** As `readDateText` reads it, without the year: «I квартал», «сентябрь». */
  readonly name: string
  readonly year: number | null
}

const QUARTER = /^(?:q ?([1-4])|([1-4]|iv|i{1,3})(?:-?й|-?ый)?\.? ?(?:кв\.?|квартал\p{L}*)?)$/iu
const ROMAN = ['i', 'ii', 'iii', 'iv']
const MONTHS =
  /^(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)$/

/** The period that a heading is, or null. A bare number is one only under a heading that says so. */
export function periodOf(heading: string, above = ''): Period | null {
  const text = heading.replace(/\s+/g, ' ').trim().toLowerCase()
  const year = /(?<!\d)(20\d\d)(?!\d)/.exec(`${text} ${above}`)?.[1]
  const bare = text.replace(/[, ]*20\d\d ?(?:г\.?|года?)?$/, '').trim()
  const whose = year === undefined ? null : Number(year)
  if (MONTHS.test(cyrillic(bare))) return { name: cyrillic(bare), year: whose }
  const match = QUARTER.exec(bare)
  if (match === null) return null
  const named = /кв|q/i.test(bare) || /квартал/i.test(above)
  const roman = ROMAN.indexOf(match[2] ?? '') + 1
  const which = roman > 0 ? roman : Number(match[1] ?? match[2])
  if (!named && !(roman > 0 && /срок|период|год/i.test(above))) return null
  return { name: `${ROMAN[which - 1]?.toUpperCase() ?? ''} квартал`, year: whose }
}
