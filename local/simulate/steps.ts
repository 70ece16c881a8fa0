import { Random } from './random.ts'

/** What a person can do in a workbook; the numbers of the step say where and with what. */
export const GESTURES = {
  type: 40,
  begin: 18,
  choose: 6,
  mistype: 6,
  personal: 2,
  formula: 3,
  own: 2,
  paste: 6,
  pasteForeign: 2,
  clearCell: 5,
  clearRow: 2,
  clearAll: 2,
  sortAll: 3,
  sortVisible: 5,
  sortPart: 6,
  copyRow: 4,
  cutRow: 2,
  copyVisible: 2,
  cutVisible: 4,
  moveRow: 4,
  insertRow: 4,
  deleteRow: 4,
  moveColumn: 4,
  filter: 3,
  clearFilter: 2,
  fill: 2,
  undo: 7,
} as const

export type GestureName = keyof typeof GESTURES

/** What the world does with a request: the client hears of `ok`, `slow` and the two duplicates alone. */
export const FATES = {
  ok: 62,
  loseRequest: 6,
  loseAnswer: 8,
  /** It arrives later, after others. */
  delay: 5,
  throttle: 3,
  /** It arrives twice at once. */
  twice: 4,
  /** It arrives, and once more later. */
  echo: 4,
  /** Its commit gets its time now, and becomes visible later, after others. */
  late: 4,
  /** So too, and the client waits for it while the world goes on: its transaction overlaps with others. */
  slow: 6,
} as const

export type Fate = keyof typeof FATES

/** What Google does with the first call of the Sheets API in a step. */
export const SHEET_FATES = {
  ok: 90,
  /** 429 or 503: nothing was done. */
  busy: 6,
  /** A write is carried out, and its answer gets lost. */
  lost: 4,
} as const

export type SheetFate = keyof typeof SHEET_FATES

/** What a person asks of a row's history. */
export const ASKED = { undo: 6, bringBack: 3, archive: 3, restore: 4 } as const

export type Asked = keyof typeof ASKED

/** Wishes with which a run begins. */
export interface Wishes {
  readonly pull: boolean
  readonly resend: boolean
  readonly editing: boolean
  readonly sendHeld: boolean
  readonly refetch: boolean
  readonly decide: boolean
}

/**
 * One step of a history. Steps are plain data, and each finds its place in whatever the steps before
 * it have left: any of them can be taken out, and what remains is a history too.
 */
export type Step =
  | {
      readonly do: 'gesture'
      readonly book: number
      readonly gesture: GestureName
      readonly n: readonly number[]
    }
  /** A run begins, if that shell has none in that workbook. */
  | { readonly do: 'run'; readonly book: number; readonly shell: Shell; readonly wishes: Wishes }
  /** A whole run, with nobody in between. */
  | {
      readonly do: 'sync'
      readonly book: number
      readonly shell: Shell
      readonly wishes: Wishes
      readonly fate: Fate
      readonly sheet: SheetFate
    }
  /** A run that is under way goes on by so many effects. */
  | {
      readonly do: 'advance'
      readonly book: number
      readonly shell: Shell
      readonly effects: number
      readonly fate: Fate
      readonly sheet: SheetFate
    }
  /** A person goes back in a row's history, through the function `history`. */
  | {
      readonly do: 'history'
      readonly book: number
      readonly asked: Asked
      readonly n: readonly number[]
    }
  /** A shell dies, or its time is over, wherever it is. */
  | { readonly do: 'crash'; readonly book: number; readonly shell: Shell }
  /** A request that was late arrives, or a late commit becomes visible. */
  | { readonly do: 'deliver'; readonly n: number }
  | { readonly do: 'clock'; readonly hours: number }
  /** Another instance of the function takes over, with nothing cached. */
  | { readonly do: 'restart' }
  | { readonly do: 'copyBook'; readonly book: number }
  | { readonly do: 'keepVersion'; readonly book: number }
  | { readonly do: 'restoreVersion'; readonly book: number }

