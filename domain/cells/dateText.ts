import type { Day } from '../records.ts'
import { dayOf, lastDayOfMonth, partsOf } from './day.ts'
import { cyrillic, tidy } from './likeness.ts'

/** What a text says about a date. Nothing is guessed: what has two readings says so. */
export type DateReading =
  | {
      readonly is: 'day'
      readonly day: Day
      /** «03/04/2021»: read day first. */ readonly slashed?: true
    }
  /** A range, month, quarter or year; `first` is null for «ежемесячно до 25.12.2021». */
  | { readonly is: 'period'; readonly first: Day | null; readonly last: Day }
  | { readonly is: 'noYear'; readonly month: number; readonly date: number }
  /** The date does not exist, such as 31.02.2021. */
  | { readonly is: 'impossible' }
  /** Month first, such as 03/25/2021; `day` is what was probably meant. */
  | { readonly is: 'swapped'; readonly day: Day }
  /** «в течение года», «ежемесячно», «май-июнь»: a term in words, with no last day in it. */
  | { readonly is: 'words' }
  | { readonly is: 'unreadable' }

const MONTHS = [
  /^(?:январ[а-я]*|янв|january|jan)$/,
  /^(?:феврал[а-я]*|фев|февр|february|feb)$/,
  /^(?:март[а-я]*|мар|march|mar)$/,
  /^(?:апрел[а-я]*|апр|april|apr)$/,
  /^(?:ма[йяею]|may)$/,
  /^(?:июн[а-я]*|june|jun)$/,
  /^(?:июл[а-я]*|july|jul)$/,
  /^(?:август[а-я]*|авг|august|aug)$/,
  /^(?:сентябр[а-я]*|сен|сент|september|sept|sep)$/,
  /^(?:октябр[а-я]*|окт|october|oct)$/,
  /^(?:ноябр[а-я]*|ноя|нояб|november|nov)$/,
  /^(?:декабр[а-я]*|дек|december|dec)$/,
]

const ENGLISH =
  /^(?:q|st|nd|rd|th|by|the|end|of|from|to|until|till|before|no|later|than|during|within|year|monthly|i|ii|iii|iv)$/

const WEEKDAY =
  /(?<!\p{L})(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|пн|вт|ср|чт|пт|сб|вс|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?!\p{L})[.,]?/gu

const LEAD =
  /^(?:не позднее|не позже|до конца|к концу|конец|до|к|по|в течение|в|на протяжении|no later than|by the end of|end of|by|until|till|before|during|within)\s+/

/** No term of a plan is longer; what is, is some other text in the wrong cell. */
const LONGEST = 200

/** Signs of a term told in words: then the text is kept, not called unreadable. */
const TERM =
  /#|@|течени|ежедн|еженед|ежемес|ежекв|ежегод|постоян|регуляр|раза? в|каникул|четверт|полугод|квартал|уч\.|учебн|недел|декад|по мере|по план|по график|срок|триместр|зим[аоуы]|весн[аоуы]|лет[оау]м?(?!\p{L})|осен[ьи]|monthly|weekly|yearly|quarter|term/u

/**
 * Reads a date as Russian and English documents write it: «15.3.21», «15 марта 2021 г.», «до 30 ноября
 * 2020 г.», «10 ноября 2020* года», «I квартал 2027 г.», «01.05.2021-15.05.2021», `2021-03-15`. Day comes
 * before month; a two-digit year is of this century.
 *
 * @example readDateText('15.3.21') // { is: 'day', day: '2021-03-15' }
 * @example readDateText('15/03') // { is: 'noYear', month: 3, date: 15 }
 * @example readDateText('в течение года') // { is: 'words' }
 */
export function readDateText(text: string): DateReading {
  if (text.length > LONGEST) return { is: 'unreadable' }
  const normal = normalise(text)
  return (
    readWhole(normal) ??
    readRange(normal) ??
    readLed(normal) ??
    readSeveral(normal) ??
    readNoted(normal) ??
    unread(normal)
  )
}

