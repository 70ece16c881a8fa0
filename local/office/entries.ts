import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long and how often; the reasons stand in docs/decisions/0065-own-server-sign-in.md. */
export const ENTRY = {
  codeLives: 10 * MINUTE,
  codeTries: 5,
  /** A session ends after this without a request, */
  idle: 3 * DAY,
  /** and after this in any case. */
  absolute: 30 * DAY,
  /** Codes asked for, and codes tried: at most so many in so long. */
  asksOfAddress: [
    { most: 5, within: HOUR },
    { most: 10, within: DAY },
  ],
  asksFromPlace: [{ most: 30, within: 10 * MINUTE }],
  triesFromPlace: [{ most: 60, within: 10 * MINUTE }],
} as const

interface Bound {
  readonly most: number
  readonly within: number
}

/**
 * Codes, sessions and counts of tries, on disk. Nothing in it opens a door to its reader: codes and addresses are
 * keyed hashes (a code of six digits is guessed from a plain one), tokens hashes of 256 random bits. A session's
 * own row names its address.
 */
export class Entries {
  readonly #db: DatabaseSync
  readonly #secret: string
  readonly #now: () => number

  /**
   * @param data folder of `office.sqlite`; made if need be
   * @param secret keys the hashes of codes and addresses
   * @param now milliseconds of real time
   */
  constructor(data: string, secret: string, now: () => number) {
    mkdirSync(data, { recursive: true })
    const file = join(data, 'office.sqlite')
    this.#db = new DatabaseSync(file)
    chmodSync(file, 0o600)
    this.#secret = secret
    this.#now = now
    this.#db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
      CREATE TABLE IF NOT EXISTS codes (address TEXT PRIMARY KEY, code TEXT NOT NULL, until INTEGER NOT NULL, tries INTEGER NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS sessions (token TEXT PRIMARY KEY, email TEXT NOT NULL, began INTEGER NOT NULL, seen INTEGER NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS tries (what TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
      CREATE INDEX IF NOT EXISTS tries_of ON tries (what, at);
    `)
  }

  /** A new code of this address, six digits; an older one is good no more. */
  newCode(email: string): string {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const address = this.#keyed('address', email)
    this.#db
      .prepare('INSERT OR REPLACE INTO codes VALUES (?, ?, ?, 0)')
      .run(address, this.#keyed(email, code), this.#now() + ENTRY.codeLives)
    return code
  }

  /** Is it this address's live code? Each question is one of its tries; a right one ends it. */
  takeCode(email: string, code: string): boolean {
    const address = this.#keyed('address', email)
    const given = Buffer.from(this.#keyed(email, code))
    const kept = this.#db
      .prepare(
        'UPDATE codes SET tries = tries + 1 WHERE address = ? AND until > ? AND tries < ? RETURNING code',
      )
      .get(address, this.#now(), ENTRY.codeTries)
    // Where there is none the same work is done: the time of an answer tells nothing.
    const right = timingSafeEqual(given, Buffer.from(String(kept?.['code'] ?? '0'.repeat(64))))
    if (kept === undefined || !right) return false
    this.#db.prepare('DELETE FROM codes WHERE address = ?').run(address)
    return true
  }

  /** Counts one more of `what` by `whom`, unless that were more than the bounds allow. */
  allows(what: string, whom: string, bounds: readonly Bound[]): boolean {
    const now = this.#now()
    const key = this.#keyed(what, whom)
    const count = this.#db.prepare('SELECT count(*) AS n FROM tries WHERE what = ? AND at > ?')
    if (bounds.some(({ most, within }) => Number(count.get(key, now - within)?.['n']) >= most)) {
      return false
    }
    this.#db.prepare('INSERT INTO tries VALUES (?, ?)').run(key, now)
    return true
  }

  /** A new session. @returns its token, for the cookie alone */
  begin(email: string): string {
    const now = this.#now()
    const token = randomBytes(32).toString('base64url')
    this.#db.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?)').run(hashed(token), email, now, now)
    this.#forgetOld(now)
    return token
  }

  /** Whose session this is; undefined for one that has ended or never was. */
  personOf(token: string): string | undefined {
    const now = this.#now()
    const row = this.#db
      .prepare(
        'UPDATE sessions SET seen = ? WHERE token = ? AND seen > ? AND began > ? RETURNING email',
      )
      .get(now, hashed(token), now - ENTRY.idle, now - ENTRY.absolute)
    return row === undefined ? undefined : String(row['email'])
  }

  end(token: string): void {
    this.#db.prepare('DELETE FROM sessions WHERE token = ?').run(hashed(token))
  }

  close(): void {
    this.#db.close()
  }

  #forgetOld(now: number): void {
    this.#db.prepare('DELETE FROM codes WHERE until <= ?').run(now)
    this.#db.prepare('DELETE FROM tries WHERE at <= ?').run(now - DAY)
    this.#db
      .prepare('DELETE FROM sessions WHERE seen <= ? OR began <= ?')
      .run(now - ENTRY.idle, now - ENTRY.absolute)
  }

  #keyed(domain: string, text: string): string {
    return createHmac('sha256', this.#secret).update(`${domain}\0${text}`).digest('hex')
  }
}

function hashed(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
