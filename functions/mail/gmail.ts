import { GoogleAuth } from 'google-auth-library'
import { gmail } from 'googleapis/build/src/apis/gmail/index.js'
import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/v1.js'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { z } from 'zod'
import type { Delivery, Mailer } from './mailer.ts'
import { messageOf, withoutAddresses, type MailMessage } from './message.ts'

/** Sending only: the account's mail cannot be read with it. */
const SCOPES = ['https://www.googleapis.com/auth/gmail.send']

/** Longer than Google takes for a letter; after it the letter's fate is unknown. */
const TIMEOUT_MS = 15_000

/**
 * Sends through Google's own API, as the account that the functions run as (a Workspace account that lets
 * them send in its name).
 *
 * @param from `Name <address>` of that account
 * @param api for tests: another client
 */
export function gmailMailer(
  from: string,
  api: () => gmail_v1.Gmail = () =>
    gmail({ version: 'v1', auth: new GoogleAuth({ scopes: SCOPES }) }),
): Mailer {
  let client: gmail_v1.Gmail | undefined
  return {
    async send(letter) {
      const message = messageOf(letter, from)
      if (message === null) {
        return { outcome: 'refused', temporary: false, reason: 'not an address' }
      }
      const raw = (await written(message)).toString('base64url')
      try {
        client ??= api()
        // No retries of its own: a request that was lost on the way may have been taken.
        const options = { timeout: TIMEOUT_MS, retry: false }
        await client.users.messages.send({ userId: 'me', requestBody: { raw } }, options)
        return { outcome: 'accepted' }
      } catch (error) {
        return deliveryOf(error)
      }
    },
    close: () => undefined,
  }
}

async function written(message: MailMessage): Promise<Buffer> {
  return new MailComposer(message).compile().build()
}

/** What Google's client adds to its errors. */
const fault = z.looseObject({
  message: z.string().default(''),
  code: z.union([z.string(), z.number()]).optional(),
  status: z.number().optional(),
  response: z.looseObject({ status: z.number() }).optional(),
})

/** Codes of connections that were never made. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/**
 * 429, 403 by rate and 5xx pass; other 4xx are about this letter. Google answers before it sends, so an
 * answer of any kind but success means that it did not.
 */
function deliveryOf(error: unknown): Delivery {
  const read = fault.safeParse(error)
  if (!read.success) throw error
  const { message, code, response } = read.data
  const reason = withoutAddresses(message)
  const status = response?.status ?? read.data.status
  if (status !== undefined) {
    const limited = status === 429 || (status === 403 && /limit|quota/iu.test(message))
    const account = status === 401 || status === 403
    return {
      outcome: 'refused',
      temporary: limited || account || status >= 500,
      reason,
      // No letter goes out through an account that may not send.
      ...(account || limited ? { unreachable: true } : {}),
    }
  }
  return NEVER_CONNECTED.has(String(code))
    ? { outcome: 'refused', temporary: true, reason, unreachable: true }
    : { outcome: 'unknown', reason }
}
