import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** What a link in a mail vouches for: that it was sent to this person of this programme. */
export interface MailLink {
  readonly programme: string
  readonly person: string
  /** The measure that may be answered for; null for the choice of mail. */
  readonly measure: string | null
  /** The school for which a message may be copied; such a link serves nothing else. */
  readonly school?: string
  /** Milliseconds since 1970 by the programme's clock. */
  readonly expires: number
}

/** Why a link is not taken. */
export type BadLink = 'forged' | 'expired'

const content = z.strictObject({
  p: z.string().min(1).max(100),
  w: z.string().min(1).max(100),
  m: z.string().min(1).max(100).optional(),
  s: z.string().min(1).max(100).optional(),
  x: z.int(),
})

/** Longer than any token of ours; what is longer is not even looked at. */
const LONGEST = 1_000

/**
 * A token for one person and one purpose: content and its HMAC-SHA256, both base64url. It can be read by
 * anybody who has it and made only by who has the secret.
 */
export function signLink(secret: string, link: MailLink): string {
  const body = Buffer.from(
    JSON.stringify({
      p: link.programme,
      w: link.person,
      ...(link.measure === null ? {} : { m: link.measure }),
      ...(link.school === undefined ? {} : { s: link.school }),
      x: link.expires,
    }),
  ).toString('base64url')
  return `${body}.${mac(secret, body).toString('base64url')}`
}

/** @param now by the programme's clock, milliseconds since 1970 */
export function readLink(secret: string, token: string, now: number): MailLink | BadLink {
  const [body = '', signature = '', ...rest] = token.length > LONGEST ? [] : token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = mac(secret, body)
  if (rest.length > 0 || given.length !== expected.length) return 'forged'
  // Another spelling of the same bytes would be another token for the same answer.
  if (given.toString('base64url') !== signature) return 'forged'
  if (!timingSafeEqual(given, expected)) return 'forged'
  const { p, w, m, s, x } = content.parse(
    JSON.parse(Buffer.from(body, 'base64url').toString('utf8')),
  )
  if (x <= now) return 'expired'
  const school = s === undefined ? {} : { school: s }
  return { programme: p, person: w, measure: m ?? null, ...school, expires: x }
}

/** Names a token in the store without being one: the id of the request that answers by it. */
export function linkId(token: string): string {
  return `mail-${createHash('sha256').update(token).digest('hex').slice(0, 32)}`
}

function mac(secret: string, body: string): Buffer {
  return createHmac('sha256', secret).update(`kurator mail link\n${body}`).digest()
}