/** Lower case, months as `#05`, quarters and half-years as `@q1`, `@h2`; no footnotes, weekdays, «г.». */
function normalise(text: string): string {
  return tidy(text)
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/["'«»“”„*]/g, '')
    .replace(/^срок(?: ?[:-] ?| )/, '')
    .replace(/[оo](?=\d)(?<=[\d. ][оo])|(?<=\d)[оo](?=[\d. ])/g, '0')
    .replace(/,? включительно/g, '')
    .replace(WEEKDAY, ' ')
    .replace(/[(]\s*[)]/g, ' ')
    .replace(/\p{L}+/gu, (word) => {
      const russian = ENGLISH.test(word) ? word : cyrillic(word)
      const month = MONTHS.findIndex((name) => name.test(word) || name.test(russian))
      return month < 0 ? russian : `#${String(month + 1).padStart(2, '0')}`
    })
    .replace(/(#\d\d)\./g, '$1')
    .replace(/(?<![\p{L}\d])q([1-4])(?!\d)/gu, '@q$1')
    .replace(/(?<![\p{L}\d])(iv|i{1,3}|[1-4]) ?- ?(iv|i{1,3}|[1-4]) (кв\p{L}*\.?)/gu, '$1 $3-$2 $3')
    .replace(
      /(?<![\p{L}\d])(iv|i{1,3}|[1-4]|перв\p{L}*|втор\p{L}*|трет\p{L}*|четверт\p{L}*)(?:-?(?:ый|ой|ий|му|го|[йемя]))? (кв\.|кв(?!\p{L})|квартал\p{L}*|полугоди\p{L}*)/gu,
      (_, which: string, of: string) => `@${of.startsWith('кв') ? 'q' : 'h'}${ordinal(which)}`,
    )
    .replace(/(\d)\s*(?:года|году|годы|год|гг|г)(?!\p{L})\.?/gu, '$1')
    .replace(/(\d)(?:st|nd|rd|th|-?го|-?е|-?ое)(?!\p{L})/gu, '$1')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\d)[\s.,;]+$/, '')
    .replace(/[,;]\s*$/, '')
    .trim()
}

function ordinal(word: string): number {
  if (/^[1-4]$/.test(word)) return Number(word)
  const roman = ['i', 'ii', 'iii', 'iv'].indexOf(word)
  if (roman >= 0) return roman + 1
  return ['перв', 'втор', 'трет', 'четв'].indexOf(word.slice(0, 4)) + 1
}

/** One date, month, quarter, half-year or year, with its year; or a day and month without one. */
function readWhole(text: string): DateReading | null {
  const ymd = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:[tт ]00:00(?::00)?(?:\.0+)?z?)?$/.exec(text)
  if (ymd) return oneDay(Number(ymd[1]), Number(ymd[3]), Number(ymd[4]), false)

  const dmy =
    /^(\d{1,2}) ?([-./, ]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?: 0?0:00(?::00)?)?$/.exec(text) ??
    /^(\d{1,2}) ?([.,]) ?(\d{1,2}) ?[.,] ?(\d{4}|\d{2})$/.exec(text) ??
    /^(\d{1,2})( |-|,|\.)? ?#(\d\d)(?:[ ,.-]+)?(\d{4}|\d{2})$/.exec(text)
  if (dmy) {
    const slashed = dmy[2] === '/' && !text.includes('#')
    return oneDay(fullYear(dmy[4]), Number(dmy[3]), Number(dmy[1]), slashed)
  }
  const mdy = /^#(\d\d) (\d{1,2}),? (\d{4})$/.exec(text)
  if (mdy) return oneDay(Number(mdy[3]), Number(mdy[1]), Number(mdy[2]), false)

  const short =
    /^(\d{1,2}) ?[./,-] ?(\d{1,2})$/.exec(text) ?? /^(\d{1,2}) ?[ .-]? ?#(\d\d)$/.exec(text)
  if (short) return noYear(Number(short[1]), Number(short[2]))

  return readPeriod(text)
}

function readPeriod(text: string): DateReading | null {
  const month = /^#(\d\d)[ ,]*(\d{4})$/.exec(text) ?? /^(\d{1,2})[./](\d{4})$/.exec(text)
  if (month) return months(Number(month[2]), Number(month[1]), Number(month[1]))
  const yearMonth = /^(\d{4})[-./](\d{2})$/.exec(text)
  const second = Number(yearMonth?.[2])
  if (yearMonth && second <= 12 && !text.includes('/')) {
    return months(Number(yearMonth[1]), second, second)
  }
  const quarter = /^@q(\d) ?(\d{4})$/.exec(text)
  if (quarter) return months(Number(quarter[2]), Number(quarter[1]) * 3 - 2, Number(quarter[1]) * 3)
  const half = /^@h([12]) ?(\d{4})$/.exec(text)
  if (half) return months(Number(half[2]), Number(half[1]) * 6 - 5, Number(half[1]) * 6)
  const year = /^(\d{4})$/.exec(text)
  if (year) return months(Number(year[1]), 1, 12)
  // «2021/22» is a school year; «2021-2022» could be two calendar ones, so it needs the word.
  const school = /^(\d{4}) ?([/-]) ?(\d{4}|\d{2}) ?(уч\p{L}*\.?(?: ?г\p{L}*\.?)?)?$/u.exec(text)
  if (school) {
    const first = Number(school[1])
    const last = fullYear(school[3])
    const named = school[4] !== undefined
    if (last === first + 1 && (named || school[2] === '/')) {
      return period(dayOf(first, 9, 1), dayOf(last, 5, 31))
    }
    if (last > first + 1 && !named) return period(dayOf(first, 1, 1), dayOf(last, 12, 31))
    return { is: 'words' }
  }
  return null
}

