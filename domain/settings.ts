import { readByLevel, type ByLevel } from './identification/byLevel.ts'
import type { Card, Programme } from './records.ts'

/** What an office may set in the table «Настройки». */
export const SETTINGS = [
  'remindDays',
  'silentDays',
  'checkDays',
  'mailHour',
  'smallCount',
  'lowShare',
  'lowProcedures',
  'lowYears',
  'lowRule',
  'lowParticipants',
  'region',
] as const
export type Setting = (typeof SETTINGS)[number]

/** The settings in force: those of the table, and the usual ones where it has none. */
export interface Settings {
  /** Working days before a deadline on which to remind, the earliest first. */
  readonly remindDays: readonly number[]
  /** Calendar days without an entry after which a school is called silent. */
  readonly silentDays: number
  /** Calendar days after which a check that is waited for is said to be late. */
  readonly checkDays: number
  /** Local hour from which letters go. */
  readonly mailHour: number
  /** Counts below it are not shown in common reports. */
  readonly smallCount: number
  /** Per cent below the threshold from which a procedure counts as a low result. */
  readonly lowShare: ByLevel
  /** Procedures of a year that are low in a school with low results; 0 where that is not asked for. */
  readonly lowProcedures: ByLevel
  /** Years that one procedure is low running; 0 where that is not asked for. */
  readonly lowYears: ByLevel
  /** Whether both of these are needed. */
  readonly lowRule: 'and' | 'or'
  /** Fewer participants of a procedure prove nothing about a school. */
  readonly lowParticipants: number
  /** Whose regional days of the calendar count; null for none. */
  readonly region: string | null
}

const RANGES: Readonly<Partial<Record<Setting, readonly [number, number]>>> = {
  silentDays: [1, 365],
  checkDays: [1, 365],
  mailHour: [0, 23],
  smallCount: [1, 100],
  lowParticipants: [1, 1_000],
}

/** Numbers that may differ by level: what is usual, and what can be. */
const BY_LEVEL = {
  lowShare: { usual: 30, range: [1, 100] },
  lowProcedures: { usual: 2, range: [0, 20] },
  lowYears: { usual: 2, range: [0, 4] },
} as const

const RULES: Readonly<Record<string, Settings['lowRule']>> = {
  и: 'and',
  или: 'or',
  and: 'and',
  or: 'or',
}

/** Whether a setting's value can be used as it is written. */
export function fits(setting: Setting, value: string): boolean {
  if (setting === 'region') return value.trim() !== ''
  if (setting === 'remindDays') return readDays(value) !== null
  if (setting === 'lowRule') return readRule(value) !== null
  if (isByLevel(setting)) return readLevels(setting, value) !== null
  return readWhole(setting, value) !== null
}

/**
 * The settings of a programme. Of two rows for one setting the one with the lower id counts; a value that
 * cannot be used counts as none.
 *
 * @param briefs of the directory's card
 * @example settingsOf(programme, { settings: { a: { setting: 'mailHour', value: '9' } } }).mailHour // 9
 */
export function settingsOf(
  programme: Pick<Programme, 'mailHour' | 'silentDays'>,
  briefs: Card['briefs'],
): Settings {
  const rows = Object.entries(briefs['settings'] ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const said = (setting: Setting): string => {
    const row = rows.find(([, brief]) => brief['setting'] === setting)
    return String(row?.[1]['value'] ?? '')
  }
  const whole = (setting: Setting) => readWhole(setting, said(setting))
  const levels = (setting: keyof typeof BY_LEVEL) =>
    readLevels(setting, said(setting)) ?? { every: BY_LEVEL[setting].usual, levels: {} }
  return {
    remindDays: readDays(said('remindDays')) ?? [14, 3, 0],
    silentDays: whole('silentDays') ?? programme.silentDays,
    checkDays: whole('checkDays') ?? 10,
    mailHour: whole('mailHour') ?? programme.mailHour,
    smallCount: whole('smallCount') ?? 5,
    lowShare: levels('lowShare'),
    lowProcedures: levels('lowProcedures'),
    lowYears: levels('lowYears'),
    lowRule: readRule(said('lowRule')) ?? 'or',
    lowParticipants: whole('lowParticipants') ?? 10,
    region: said('region').trim() || null,
  }
}

/** «14, 3, 0», «14/3/0»; the earliest first, each once. */
function readDays(text: string): readonly number[] | null {
  const days = text.trim().split(/\s*[,;/]\s*|\s+/)
  if (!days.every((day) => /^\d{1,2}$/.test(day) && Number(day) <= 60)) return null
  return [...new Set(days.map(Number))].toSorted((a, b) => b - a)
}

function isByLevel(setting: Setting): setting is keyof typeof BY_LEVEL {
  return setting in BY_LEVEL
}

function readLevels(setting: keyof typeof BY_LEVEL, text: string): ByLevel | null {
  return readByLevel(text, BY_LEVEL[setting].usual, BY_LEVEL[setting].range)
}

function readRule(text: string): Settings['lowRule'] | null {
  return RULES[text.trim().toLowerCase()] ?? null
}

function readWhole(setting: Setting, text: string): number | null {
  const [min, max] = RANGES[setting] ?? [0, 0]
  const value = Number(text.trim().replace(/\s*%$/, ''))
  return text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max
    ? value
    : null
}
