import { createTransport } from 'nodemailer'
import type { Delivery, Mailer } from './mailer.ts'
import { messageOf, withoutAddresses } from './message.ts'

const SECOND = 1_000

/**
 * Sends over SMTP, several letters through one connection.
 *
 * @param url `smtp://user:password@host:port`, `smtps://` for TLS from the start
 * @param from `Name <address>` or an address
 */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    // A connection that breaks may have delivered: to try again is not the pool's to decide.
    maxRequeues: 0,
    // A server that hangs costs a run this once: after it the run stops (`sendRound.ts`).
    dnsTimeout: 5 * SECOND,
    connectionTimeout: 5 * SECOND,
    greetingTimeout: 5 * SECOND,
    socketTimeout: 15 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(letter) {
      const message = messageOf(letter, from)
      if (message === null) {
        return { outcome: 'refused', temporary: false, reason: 'not an address' }
      }
      try {
        await transport.sendMail(message)
        return { outcome: 'accepted' }
      } catch (error) {
        return deliveryOf(error)
      }
    },
    close: () => transport.close(),
  }
}

/** Faults before any server had the letter. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EDNS',
  'EAUTH',
  'ETLS',
  'EENVELOPE',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
])

/** @see nodemailer, «Errors»: `responseCode` is the server's reply, the other codes are its own */
function deliveryOf(error: unknown): Delivery {
  if (!(error instanceof Error)) throw error
  const { code, originalCode, timeoutType, responseCode } = error as NodemailerError
  const reason = withoutAddresses(error.message)
  if (typeof responseCode === 'number') {
    return { outcome: 'refused', temporary: responseCode < 500, reason }
  }
  const known = [code, originalCode, timeoutType].some(
    (name) => name !== undefined && NEVER_CONNECTED.has(name),
  )
  return known
    ? { outcome: 'refused', temporary: true, reason, unreachable: code !== 'EENVELOPE' }
    : { outcome: 'unknown', reason }
}

/** What nodemailer adds to its errors; absent in any other. */
interface NodemailerError extends Error {
  readonly code?: string
  readonly originalCode?: string
  readonly timeoutType?: string
  readonly responseCode?: number
}
