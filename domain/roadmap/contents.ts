import { readDateText } from '../cells/dateText.ts'
import { isFilled, type PlainCell } from './document.ts'

/** What the cells of a column look like, whatever its heading says: shares of the filled ones, 0 to 1. */
export interface Contents {
  readonly filled: number
  readonly dates: number
  readonly posts: number
  readonly numbers: number
  readonly marks: number
  /** Mean length in characters. */
  readonly length: number
}

const POST =
  /директор|зам(?:\.|естител)|завуч|учител|педагог|психолог|руководител|методист|шмо|рмо|администрац|классн|кл\. ?рук|соц(?:\.|иальн)|логопед|дефектолог|библиотекар|завхоз|советник|куратор|координатор|рабочая групп|teacher|head/i
const MARK = /^(?:[+xх✓✔√v*●•–—-]|да|yes)$/i
const TERM =
  /течени|ежедн|еженед|ежемес|ежекв|ежегод|постоян|регуляр|раза? в|каникул|четверт|полугод|квартал|недел|январ|феврал|март|апрел|(?<!\p{L})ма[йя](?!\p{L})|июн|июл|август|сентябр|октябр|ноябр|декабр|до начала|по график|по мере/iu

/** Cells that are looked at: enough to know what a column is. */
const SAMPLE = 60

export function contentsOf(cells: readonly PlainCell[]): Contents {
  const own = cells.filter((cell) => isFilled(cell) && cell.merged !== 'left').slice(0, SAMPLE)
  const share = (is: (cell: PlainCell) => boolean) =>
    own.length === 0 ? 0 : own.filter(is).length / own.length
  return {
    filled: own.length,
    dates: share(isTerm),
    posts: share(({ text }) => text.length < 200 && POST.test(text)),
    numbers: share(({ text }) => /^[\d\s.,]+ ?%?$/.test(text) && !isDate(text)),
    marks: share(({ text }) => MARK.test(text)),
    length: own.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, own.length),
  }
}

/** Whether a cell of a period's column says only that the period is meant. */
export function isMark(text: string): boolean {
  return MARK.test(text) && !/^[–—-]$/.test(text)
}

function isTerm({ text, value }: PlainCell): boolean {
  if (value !== undefined) return isDate(text)
  return isDate(text) || (text.length < 80 && TERM.test(text))
}

function isDate(text: string): boolean {
  const { is } = readDateText(text)
  return (is === 'day' || is === 'period' || is === 'noYear') && !/^\d{4}$|^\d+[.,]\d+$/.test(text)
}
