import { z } from 'zod'
import { shownText } from '../entered.ts'
import type { Entered } from '../entered.ts'
import { isDay } from '../days.ts'
import type { Day } from '../records.ts'
import type { CellContext, CellKind, KeptText, Parsed, Problem } from './cell.ts'
import { excerpt } from './excerpt.ts'
import { readDateText } from './dateText.ts'
import { dayOf, dayOfSerial, partsOf, serialOf, shownDay } from './day.ts'

export interface DateOptions {
  /** Column that keeps a term told in words whole; with it periods are read too, by their last day. */
  readonly wordsIn?: string
  /** `refuse`: for days on which something has already happened. */
  readonly future?: 'refuse'
}

/** Numbers of 1990 to 2099 as Sheets counts days; other numbers are not dates that anybody meant. */
const FIRST_SERIAL = 32_874
const LAST_SERIAL = 73_050

/**
 * A calendar day, stored as `yyyy-mm-dd`. Reads what documents and people write (see `readDateText`) and
 * date numbers of the sheet. What has two readings, or no year, is refused with a suggestion; a day
 * outside the programme is stored with a remark.
 */
export function date(options: DateOptions = {}): CellKind {
  return {
    name: 'date',
    schema: z.string().refine(isDay, 'a calendar day, yyyy-mm-dd'),
    parse: (entered, context) => parseDate(entered, options, context),
    show: (value) => ({ value: serialOf(String(value)), format: 'date' }),
  }
}

function parseDate(entered: Entered, options: DateOptions, context: CellContext): Parsed {
  const shown = shownText(entered).trim()
  const quoted = excerpt(shown)
  const words = context.texts.cells.date
  const reading = readDateText(shown)
  const serial = serialIn(entered)
  if (serial !== null && reading.is !== 'noYear') {
    const day = dayOfSerial(serial)
    // «3/4/2021» in a sheet of an American locale: the number is 4 March, the reader sees 3 April.
    if (reading.is === 'day' && reading.day !== day) {
      const text = words.twoReadings(quoted, shownDay(day), shownDay(reading.day))
      return refused('date.twoReadings', text)
    }
    return accepted(day, [], options, context)
  }
  const example = shownDay(exampleDay(context))
  switch (reading.is) {
    case 'day': {
      const slashed = { code: 'date.slashed', text: words.slashed(shownDay(reading.day)) }
      return accepted(reading.day, reading.slashed ? [slashed] : [], options, context)
    }
    case 'period':
      return parsePeriod(shown, reading.last, options, context)
    case 'noYear': {
      const likely = shownDay(likelyDay(reading.month, reading.date, options, context))
      const reminds = options.wordsIn !== undefined
      return refused('date.noYear', words.noYear(quoted, likely, reminds))
    }
    case 'impossible':
      return refused('date.impossible', words.impossible(quoted, example))
    case 'swapped':
      return refused('date.swapped', words.swapped(quoted, shownDay(reading.day)))
    case 'words':
      return parseWords(shown, options, context)
    default:
      return refused('date.unreadable', words.unreadable(quoted, example))
  }
}

function parsePeriod(shown: string, last: Day, options: DateOptions, context: CellContext): Parsed {
  const words = context.texts.cells.date
  if (options.wordsIn === undefined) {
    return refused('date.notADay', words.notADay(excerpt(shown), shownDay(last)))
  }
  const hint = { code: 'date.lastDay', text: words.lastDay(shownDay(last)) }
  const whole = words.keptWhole(context.headerOf(options.wordsIn))
  const parsed = accepted(last, [{ ...hint, text: hint.text + whole }], options, context)
  if (!parsed.ok) return parsed
  return { ...parsed, keptIn: { key: options.wordsIn, value: shown, taken: hint } }
}

function parseWords(shown: string, options: DateOptions, context: CellContext): Parsed {
  const words = context.texts.cells.date
  if (options.wordsIn === undefined) {
    return refused('date.notADay', words.notADay(excerpt(shown), shownDay(exampleDay(context))))
  }
  const header = context.headerOf(options.wordsIn)
  const { year, month } = partsOf(exampleDay(context))
  const yearEnd = earlier(`${year}-12-31`, context.lastDay)
  const schoolYearEnd = earlier(`${month > 5 ? year + 1 : year}-05-31`, context.lastDay)
  const keptIn: KeptText = {
    key: options.wordsIn,
    value: shown,
    taken: {
      code: 'date.wordsTaken',
      text: words.wordsTaken(excerpt(shown), header, shownDay(yearEnd)),
    },
  }
  const text = words.words(header, shownDay(yearEnd), shownDay(schoolYearEnd))
  return { ok: false, problem: { code: 'date.words', text }, keptIn }
}

function accepted(
  day: Day,
  remarks: readonly Problem[],
  options: DateOptions,
  context: CellContext,
): Parsed {
  const words = context.texts.cells.date
  if (options.future === 'refuse' && day > context.today) {
    return refused('date.future', words.future(shownDay(day)))
  }
  const { firstDay, lastDay } = context
  const outside = words.outside(shownDay(day), shownDay(firstDay), shownDay(lastDay))
  const all =
    day < firstDay || day > lastDay
      ? [{ code: 'date.outside', text: outside }, ...remarks]
      : remarks
  const [first] = all
  if (first === undefined) return { ok: true, value: day }
  const text = all.map((remark) => remark.text).join(' ')
  return { ok: true, value: day, hint: { code: first.code, text } }
}

function refused(code: string, text: string): Parsed {
  return { ok: false, problem: { code, text } }
}

/** The date number in an entry, or null; a plain number was not shown as a date, but is one. */
function serialIn(entered: Entered): number | null {
  const value = typeof entered === 'object' ? entered.value : entered
  if (typeof value !== 'number') return null
  return value >= FIRST_SERIAL && value < LAST_SERIAL ? value : null
}

/** A day of the programme to show in examples: today, or its first day before it begins. */
function exampleDay(context: CellContext): Day {
  return context.today < context.firstDay ? context.firstDay : context.today
}

/** The next such day from today on, or the last one where the day must have been. */
function likelyDay(month: number, date: number, options: DateOptions, context: CellContext): Day {
  const from = exampleDay(context)
  const { year } = partsOf(from)
  const step = options.future === 'refuse' ? -1 : 1
  // 29 February comes within eight years, also around 2100.
  for (let years = 0; years <= 8; years++) {
    const day = dayOf(year + step * years, month, date)
    if (day !== null && (step < 0 ? day <= from : day >= from)) return day
  }
  return from
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other
}
