import type { DeletedRow, Panel, PastChange, RowHead } from '../../domain/panel.ts'
import type { RowAnswer } from '../../domain/protocol.ts'
import type { Asked, PanelState, Said } from '../panelState.ts'

/** The functions of the add-on that the page calls, by the names of its entry points. */
interface Functions {
  readonly panelShow: (said: Said) => PanelState<Panel>
  readonly panelAsk: (wish: Wish) => Asked<Told>
  readonly panelRow: () => Place | null
  readonly panelGo: (place: Place) => boolean
  readonly enableSync: () => void
}

/** A row, or a cell of it. */
export interface Place {
  readonly table: string
  readonly id: string
  readonly key?: string
}

type RowWish = Place & { readonly to: 'history' }

/** What is asked of the functions `history` and `sidebar`; a wish that changes something has a request id. */
export type Wish =
  | { readonly to: 'sidebar'; readonly do: 'deleted' }
  | (RowWish & { readonly do: 'read' })
  | (RowWish & { readonly do: 'undo'; readonly request: string; readonly rev: number })
  | (RowWish & {
      readonly do: 'bringBack'
      readonly request: string
      readonly rev: number
      readonly key: string
      readonly seen: number
    })
  | (RowWish & {
      readonly do: 'help'
      readonly request: string
      readonly seen: number
      readonly text: string
    })
  | (RowWish & { readonly do: 'archive' | 'restore'; readonly request: string })

/** What `history` and `sidebar` answer; which of it, the wish says. */
export interface Told {
  readonly deleted?: readonly DeletedRow[]
  readonly head?: RowHead
  readonly changes?: readonly PastChange[]
  readonly row?: RowAnswer
}

interface Handlers {
  withSuccessHandler(done: (value: unknown) => void): Runner
  withFailureHandler(failed: (error: Error) => void): Runner
}
type Runner = Handlers & Readonly<Record<keyof Functions, (...args: readonly unknown[]) => void>>

declare const google: { readonly script: { readonly run: Runner } }

/** Calls the add-on. @throws Error with the message of what failed there */
export function call<K extends keyof Functions>(
  fn: K,
  ...args: Parameters<Functions[K]>
): Promise<ReturnType<Functions[K]>> {
  return new Promise((resolve, reject) => {
    const run = google.script.run
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entry point of this name gives what `Functions` says
      .withSuccessHandler((value) => resolve(value as ReturnType<Functions[K]>))
      .withFailureHandler(reject)
    run[fn](...args)
  })
}

/** A UUID for a wish; kept when it is sent again, so that it is one change. */
export function requestId(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))]
  const hex = bytes.map((byte, at) => {
    const value = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte
    return value.toString(16).padStart(2, '0')
  })
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)]
    .map((part) => part.join(''))
    .join('-')
}
