import type { Firestore } from '@google-cloud/firestore'
import type { Config } from './config.ts'
import type { VerifyToken } from './identity.ts'
import type { Log } from './log.ts'
import type { SheetsApi } from './sheets.ts'

/**
 * What a function is made of. Production composes it once from the environment; the local system
 * composes the same with a moved programme clock.
 */
export interface Services {
  readonly config: Config
  readonly store: Firestore
  readonly clock: Clock
  readonly verify: VerifyToken
  /** As the service account that every bound workbook is shared with. */
  readonly sheets: SheetsApi
  readonly log: Log
  /** Where the computer can make PDF: an office's own server with LibreOffice; not Google's cloud. */
  readonly toPdf?: ToPdf
}

/** Makes a PDF of a Word document. Rejects with a `Refusal` where it cannot. */
export type ToPdf = (docx: Buffer) => Promise<Buffer>

export interface Clock {
  /** The programme's clock: which day it is, and when people did what. May be moved locally. */
  now(): Date
  /** Real time, milliseconds since 1970: expiry of tokens. Never moved. */
  stamp(): number
  /** Milliseconds that only grow: ages of caches. */
  elapsed(): number
}

export const realClock: Clock = {
  now: () => new Date(),
  stamp: () => Date.now(),
  elapsed: () => performance.now(),
}
