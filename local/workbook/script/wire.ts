import type { Area } from '../state.ts'
import type { ChangeType } from '../events.ts'

/** One run of a function of the add-on, as its worker is given it. */
export interface Job {
  readonly fn: string
  /** The arguments as JSON; ignored where there is an event. */
  readonly args: string
  readonly event?: EventPayload
  readonly spreadsheetId: string
  /** Whose authority the run has: the installer of a trigger, the one who pressed a menu item. */
  readonly effectiveUser: string
  /** Who sits before the sheet; empty where Google would not say. */
  readonly activeUser: string
  /** A simple trigger runs without the services that need a person's consent. */
  readonly authMode: AuthMode
  /** May the run show dialogs? Only what a person has started may. */
  readonly withUi: boolean
  readonly scriptTimeZone: string
  /** Milliseconds by which the system's clock is ahead of the machine's. */
  readonly clockOffset: number
}

export type AuthMode = 'FULL' | 'LIMITED'

/** What a trigger's event object is built from. */
export interface EventPayload {
  readonly triggerUid?: string
  /** Address of the person whose doing it was; empty where Google would not say. */
  readonly user: string
  readonly area?: Area & { readonly title: string }
  readonly value?: string
  readonly oldValue?: string
  readonly changeType?: ChangeType
}

/** What starts a worker. */
export interface WorkerStart {
  readonly code: string
  /** HTML files of the add-on by their name without extension. */
  readonly files: Readonly<Record<string, string>>
  /** Wakes the worker when an answer lies in its port. */
  readonly flag: SharedArrayBuffer
}

/** From worker to host over the port: a call that it waits for, or a line for the log. */
export type FromWorker =
  | { readonly kind: 'call'; readonly op: string; readonly args: string }
  | { readonly kind: 'log'; readonly text: string }

/** From host to worker over the port: the value as JSON, or what the script is to catch. */
export type Answer = { readonly value: string } | { readonly error: ServiceFailure }

/** An exception of a service, as a script sees it. */
export interface ServiceFailure {
  readonly name: string
  readonly message: string
  /** The API's error, for the advanced services. */
  readonly details?: object
}

/** How a run ended. */
export type Outcome =
  | { readonly value: string }
  | { readonly error: { readonly message: string; readonly stack: string } }