/** «с 1 по 15 мая 2021», «01.05-15.05.2021», «май - июнь 2021». */
function readRange(text: string): DateReading | null {
  const bare = text.replace(/^(?:с|со|from) /, '')
  for (const split of bare.matchAll(/ по | до | to | ?\.\.\.? ?| ?… ?| ?- ?/g)) {
    const head = bare.slice(0, split.index)
    const tail = bare.slice(split.index + split[0].length)
    const last = readWhole(tail)
    if (last === null || head === '') continue
    if (last.is === 'noYear' && (readWhole(head)?.is === 'noYear' || /^\d{1,2}$/.test(head))) {
      return last
    }
    if (last.is !== 'day' && last.is !== 'period') continue
    const end = last.is === 'day' ? last.day : last.last
    const first = readStart(head, end)
    if (first === null) continue
    return first <= end ? { is: 'period', first, last: end } : { is: 'impossible' }
  }
  return null
}

/** The start of a range, which may leave out what its end says: the year, or month and year. */
function readStart(text: string, end: Day): Day | null {
  const { year, month } = partsOf(end)
  const whole = /^\d{1,2}$/.test(text)
    ? readWhole(`${text}.${month}.${year}`)
    : (readWhole(text) ?? readWhole(`${text} ${year}`))
  if (whole?.is === 'day') return whole.day
  if (whole?.is === 'period') return whole.first
  if (whole?.is === 'noYear') return dayOf(year, whole.month, whole.date)
  return null
}

/** «до 30 ноября 2020 г.», «не позднее 15.03.2021», «ежемесячно до 25.12.2021». */
function readLed(text: string): DateReading | null {
  const bare = text.replace(LEAD, '')
  if (bare !== text) {
    const reading = readWhole(bare) ?? readRange(bare)
    if (reading !== null) return reading
  }
  const repeated = /^[^\d#@]+? (?:до|по|by|until) (.+)$/.exec(text)
  const end = repeated?.[1] === undefined ? null : readWhole(repeated[1])
  if (end?.is === 'day') return { is: 'period', first: null, last: end.day }
  if (end?.is === 'period') return { is: 'period', first: null, last: end.last }
  return end
}

/** «15.03.2021, 20.03.2021», «15 и 20 марта 2021»: several days, of which the last is the term. */
function readSeveral(text: string): DateReading | null {
  for (const split of text.matchAll(/, |; | и /g)) {
    const head = text.slice(0, split.index)
    const last = readWhole(text.slice(split.index + split[0].length))
    if (last?.is !== 'day') continue
    const bare = split[0] === ' и ' && /^\d{1,2}$/.test(head)
    const first = bare ? readStart(head, last.day) : wholeDay(readLed(head) ?? readWhole(head))
    if (first !== null && first <= last.day) return { is: 'period', first, last: last.day }
  }
  return null
}

/** «15.03.2021 (перенесено)»: a date with a remark, which is kept beside it. */
function readNoted(text: string): DateReading | null {
  const [, dated] = /^(.+?) ?[(][^()]*[)]$/.exec(text) ?? []
  const day = dated === undefined ? null : wholeDay(readWhole(dated) ?? readLed(dated))
  return day === null ? null : { is: 'period', first: null, last: day }
}

function wholeDay(reading: DateReading | null): Day | null {
  return reading?.is === 'day' ? reading.day : null
}

function unread(text: string): DateReading {
  return !/\d/.test(text.replace(/[#@]\p{L}?\d+/gu, '')) || TERM.test(text)
    ? { is: 'words' }
    : { is: 'unreadable' }
}

function oneDay(year: number, month: number, date: number, slashed: boolean): DateReading {
  if (!isOurs(year)) return { is: 'impossible' }
  const day = dayOf(year, month, date)
  if (day !== null) {
    const twoWays = slashed && date <= 12 && date !== month
    return twoWays ? { is: 'day', day, slashed: true } : { is: 'day', day }
  }
  const swapped = month > 12 ? dayOf(year, date, month) : null
  return swapped === null ? { is: 'impossible' } : { is: 'swapped', day: swapped }
}

/** 2020 is a leap year, so that 29 February is a day here. */
function noYear(date: number, month: number): DateReading {
  if (dayOf(2020, month, date) !== null) return { is: 'noYear', month, date }
  return dayOf(2020, date, month) === null
    ? { is: 'impossible' }
    : { is: 'noYear', month: date, date: month }
}

function months(year: number, first: number, last: number): DateReading {
  if (!isOurs(year)) return { is: 'unreadable' }
  return period(dayOf(year, first, 1), dayOf(year, last, 1) && lastDayOfMonth(year, last))
}

function period(first: Day | null, last: Day | null): DateReading {
  return first === null || last === null ? { is: 'impossible' } : { is: 'period', first, last }
}

/** Years that a programme may speak of; others are slips of the hand. */
function isOurs(year: number): boolean {
  return year >= 1990 && year <= 2099
}

function fullYear(digits: string | undefined): number {
  const year = Number(digits)
  return year < 100 ? 2000 + year : year
}
