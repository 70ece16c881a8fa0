import type { Cells } from './entered.ts'
import type { Ladder, QuietHours } from './reminders/settings.ts'

/**
 * The shapes of the store, one interface per document. Paths:
 *
 * - `workbooks/{spreadsheetId}`                 Binding (outside the programme: it is how one is found)
 * - `programmes/{p}`                            Programme
 * - `programmes/{p}/{table}/{rowId}`            StoredRow
 * - `programmes/{p}/changes/{request-part-card}` ChangeRecord
 * - `programmes/{p}/cards/{schoolId|directory}` Card
 * - `programmes/{p}/days/{yyyy-mm-dd}`          DaySnapshot
 * - `programmes/{p}/mail/{key}`                 MailClaim
 * - `programmes/{p}/years/{yyyy-mm-dd}`         ProgrammeYear
 * - `programmes/{p}/runs/{job-day}`            MailRun
 * - `programmes/{p}/frozen/{from_to}`          a closed period; its briefs in `frozenParts` (functions/brief/freeze.ts)
 *
 * Days are local days of the programme, `yyyy-mm-dd`. Moments are milliseconds since 1970 in UTC.
 */

/** A calendar day of the programme's time zone, `yyyy-mm-dd`. */
export type Day = string

/** A stored cell value: text, number, yes/no, a day as `yyyy-mm-dd`, or the id of a referenced row. */
export type Value = string | number | boolean

export interface Programme {
  readonly name: string
  /** «Зеленчукский муниципальный район». */
  readonly municipality: string
  /** «приказ № 30 от 10.02.2021». */
  readonly order: string
  readonly firstDay: Day
  readonly lastDay: Day
  /** IANA name, such as `Europe/Moscow`. */
  readonly timeZone: string
  readonly language: 'ru' | 'en'
  /** Local hour from which the daily and weekly mails go. */
  readonly mailHour: number
  /** Days without an entry after which a school is called silent. */
  readonly silentDays: number
  /** When whom a measure is reminded of; the usual ladder where it is not set. */
  readonly reminders?: Ladder
  /** Local hours in which no mail goes out; the usual ones where they are not set. */
  readonly quietHours?: QuietHours
}

/** The binding of one spreadsheet: whose rows it shows, and the most that an edit from it may do. */
export interface Binding {
  readonly programme: string
  /** What the workbook holds: the rows of these schools, or all. */
  readonly scope: 'all' | readonly string[]
  /** The strongest role that an edit sent from this workbook can have. */
  readonly ceiling: Role
  /** Token audience of a script bound to this workbook; the add-on's own audience is configuration. */
  readonly audience?: string
  /** Address of the named sender, once somebody pressed «Включить». */
  readonly sender?: string
  /** The add-on that last sent from here; its release is null in those that did not say it yet. */
  readonly addon?: { readonly protocol: number; readonly release: string | null }
  /** When `reconcile` last saw the whole workbook and left nothing unsent, by the programme's clock. */
  readonly lastSeenAt?: number
  /** Held by the run of `reconcile` that has the workbook now, in real time. */
  readonly lease?: { readonly run: string; readonly until: number }
  readonly reconcile?: ReconcileState
  /** Row ids of the stages that have brought their tab into sight: each does so once. */
  readonly openedStages?: readonly string[]
  readonly health?: WorkbookHealth
}

/** What the function `reconcile` remembers of a workbook: its shell's memory, and when it looked. */
export interface ReconcileState {
  readonly cursor: Readonly<Record<string, number>>
  readonly sums: Readonly<Record<string, { readonly rows: number; readonly revs: number }>>
  /** When it last looked, by the programme's clock. */
  readonly lookedAt: number
  /** The moment for which the sheet's computed columns are right. */
  readonly computedAt: number
}

