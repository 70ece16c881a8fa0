import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** A caught mail as a list shows it. */
export interface MailLine {
  readonly id: number
  /** Moment of the Date header, milliseconds since 1970. */
  readonly at: number
  /** Addresses of the envelope, through a comma. */
  readonly to: string
  readonly from: string
  readonly subject: string
  /** What a mail program shows after the subject. */
  readonly preview: string
  readonly read: boolean
}

/** A caught mail whole. `html` and `text` are empty where the mail has no such part. */
export interface CaughtMail extends MailLine {
  readonly messageId: string
  readonly html: string
  readonly text: string
  /** The message as it came over SMTP, for an `.eml` file. */
  readonly raw: Buffer
}

export interface Addressee {
  readonly address: string
  readonly mails: number
  readonly unread: number
}

const lineRow = z
  .object({
    id: z.int(),
    at: z.number(),
    recipients: z.string(),
    sender: z.string(),
    subject: z.string(),
    preview: z.string(),
    seen: z.int(),
  })
  .transform(({ recipients, sender, seen, ...row }): MailLine => ({
    ...row,
    to: recipients,
    from: sender,
    read: seen === 1,
  }))

const wholeRow = z.object({
  message_id: z.string(),
  html: z.string(),
  text: z.string(),
  raw: z.instanceof(Uint8Array),
})

const addresseeRow = z.object({ address: z.string(), mails: z.int(), unread: z.int() })
const countRow = z.object({ n: z.int() })

const LINE = 'id, at, recipients, sender, subject, preview, seen'

/** The mails that the catcher has acknowledged, in one file of SQLite: what is listed is on disk. */
export class MailStore {
  readonly #db: DatabaseSync

  /** @param folder made if need be */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.#db = new DatabaseSync(join(folder, 'inbox.sqlite'))
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      CREATE TABLE IF NOT EXISTS mails (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, recipients TEXT NOT NULL,
        sender TEXT NOT NULL, subject TEXT NOT NULL, preview TEXT NOT NULL, message_id TEXT NOT NULL,
        html TEXT NOT NULL, text TEXT NOT NULL, raw BLOB NOT NULL, seen INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE TABLE IF NOT EXISTS addressees (
        address TEXT NOT NULL, mail INTEGER NOT NULL REFERENCES mails(id) ON DELETE CASCADE,
        PRIMARY KEY (address, mail)
      ) STRICT, WITHOUT ROWID;
    `)
  }

  /** Returns when the mail is on disk. `recipients` are the envelope's, in lower case. */
  add(mail: Omit<CaughtMail, 'id' | 'to' | 'read'>, recipients: readonly string[]): void {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const { lastInsertRowid } = this.#db
        .prepare(
          `INSERT INTO mails (at, recipients, sender, subject, preview, message_id, html, text, raw)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          mail.at,
          recipients.join(', '),
          mail.from,
          mail.subject,
          mail.preview,
          mail.messageId,
          mail.html,
          mail.text,
          mail.raw,
        )
      const add = this.#db.prepare('INSERT OR IGNORE INTO addressees (address, mail) VALUES (?, ?)')
      for (const address of recipients) add.run(address, lastInsertRowid)
      this.#db.exec('COMMIT')
    } catch (error) {
      this.#db.exec('ROLLBACK')
      throw error
    }
  }

  /** The last first; of one addressee, or of all. */
  list(addressee?: string): readonly MailLine[] {
    const rows =
      addressee === undefined
        ? this.#db.prepare(`SELECT ${LINE} FROM mails ORDER BY at DESC, id DESC`).all()
        : this.#db
            .prepare(
              `SELECT ${LINE} FROM mails JOIN addressees ON mail = id WHERE address = ?
               ORDER BY at DESC, id DESC`,
            )
            .all(addressee)
    return z.array(lineRow).parse(rows)
  }

  get(id: number): CaughtMail | undefined {
    const row = this.#db.prepare('SELECT * FROM mails WHERE id = ?').get(id)
    if (row === undefined) return undefined
    const { message_id: messageId, html, text, raw } = wholeRow.parse(row)
    return { ...lineRow.parse(row), messageId, html, text, raw: Buffer.from(raw) }
  }

  markRead(id: number): void {
    this.#db.prepare('UPDATE mails SET seen = 1 WHERE id = ?').run(id)
  }

  addressees(): readonly Addressee[] {
    const rows = this.#db
      .prepare(
        `SELECT address, count(*) AS mails, sum(1 - seen) AS unread
         FROM addressees JOIN mails ON mail = id GROUP BY address ORDER BY address`,
      )
      .all()
    return z.array(addresseeRow).parse(rows)
  }

  unread(): number {
    return countRow.parse(this.#db.prepare('SELECT count(*) AS n FROM mails WHERE seen = 0').get())
      .n
  }

  clear(): void {
    this.#db.exec('DELETE FROM mails')
  }

  close(): void {
    this.#db.close()
  }
}