export type Shell = 'addon' | 'reconcile'

const WORLD = {
  gesture: 100,
  sync: 26,
  run: 26,
  advance: 60,
  crash: 16,
  deliver: 6,
  clock: 2,
  restart: 2,
  copyBook: 1,
  keepVersion: 5,
  restoreVersion: 5,
  history: 7,
} as const

const ALL = 1_000_000

/** The steps of a seed's history. */
export function stepsOf(seed: number, books: number, shells: 1 | 2): Step[] {
  const random = new Random(seed)
  const length = 30 + random.below(60)
  // Some histories are lived by one person in one workbook, some by everybody at once.
  const busy = random.chance(0.3) ? 1 : books
  const twoShells = random.chance(0.3) && shells === 2
  const calm = random.chance(0.3)
  const steps = Array.from({ length }, () => oneStep(random, { busy, twoShells, calm }))
  return random.chance(0.7) ? [...prelude(random), ...steps] : steps
}

function oneStep(random: Random, world: { busy: number; twoShells: boolean; calm: boolean }): Step {
  const kind = random.weighted(WORLD)
  const book = random.chance(0.15) ? random.below(4) : random.below(world.busy)
  const shell: Shell = world.twoShells && random.chance(0.4) ? 'reconcile' : 'addon'
  switch (kind) {
    case 'gesture': {
      return { do: kind, book, gesture: random.weighted(GESTURES), n: numbers(random) }
    }
    case 'history':
      return { do: kind, book, asked: random.weighted(ASKED), n: numbers(random) }
    case 'run':
      return { do: kind, book, shell, wishes: wishesOf(random) }
    case 'sync':
      return { do: kind, book, shell, wishes: wishesOf(random), ...fatesOf(random, world.calm) }
    case 'advance': {
      // Many runs are not disturbed from here on.
      const effects = random.chance(0.4) ? 100 : 1 + random.below(3)
      return { do: kind, book, shell, effects, ...fatesOf(random, world.calm) }
    }
    case 'crash':
      return { do: kind, book, shell }
    case 'deliver':
      return { do: kind, n: random.below(ALL) }
    case 'clock':
      return { do: kind, hours: 1 + random.below(24 * 40) }
    case 'restart':
      return { do: kind }
    case 'copyBook':
    case 'keepVersion':
    case 'restoreVersion':
      return { do: kind, book }
    default:
      return kind satisfies never
  }
}

function numbers(random: Random): number[] {
  return [random.below(ALL), random.below(ALL), random.below(ALL), random.below(ALL)]
}

function fatesOf(random: Random, calm: boolean): { fate: Fate; sheet: SheetFate } {
  return calm ? CALM : { fate: random.weighted(FATES), sheet: random.weighted(SHEET_FATES) }
}

const CALM = { fate: 'ok', sheet: 'ok' } as const

function wishesOf(random: Random): Wishes {
  return {
    pull: random.chance(0.7),
    resend: random.chance(0.2),
    editing: random.chance(0.3),
    sendHeld: random.chance(0.04),
    refetch: random.chance(0.03),
    decide: random.chance(0.5),
  }
}

/** A few rows that all workbooks know, so that people meet from the start. */
function prelude(random: Random): Step[] {
  const wishes: Wishes = { ...NO_WISHES, pull: true }
  const start: Step = { do: 'gesture', book: 0, gesture: 'begin', n: [0, 0, 0, 0] }
  const n = [0, 1, 2 + random.below(3), random.below(3)]
  const block: Step = { do: 'gesture', book: 0, gesture: 'paste', n }
  const syncs = [0, 1, 2, 3].map((book): Step => ({
    do: 'sync',
    book,
    shell: 'addon',
    wishes,
    ...CALM,
  }))
  return [start, block, ...syncs]
}

const NO_WISHES: Wishes = {
  pull: false,
  resend: false,
  editing: false,
  sendHeld: false,
  refetch: false,
  decide: false,
}