/** How a workbook was at the last look, for the coordinator. Names of tabs and columns, never cells. */
export interface WorkbookHealth {
  /**
   * `noAccess`: not shared with the service account any more; `gone`: there is no such spreadsheet;
   * `busy`: Google was not to be reached; `restless`: people kept moving rows; `refused`, `failed`: a
   * fault of ours, in the log.
   */
  readonly state: 'fine' | 'noAccess' | 'gone' | 'busy' | 'restless' | 'refused' | 'failed'
  /** Since when it has been so. */
  readonly since: number
  /**
   * Looks that found rows which the add-on should have sent, without a sign of life from it since the
   * first; null for none. From two on its trigger is taken for dead.
   */
  readonly late: { readonly looks: number; readonly seqs: Readonly<Record<string, number>> } | null
  readonly deadTrigger: boolean
  /** What waits for a person's word. */
  readonly held: readonly { readonly tab: string; readonly reason: string; readonly rows: number }[]
  /** Headers that are missing; null: the whole tab is, or its service columns are. */
  readonly missing: readonly { readonly tab: string; readonly header: string | null }[]
}

/** From the weakest to the strongest. */
export type Role = 'observer' | 'staff' | 'curator' | 'coordinator'

export interface StoredRow {
  /** Accepted values by column key; an empty cell has no entry. */
  readonly cells: Cells<Value>
  /** School id, or null for rows of the directory. */
  readonly school: string | null
  /** Grows by one with every commit of the row. */
  readonly rev: number
  /** For each column ever written: the rev that wrote it last. */
  readonly cellRevs: Readonly<Record<string, number>>
  readonly archivedAt: number | null
  /** The last day of the year with which it was closed: it is archived, and nobody changes it any more. */
  readonly closedWith?: Day
  /** The last day of the latest year from which it was carried over, still open. */
  readonly carriedFrom?: Day
  readonly updatedAt: number
  readonly updatedBy: string
  /** What its people are asked to correct; null where nothing is. */
  readonly corrections: RowCorrections | null
}

export interface RowCorrections {
  /** Where it was typed: the spreadsheet, and the row number in it when last sent, from 1. */
  readonly workbook: string
  readonly row: number
  readonly items: readonly CorrectionItem[]
}

export interface CorrectionItem {
  readonly key: string
  readonly text: string
  readonly severity: 'error' | 'hint' | 'conflict'
  /** An entry that was not accepted stands in the cell: news must not be written over it. */
  readonly refused: boolean
  /** No record holds the refused entry, such as personal data: it stands in the sheet alone. */
  readonly unrecorded?: true
  /** The spreadsheet where the refused entry stands, when it is not the one named for the row. */
  readonly workbook?: string
  /** Result of the formula that stands there, whose author knows that another value is in force. */
  readonly overruled?: Value | null
}

/**
 * One card's part of one request (a large one has several): what was accepted and what was refused.
 * Never changed afterwards.
 */
export interface ChangeRecord {
  /** School id or `directory`: the card whose `seq` this record carries. */
  readonly card: string
  /** The card's number of this change, without gaps: the pull's cursor. */
  readonly seq: number
  readonly at: number
  readonly day: Day
  /** Person id of the token; the editor that the trigger reported, when it did. */
  readonly by: string
  readonly reportedEditor: string | null
  readonly role: Role
  readonly from: { readonly spreadsheetId: string; readonly shell: string }
  readonly request: string
  readonly rows: readonly ChangedRow[]
  /** Table and id of each row, `measures/ab12cd34`: how a pull and a row's history find the record. */
  readonly paths: readonly string[]
}

export interface ChangedRow {
  readonly table: string
  readonly id: string
  readonly rev: number
  /** Values before and after, only of the cells that changed; null is empty. */
  readonly before: Cells<Value | null>
  readonly after: Cells<Value | null>
  /** What was typed and not accepted: shown text by column key, with the code of the reason. */
  readonly refused: Cells<{ readonly shown: string; readonly code: string }>
  /** Cells that seemed to hold personal data, and that the record's person declared harmless. */
  readonly harmless?: readonly string[]
  /** The row was deleted (`true`) or brought back (`false`). */
  readonly archived?: boolean
  /** It was closed with the year that ended on this day or carried over from it, or that was taken back. */
  readonly year?: Day
}

/**
 * All that the dashboard, the digest and the deadline check need about one school, kept in the same
 * transaction as its rows. The card named `directory` does the same for the programme's own tables
 * (schools, people, reference lists) and is what `sync` knows them by.
 */
