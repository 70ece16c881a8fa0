import { isFilled, type PlainRow } from './document.ts'

/** A row that is no measure but says what the measures below it belong to. */
export type Section =
  | { readonly is: 'task' | 'direction' | 'risk'; readonly text: string }
  /** A total, a signature: nothing of a plan. */
  | { readonly is: 'nothing' }

const TOTAL = /^(?:итого|всего|total)(?!\p{L})/iu
const TASK = /^(?:задача|task)(?!\p{L})\s*(?:№\s*)?[\dIVX.]*\s*[.:)–—-]*\s*/iu
const RISK =
  /^(?:фактор(?:ы)? риска|рисков(?:ый профиль|ое направление)|направление риска|риск|risk)(?!\p{L})\s*(?:№\s*)?\d*\s*[.:)–—-]*\s*/iu
const DIRECTION = /^(?:направлени|раздел|блок|цель|модуль|этап|\d{1,2}\.\s|[IVX]{1,4}\.\s?)/iu

/**
 * The section that a row begins; null for a row of the plan. It is one text over the whole row, or the
 * only one in it that is worded as a section.
 *
 * @param isRisk whether a text is the name of a risk factor
 */
export function sectionIn(row: PlainRow, isRisk: (text: string) => boolean): Section | null {
  const filled = row.filter(isFilled)
  const [first] = filled
  if (first !== undefined && TOTAL.test(first.text)) return { is: 'nothing' }
  const texts = [...new Set(filled.map(({ text }) => text))]
  const [text, ...others] = texts.filter((one) => !/^[\d.IVX]+$/.test(one))
  if (text === undefined || others.length > 0 || row.length < 2) return null
  const spread = filled.filter((cell) => cell.text === text)
  const across = spread.length >= Math.max(2, row.length / 2)
  // A cell merged downwards and nothing beside it belongs to the measure above.
  if (spread.every(({ merged }) => merged === 'above')) return null
  const worded = TASK.test(text) || RISK.test(text) || DIRECTION.test(text) || isRisk(text)
  const alone = filled.length <= 2 && row.length > 2
  const shouted = alone && /\p{Lu}{3}/u.test(text) && text === text.toUpperCase()
  if (!across && !(alone && worded) && !shouted) return null
  return namedSection(text, isRisk)
}

/** What a section's text says; also for the paragraph before a table. */
export function namedSection(text: string, isRisk: (text: string) => boolean): Section {
  const plain = text.replace(/\n/g, ' ')
  if (TASK.test(plain)) return { is: 'task', text: plain.replace(TASK, '').trim() || plain }
  const risk = plain
    .replace(RISK, '')
    .replace(/^[«"“]|[»"”.]+$/g, '')
    .trim()
  if (isRisk(risk)) return { is: 'risk', text: risk }
  return { is: 'direction', text: plain }
}

/** Whether a paragraph before a table tells of its rows: «Задача 2. …», the name of a risk. */
export function tellsOfTable(text: string, isRisk: (text: string) => boolean): boolean {
  const section = namedSection(text, isRisk)
  return section.is === 'task' || section.is === 'risk'
}
