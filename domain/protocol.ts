import { z } from 'zod'
import { LIMITS, PREVIOUS_PROTOCOL, PROTOCOL, ROW_ID } from './limits.ts'

export { LIMITS, PROTOCOL } from './limits.ts'

/** The versions that are spoken. An answer has that of its request. */
const protocol = z.literal([PROTOCOL, PREVIOUS_PROTOCOL])

const key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)
const rowId = z.string().regex(ROW_ID)
/** Half of a surrogate pair, as `LEFT()` of an emoji leaves it, cannot be stored: it becomes `\uFFFD`. */
const cellText = z
  .string()
  .max(LIMITS.cellText)
  .overwrite((text) => text.toWellFormed())
const plain = z.union([cellText, z.number(), z.boolean()])

const enteredSchema = z.union([
  plain,
  z.strictObject({
    value: plain.nullable(),
    shown: cellText,
    formula: cellText.exactOptional(),
    error: z.string().max(1_000).exactOptional(),
  }),
])

const sentRowSchema = z.strictObject({
  id: rowId,
  /** The rev that this sheet's row stands on; 0 for a row that was never stored. */
  rev: z.int().min(0),
  /** Columns that stand on an older rev than the row, as the last answer said. */
  bases: z.record(key, z.int().min(0)).exactOptional(),
  /** Row number in the sheet, from 1: only to tell people where. */
  row: z.int().min(2),
  /** The person is still in this row: nothing is called missing yet. */
  typing: z.boolean().optional(),
  /** What stands in the row, all columns of `columns`; an empty cell has no entry. */
  cells: z.record(key, enteredSchema),
  /** How the person settled cells that two people wrote; `rev` is the row's rev that was shown. */
  decisions: z
    .record(key, z.strictObject({ keep: z.enum(['mine', 'theirs']), rev: z.int().min(0) }))
    .optional(),
  /** Cells of which the person has declared that they hold no personal data. */
  harmless: z.array(key).max(LIMITS.columns).exactOptional(),
})

export const syncRequestSchema = z.strictObject({
  protocol,
  /** Release of the client, such as `0.2.0`; since version 2. */
  release: z
    .string()
    .regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/)
    .exactOptional(),
  /** Made once per request and kept over retries: the same request twice is one change. */
  request: z.uuid(),
  spreadsheetId: z.string().regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,200}$/),
  shell: z.enum(['addon', 'reconcile', 'page']),
  /** Version of the layout that the client holds. */
  layout: z.string().max(100).nullable(),
  /** Address of the editor, where the trigger's event gave one. */
  editor: z.string().max(320).optional(),
  /** The person pressed «Включить»: make them the workbook's named sender. */
  enable: z.boolean().optional(),
  /** Per card (school id or `directory`): the last `seq` that this workbook holds. */
  cursor: z.record(z.string().max(64), z.int().min(0)),
  /** Earlier requests of this client whose answers never came: what they stored is its own. */
  lost: z.array(z.uuid()).max(LIMITS.lost).exactOptional(),
  tabs: z
    .array(
      z.strictObject({
        table: key,
        /** Keys of the people's columns that the tab has; a missing column is not an emptied one. */
        columns: z.array(key).max(LIMITS.columns),
        rows: z.array(sentRowSchema),
      }),
    )
    .max(40),
})

export type SyncRequest = z.infer<typeof syncRequestSchema>
export type SentRow = z.infer<typeof sentRowSchema>

const sheetCellSchema = z.strictObject({
  value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  format: z.enum(['date', 'number', 'percent']).exactOptional(),
})

const correctionSchema = z.strictObject({
  key,
  /** `error`: the value is not stored. `hint`: it is. `conflict`: another value is in force. */
  severity: z.enum(['error', 'hint', 'conflict']),
  /** Stable name of the reason, such as `date.noYear`. */
  code: z.string(),
  /** What the person reads, in the workbook's language. */
  text: z.string(),
  /** For a conflict: both values as shown, and the rev to name in the decision. */
  conflict: z
    .strictObject({
      mine: z.string(),
      theirs: z.string(),
      rev: z.int(),
      by: z.string(),
      at: z.int(),
    })
    .optional(),
})

const rowAnswerSchema = z.strictObject({
  table: key,
  id: rowId,
  /**
   * `stored`: complete and valid. `draft`: good cells are stored, something is missing or refused.
   * `unchanged`: the store had it all. `conflict`: at least one cell waits for a decision. `denied`: this
   * person may not write this row; nothing stored.
   */
  outcome: z.enum(['stored', 'draft', 'unchanged', 'conflict', 'denied']),
  /** The rev that the sheet's row stands on from now. */
  rev: z.int().min(0),
  /** The row was deleted, and nothing new stood in it: its news comes with this answer. */
  archived: z.literal(true).exactOptional(),
  /** Columns that go on standing on an older rev: what stands in them waits for a decision. */
  bases: z.record(key, z.int().min(0)).exactOptional(),
  corrections: z.array(correctionSchema),
  /** Cells to put into the row: canonical forms, newer values, server-owned cells, reverted ones. */
  write: z.record(key, sheetCellSchema),
})

const newsRowSchema = z.strictObject({
  table: key,
  id: rowId,
  rev: z.int(),
  archived: z.boolean(),
  /** Every column of the tab that has a value. */
  cells: z.record(key, sheetCellSchema),
  /**
   * Columns where an entry of this workbook stands that was not accepted: it is not written over. Of an
   * archived row, only those that stand in the sheet alone.
   */
  keep: z.array(key).optional(),
})

const layoutSchema = z.strictObject({
  version: z.string(),
  tabs: z.array(
    z.strictObject({
      table: key,
      title: z.string(),
      columns: z.array(
        z.strictObject({
          key,
          header: z.string(),
          server: z.boolean(),
          personal: z.boolean().exactOptional(),
        }),
      ),
    }),
  ),
})

export const syncAnswerSchema = z.strictObject({
  protocol,
  request: z.uuid(),
  /** Present when the client's layout is not the current one. */
  layout: layoutSchema.optional(),
  cursor: z.record(z.string(), z.int()),
  rows: z.array(rowAnswerSchema),
  /** Rows changed elsewhere within the workbook's scope since the cursor. */
  news: z.array(newsRowSchema),
  /** There is more news: ask again with the new cursor. */
  more: z.boolean(),
})

export type SyncAnswer = z.infer<typeof syncAnswerSchema>
export type RowAnswer = z.infer<typeof rowAnswerSchema>
export type NewsRow = z.infer<typeof newsRowSchema>
export type Correction = z.infer<typeof correctionSchema>

/** The body of every answer that is not 2xx. */
export const errorAnswerSchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    /** For the person, in the language of the workbook (Russian where it is not known). */
    message: z.string(),
  }),
})

export type ErrorAnswer = z.infer<typeof errorAnswerSchema>
