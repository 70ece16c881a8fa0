import { randomUUID } from 'node:crypto'
import { sha256, signedBytes, strict, type Realm } from '../realm.ts'
import type { Job } from '../wire.ts'

/** `Utilities`: what needs no way to Google. */
export function utilities(realm: Realm): object {
  return strict(realm, 'Utilities', {
    DigestAlgorithm: strict(realm, 'Utilities.DigestAlgorithm', { SHA_256: 'SHA_256' }),
    Charset: strict(realm, 'Utilities.Charset', { UTF_8: 'UTF_8' }),
    getUuid: () => randomUUID(),
    sleep: (ms: number) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
    },
    base64Encode: (data: unknown) => bytesOf(data).toString('base64'),
    base64EncodeWebSafe: (data: unknown) => padded(bytesOf(data).toString('base64url')),
    base64Decode: (text: string) => realm.own(signedBytes(Buffer.from(text, 'base64'))),
    computeDigest: (_algorithm: 'SHA_256', text: string) => realm.own(sha256(text)),
    formatDate: (date: Date, timeZone: string, pattern: string) =>
      formatDate(realm, date, timeZone, pattern),
  })
}

/** A text, or a list of Apps Script's signed bytes. */
function bytesOf(data: unknown): Buffer {
  return Array.isArray(data)
    ? Buffer.from(Int8Array.from(data).buffer)
    : Buffer.from(String(data), 'utf8')
}

/** Google keeps the padding that base64url leaves out. */
function padded(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** Patterns of `yyyy MM dd HH mm ss` and what stands between them. */
function formatDate(realm: Realm, date: Date, timeZone: string, pattern: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const parts = new Map(format.formatToParts(date.getTime()).map((part) => [part.type, part.value]))
  const tokens: Record<string, string | undefined> = {
    yyyy: parts.get('year'),
    MM: parts.get('month'),
    dd: parts.get('day'),
    HH: parts.get('hour'),
    mm: parts.get('minute'),
    ss: parts.get('second'),
  }
  return pattern.replace(/'([^']*)'|[A-Za-z]+/g, (token, literal: string | undefined) => {
    if (literal !== undefined) return literal
    const value = tokens[token]
    if (value === undefined)
      throw realm.error(`not implemented locally: Utilities.formatDate ${token}`)
    return value
  })
}

/** `Session`: who acts, and by whose authority. */
export function session(realm: Realm, job: Job): object {
  const user = (email: string): object =>
    strict(realm, 'User', { getEmail: () => email, toString: () => email })
  return strict(realm, 'Session', {
    getActiveUser: () => user(job.activeUser),
    getEffectiveUser: () => user(job.effectiveUser),
    getScriptTimeZone: () => job.scriptTimeZone,
    getActiveUserLocale: () => 'ru',
  })
}

/** `console` and `Logger`: lines of the execution's log. */
export function loggers(realm: Realm): { console: object; Logger: object } {
  const write =
    (level: string) =>
    (...parts: readonly unknown[]): void =>
      realm.log(`${level}: ${parts.map((part) => textOf(part)).join(' ')}`)
  return {
    console: strict(realm, 'console', {
      log: write('log'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    }),
    Logger: strict(realm, 'Logger', { log: write('log') }),
  }
}

function textOf(part: unknown): string {
  return typeof part === 'object' && part !== null ? JSON.stringify(part) : String(part)
}
