import { readDateText, type DateReading } from '../cells/dateText.ts'
import { partsOf } from '../cells/day.ts'

/** The year that terms without one are of: «2021», or the school year «2021/2022». */
export type PlanYear = { readonly first: number; readonly last: number }

/**
 * The years that a text names: of the plan, where its heading says them once.
 *
 * @example yearsIn('Дорожная карта на 2021–2022 учебный год') // { first: 2021, last: 2022 }
 */
export function yearsIn(text: string): PlanYear | null {
  const school = /(20\d\d)\s*[-–—/]\s*(?:20)?(\d\d)(?!\d)/.exec(text)
  if (school) {
    const first = Number(school[1])
    return Number(school[2]) === (first + 1) % 100 ? { first, last: first + 1 } : null
  }
  const years = new Set(text.match(/(?<![\d.№]|№ )20\d\d(?!\d)/g) ?? [])
  const [only] = years
  return years.size === 1 && only !== undefined ? { first: Number(only), last: Number(only) } : null
}

/** @example readYear('2021/2022') // { first: 2021, last: 2022 } */
export function readYear(text: string): PlanYear | null {
  const match = /^(20\d\d)(?:\/(20\d\d))?$/.exec(text)
  if (match === null) return null
  const first = Number(match[1])
  const last = Number(match[2] ?? match[1])
  return last === first || last === first + 1 ? { first, last } : null
}

/** @example yearText({ first: 2021, last: 2022 }) // '2021/2022' */
export function yearText({ first, last }: PlanYear): string {
  return first === last ? String(first) : `${first}/${last}`
}

/**
 * A term with the plan's year added, where it names a day or month without one and then says something
 * definite; the text itself otherwise. Of a school year the months from September on are of its first
 * half.
 *
 * @example withYear('до 15 марта', { first: 2021, last: 2022 }) // 'до 15 марта 2022'
 * @example withYear('октябрь – май', { first: 2021, last: 2022 }) // 'октябрь 2021 - май 2022'
 * @example withYear('в течение года', { first: 2021, last: 2021 }) // 'в течение года'
 */
export function withYear(text: string, year: PlanYear): string {
  if (/20\d\d|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)/.test(text)) return text
  if (text.trim() === '') return text
  const { is } = readDateText(text)
  if (is !== 'noYear' && is !== 'words') return text
  const term = text.replace(/\s+/g, ' ').replace(/[.,;\s]+$/, '')
  const single = added(term, year) ?? text
  const [head = '', tail = '', ...more] = term.split(/ ?[-–—] ?/)
  if (tail === '' || more.length > 0 || year.first === year.last) return single
  const from = added(head, year)
  const until = added(tail, year)
  if (from === null || until === null) return single
  return endOf(readDateText(`${from} - ${until}`)) === null ? single : `${from} - ${until}`
}

/** Whether a term names a month, a quarter or a day, and no year. */
export function lacksYear(text: string): boolean {
  return withYear(text, { first: 2021, last: 2022 }) !== text
}

/** The term with a year of the plan behind it, in whatever way then reads as a date. */
function added(term: string, { first, last }: PlanYear): string | null {
  for (const sign of [' ', '.', '/', '-']) {
    const inLast = `${term}${sign}${last}`
    const end = endOf(readDateText(inLast))
    if (end === null) continue
    const of = first !== last && partsOf(end).month >= 9 ? first : last
    return `${term}${sign}${of}`
  }
  return null
}

function endOf(reading: DateReading): string | null {
  if (reading.is === 'day') return reading.day
  return reading.is === 'period' ? reading.last : null
}