export interface Card {
  /** Number of the last change record of this card. */
  readonly seq: number
  /** Per table: rows in force and the sum of their revs. */
  readonly sums: Readonly<Record<string, { readonly rows: number; readonly revs: number }>>
  /** Per table: what the table's declaration keeps of each row in force. */
  readonly briefs: Readonly<Record<string, Readonly<Record<string, Brief>>>>
  /** Tables whose briefs are not kept, as the card grew too large: query their rows instead. */
  readonly overflow?: readonly string[]
  /** By row id: rows in force with errors or conflicts; at most `CARD_CORRECTIONS` of them. */
  readonly corrections: Readonly<Record<string, CardCorrections>>
  /** The day when somebody of the school itself last changed something. */
  readonly lastEntryOn: Day | null
}

/** The cells of a row that its table's declaration keeps in the card (see `Table.brief`). */
export type Brief = Cells<Value>

export interface CardCorrections {
  readonly table: string
  /** Row number in the school's sheet when it was last sent, from 1. */
  readonly row: number
  readonly items: readonly { readonly key: string; readonly text: string }[]
}

/** A year of the programme that was ended by «Начать новый год», named by its last day. */
export interface ProgrammeYear {
  readonly to: Day
  /** `closing` and `reopening` are under way, or were broken off: the same wish again goes on. */
  readonly state: 'closing' | 'closed' | 'reopening' | 'reopened'
  /** How often it was begun. */
  readonly attempt: number
  /** Rows closed with it, and carried over from it, once it has ended. */
  readonly closed: number
  readonly carried: number
  /** When it was begun, by the programme's clock, and by whom: a person id. */
  readonly at: number
  readonly by: string
}

/** The figures of one day, as `checkDeadlines` saw them, per school. */
export interface DaySnapshot {
  readonly day: Day
  readonly schools: Readonly<Record<string, SchoolFigures>>
}

export interface SchoolFigures {
  /** Measures whose deadline is on or before the day, without cancelled ones. */
  readonly due: number
  /** Of those: done. */
  readonly done: number
  /** Of those done: confirmed by the curator. */
  readonly confirmed: number
  /** Of those due: not done (partly done counts as not done) and the deadline is before the day. */
  readonly overdue: number
  /** Done and waiting for the curator's first check. */
  readonly waiting: number
}

/** How far a programme's jobs have come; `schedule/{programme}`. */
export interface Schedule {
  /** The day whose check is done. */
  readonly checkedOn: Day | null
  /** The Monday of the week whose digest is done. */
  readonly digestOf: Day | null
  /** By working week: the last day whose reminders are out. */
  readonly remindedTo: { readonly five: Day | null; readonly six: Day | null }
}

/** What a job that sends mail has done for one day or week so far; every recipient is counted once. */
export interface MailRun {
  readonly job: 'weeklyDigest' | 'reminders'
  /** The day of the reminders, or the Monday of the digest's week. */
  readonly day: Day
  readonly startedOn: Day
  /** Null until nothing is left to do. */
  readonly finishedOn: Day | null
  /** Times that it was begun or gone on with. */
  readonly passes: number
  readonly counts: MailCounts
  /** Why the last pass ended before its end, if it did. */
  readonly stopped: MailStop | null
  /** Whom a letter did not reach; at most `MAIL_PROBLEMS` of them. */
  readonly problems: readonly { readonly person: string; readonly state: 'failed' | 'unknown' }[]
}

export const MAIL_PROBLEMS = 100

export interface MailCounts {
  readonly examined: number
  /** By this pass or an earlier one. */
  readonly sent: number
  /** There was nothing to tell them. */
  readonly quiet: number
  /** Their working week has a day off, or the address has another letter today. */
  readonly waits: number
  /** In the hands of another run. */
  readonly held: number
  /** The mail server could not take it now. */
  readonly postponed: number
  readonly failed: number
  /** The connection broke on the way: it may have arrived, and is not sent again by itself. */
  readonly unknown: number
  /** Not come to in the last pass. */
  readonly left: number
}

/** `minute`, `day`: the mail server's allowance is used up; `server`: it does not answer. */
export type MailStop = 'time' | 'minute' | 'day' | 'server'

/** One claim per message: `claimed → sending → sent`; see docs/design.md, “Scheduled work”. */
export interface MailClaim {
  readonly state: 'claimed' | 'sending' | 'sent' | 'failed' | 'unknown'
  readonly run: string
  readonly leaseUntil: number
  readonly person: string
  readonly kind: string
  readonly day: Day
  readonly messageId: string
  readonly reason?: string
}
