import { randomInt } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { exception } from './failure.ts'

export type TriggerType = 'ON_EDIT' | 'ON_CHANGE' | 'CLOCK'

/** A trigger that a person has installed in a document. It runs as that person. */
export interface Trigger {
  readonly uid: string
  readonly spreadsheetId: string
  readonly user: string
  readonly type: TriggerType
  readonly fn: string
  /** Hours between two runs of a time-driven trigger; 0 for others. */
  readonly everyHours: number
  /** Milliseconds of the epoch when a time-driven trigger last ran, or was made. */
  readonly lastRun: number
}

export interface Triggers {
  /** @throws {ServiceError} for a second one of its type for the person in the document */
  create(trigger: Omit<Trigger, 'uid'>): Trigger
  ofUser(spreadsheetId: string, user: string): Trigger[]
  ofType(type: TriggerType, spreadsheetId?: string): Trigger[]
  ran(uid: string, at: number): void
  delete(uid: string, user: string): void
}

const WORDS: Record<TriggerType, string> = {
  ON_EDIT: 'edit',
  ON_CHANGE: 'change',
  CLOCK: 'time-based',
}

export function openTriggers(db: DatabaseSync): Triggers {
  db.exec(`CREATE TABLE IF NOT EXISTS triggers (
    uid TEXT PRIMARY KEY, spreadsheet TEXT NOT NULL, user TEXT NOT NULL, type TEXT NOT NULL,
    fn TEXT NOT NULL, everyHours INTEGER NOT NULL, lastRun INTEGER NOT NULL,
    UNIQUE (spreadsheet, user, type)
  ) STRICT`)
  const columns = 'uid, spreadsheet AS spreadsheetId, user, type, fn, everyHours, lastRun'
  const select = (where: string) =>
    db.prepare(`SELECT ${columns} FROM triggers WHERE ${where} ORDER BY rowid`)
  const sql = {
    insert: db.prepare('INSERT INTO triggers VALUES (?, ?, ?, ?, ?, ?, ?)'),
    ofUser: select('spreadsheet = ? AND user = ?'),
    ofType: select('type = ?'),
    ofTypeIn: select('type = ? AND spreadsheet = ?'),
    ran: db.prepare('UPDATE triggers SET lastRun = ? WHERE uid = ?'),
    delete: db.prepare('DELETE FROM triggers WHERE uid = ? AND user = ?'),
  }

  return {
    create: (trigger) => {
      const { spreadsheetId, user, type, fn, everyHours, lastRun } = trigger
      if (rows(sql.ofUser.all(spreadsheetId, user)).some((held) => held.type === type)) {
        throw exception(
          `The add-on has created too many ${WORDS[type]} triggers in this document for this Google user account.`,
        )
      }
      const uid = String(randomInt(2 ** 47))
      sql.insert.run(uid, spreadsheetId, user, type, fn, everyHours, lastRun)
      return { ...trigger, uid }
    },
    ofUser: (spreadsheetId, user) => rows(sql.ofUser.all(spreadsheetId, user)),
    ofType: (type, spreadsheetId) =>
      rows(
        spreadsheetId === undefined ? sql.ofType.all(type) : sql.ofTypeIn.all(type, spreadsheetId),
      ),
    ran: (uid, at) => void sql.ran.run(at, uid),
    delete: (uid, user) => void sql.delete.run(uid, user),
  }
}

function rows(found: unknown[]): Trigger[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this file writes the table
  return found as Trigger[]
}
