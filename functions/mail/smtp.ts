import { createTransport } from 'nodemailer'
import type { Delivery, Mailer } from './mailer.ts'

const SECOND = 1_000

/** A plain mailbox: nothing that an address list, a comment or a header could be made of. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u

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
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(letter) {
      if (!ADDRESS.test(letter.to)) {
        return { outcome: 'refused', temporary: false, reason: 'not an address' }
      }
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: letter.to },
          subject: oneLine(letter.subject),
          html: letter.html,
          text: letter.text,
          messageId: oneLine(letter.messageId),
          date: letter.date,
          // RFC 3834: no «out of office» answers, please.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return { outcome: 'accepted' }
      } catch (error) {
        return deliveryOf(error)
      }
    },
    close: () => transport.close(),
  }
}

/** A header is one line, whatever was typed into a school's name. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
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
  return known ? { outcome: 'refused', temporary: true, reason } : { outcome: 'unknown', reason }
}

/** What nodemailer adds to its errors; absent in any other. */
interface NodemailerError extends Error {
  readonly code?: string
  readonly originalCode?: string
  readonly timeoutType?: string
  readonly responseCode?: number
}

/** Servers repeat the address in their replies; records and logs must not. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '…').slice(0, 300)
}
