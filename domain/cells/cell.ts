import type { z } from 'zod'
import type { Entered, SheetCell } from '../entered.ts'
import type { Card, Day, Value } from '../records.ts'
import type { Texts } from '../texts/texts.ts'

/**
 * A kind of cell: how what people type becomes a value, and how a value looks in the sheet.
 * One file per kind: `domain/cells/date.ts`, `choice.ts`, …
 */
export interface CellKind {
  readonly name: string
  /** Reads one entry, forgivingly. Never called for an empty cell. */
  parse(entered: Entered, context: CellContext): Parsed
  /** The canonical form of a stored value. `show(parse(x).value)` parsed again gives the same value. */
  show(value: Value, context: CellContext): SheetCell
  /** What the store may hold. */
  readonly schema: z.ZodType<Value>
  /** For kinds with a list: the texts to offer in the sheet, in order. */
  options?(context: CellContext): readonly string[]
  /** What to add to a refusal while an earlier value counts; a general sentence where a kind has none. */
  inForce?(shown: string, texts: Texts): string
}

export type Parsed =
  | {
      readonly ok: true
      readonly value: Value
      /** A remark; the value is stored all the same. */
      readonly hint?: Problem
      /** The cell keeps its typed form: the canonical one would say less («36,5 %»). */
      readonly asTyped?: true
      readonly keptIn?: KeptText
    }
  | {
      readonly ok: false
      readonly problem: Problem
      readonly keptIn?: KeptText
    }

/** The whole typed text is kept in this other column («Срок, как в документе»), if that one is free. */
export interface KeptText {
  readonly key: string
  readonly value: string
  /** Said instead where the other column holds something else. */
  readonly taken: Problem
}

/** A remark or refusal as a person reads it: what is wrong, what became of the entry, what to do. */
export interface Problem {
  /** Stable name, such as `date.noYear`. */
  readonly code: string
  readonly text: string
}

/** All that reading or showing a cell may depend on; nothing else is looked up. */
export interface CellContext {
  readonly texts: Texts
  /** The programme's local day. */
  readonly today: Day
  readonly firstDay: Day
  readonly lastDay: Day
  /** The school of the row, or null in tables of the programme. */
  readonly school: string | null
  /** Nobody looks for personal data in this entry: it was declared to hold none, or is in force already. */
  readonly harmless?: true
  /** Header of a column of the same table, for messages. */
  headerOf(key: string): string
  /** Rows that a reference may name, by the name of the list (see `domain/tables/references.ts`). */
  references(list: ReferenceList): readonly Referable[]
  /** The row's own id, and the briefs of its card with its own among them, where they are known. */
  readonly id?: string
  readonly beside?: Card['briefs']
}

/**
 * What a reference chooses from: a table of the directory by its name, such as `schools`, or
 * `activatedRisks`, the risk factors of the school's profile.
 */
export type ReferenceList = string

/** A row that others refer to: by its name, its short names, or its id. */
export interface Referable {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  /** False where the row exists but may not be chosen here, such as a risk that is not activated. */
  readonly choosable: boolean
}
