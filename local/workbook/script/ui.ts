/** An item of a menu; one without a function is a separator, or a menu of its own. */
export interface MenuItem {
  readonly label?: string
  readonly fn?: string
  readonly items?: readonly MenuItem[]
}

/** A menu that the add-on has put into the menu bar. */
export interface Menu {
  /** Empty for an add-on's own menu, which Google names after the add-on. */
  readonly title: string
  readonly addon: boolean
  readonly items: readonly MenuItem[]
}

export interface Question {
  /** A prompt has a field to type into. */
  readonly kind: 'alert' | 'prompt'
  readonly title: string
  readonly text: string
  readonly buttons: 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL'
}

export type Button = 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE'

export interface Reply {
  readonly button: Button
  /** What was typed into a prompt. */
  readonly text?: string
}

/** A page of the add-on's HTML. */
export interface Page {
  readonly title: string
  readonly html: string
  readonly width: number | null
  readonly height: number | null
}

/** Something that the add-on shows to the person who sits before the sheet. */
export type Shown =
  | Question
  | {
      readonly kind: 'toast'
      readonly text: string
      readonly title: string
      readonly seconds: number
    }
  | ({ readonly kind: 'sidebar' } & Page)
  | ({ readonly kind: 'dialog'; readonly modal: boolean } & Page)
  | { readonly kind: 'select'; readonly sheetId: number; readonly a1?: string }

/** Where the add-on's window stands: one spreadsheet before one person. */
export interface Seat {
  readonly spreadsheetId: string
  readonly person: string
}

/**
 * How a host shows what the add-on shows. `show` is also told of alerts and prompts; `ask` answers them.
 */
export interface UiPort {
  readonly show: (seat: Seat, shown: Shown) => void
  readonly ask: (seat: Seat, question: Question) => Promise<Reply>
}

/** The port for headless use: keeps what was shown, and answers as it was told to, or with OK. */
export interface Recorder extends UiPort {
  /** What was shown at a seat since it was last asked for. */
  take(seat: Seat): Shown[]
  /** The answer to the next alert or prompt at a seat. */
  answer(seat: Seat, reply: Reply): void
}

/** A seat as a key of maps. */
export function keyOf({ spreadsheetId, person }: Seat): string {
  return `${spreadsheetId} ${person}`
}

/** Nobody looks at more; older things are forgotten. */
const KEPT = 200

export function createRecorder(): Recorder {
  const shown = new Map<string, Shown[]>()
  const replies = new Map<string, Reply[]>()
  return {
    show: (seat, what) => {
      const list = shown.get(keyOf(seat)) ?? []
      shown.set(keyOf(seat), [...list, what].slice(-KEPT))
    },
    ask: async (seat, { buttons }) =>
      replies.get(keyOf(seat))?.shift() ?? {
        button: buttons.startsWith('YES') ? 'YES' : 'OK',
        text: '',
      },
    take: (seat) => {
      const list = shown.get(keyOf(seat)) ?? []
      shown.delete(keyOf(seat))
      return list
    },
    answer: (seat, reply) => {
      replies.set(keyOf(seat), [...(replies.get(keyOf(seat)) ?? []), reply])
    },
  }
}
