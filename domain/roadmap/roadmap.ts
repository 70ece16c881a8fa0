import { fold } from '../cells/likeness.ts'
import { shownText } from '../entered.ts'
import type { RowContext } from '../row.ts'
import type { PlainTable } from './document.ts'
import type { Field } from './fields.ts'
import {
  previewOf,
  type Decision,
  type KnownMeasure,
  type Preview,
  type PreviewRow,
} from './preview.ts'
import { proposeTables, type Remembered, type TableProposal } from './propose.ts'
import { rowsOf, type RoadmapRow } from './rows.ts'
import { lacksYear, readYear, yearsIn, yearText } from './year.ts'

/** What the person has said of a document; what is not said is only proposed. */
export interface Choices {
  /** By place of the table, from 0: whether its rows are measures, and what each column is. */
  readonly tables: Readonly<
    Record<string, { readonly use: boolean; readonly fields: readonly (Field | null)[] }>
  >
  /** The year of terms without one, as «2021» or «2021/2022»; empty: they stay without. */
  readonly year?: string
  readonly decisions: readonly Decision[]
  /** Ids of rows to store although a measure of this name, or the same row above, is there already. */
  readonly take: readonly string[]
}

export const NO_CHOICES: Choices = { tables: {}, decisions: [], take: [] }

export interface TableReading {
  readonly proposal: TableProposal
  readonly use: boolean
  /** What each column becomes; null while it must still be said. */
  readonly fields: readonly (Field | null)[]
  /** The person has gone over the columns. */
  readonly confirmed: boolean
}

/** What stands between the document and its measures in the store. */
export type Open =
  | { readonly is: 'noTable' }
  | { readonly is: 'noEvent'; readonly table: number }
  | { readonly is: 'column'; readonly table: number; readonly column: number }
  | { readonly is: 'twice'; readonly table: number; readonly field: Field }
  | { readonly is: 'year' }
  | { readonly is: 'nothing' }

export interface Roadmap {
  readonly tables: readonly TableReading[]
  /** Terms without a year, and the year that the document's headings name. */
  readonly year: { readonly terms: number; readonly suggested: string | null }
  readonly preview: Preview
  /** The rows that are to be stored: new ones, and those of the others that the person takes. */
  readonly toStore: readonly PreviewRow[]
  readonly open: readonly Open[]
}

/**
 * A document as measures of a school: what its tables and columns are, what is still to be said about
 * them, and what would be stored. Pure: nothing is stored by it, and the same document with the same
 * choices always gives the same.
 *
 * @param known the school's measures, archived ones too
 * @param context of the school's rows
 */
export function readRoadmap(
  tables: readonly PlainTable[],
  choices: Choices,
  remembered: Remembered,
  known: readonly KnownMeasure[],
  context: RowContext,
): Roadmap {
  const readings = proposeTables(tables, remembered).map((proposal, at): TableReading => {
    const chosen = choices.tables[at]
    const fields = proposal.columns.map(({ field, confidence }, x) =>
      chosen === undefined ? (confidence === 'asks' ? null : field) : (chosen.fields[x] ?? null),
    )
    return { proposal, fields, use: chosen?.use ?? proposal.use, confirmed: chosen !== undefined }
  })
  const isRisk = riskNames(context)
  const rowsIn = (year: string | undefined): readonly RoadmapRow[] =>
    rowsOf(
      readings.map(({ proposal, use, fields }, at) => {
        if (!use) return null
        const heading = tables[at]?.heading ?? []
        return { proposal, fields: fields.map((field) => field ?? 'leave'), heading }
      }),
      { year: readYear(year ?? ''), isRisk },
    )
  const terms = rowsIn(undefined).filter(({ cells }) =>
    ['deadline', 'start'].some((key) => lacksYear(shownText(cells[key] ?? ''))),
  ).length
  const preview = previewOf(rowsIn(choices.year), choices.decisions, known, context)
  const toStore = preview.rows.filter(
    ({ id, state }) => state === 'new' || (state !== 'there' && choices.take.includes(id)),
  )
  const open = openIn(readings)
  if (open.length === 0 && terms > 0 && choices.year === undefined) open.push({ is: 'year' })
  if (open.length === 0 && toStore.length === 0) open.push({ is: 'nothing' })
  const said = tables.flatMap(({ title, heading, rows }, at) => [
    title,
    ...heading,
    ...rows
      .slice(0, readings[at]?.proposal.header?.at ?? 0)
      .flat()
      .map(({ text }) => text),
  ])
  const named = yearsIn(said.join('\n'))
  const year = { terms, suggested: named === null ? null : yearText(named) }
  return { tables: readings, year, preview, toStore, open }
}

function openIn(tables: readonly TableReading[]): Open[] {
  if (!tables.some(({ use }) => use)) return [{ is: 'noTable' }]
  return tables.flatMap(({ use, fields }, table): readonly Open[] => {
    if (!use) return []
    const columns = fields.flatMap((field, column): readonly Open[] =>
      field === null ? [{ is: 'column', table, column }] : [],
    )
    if (columns.length > 0) return columns
    const twice = fields.find(
      (field, x) =>
        field !== null &&
        field !== 'comment' &&
        field !== 'period' &&
        field !== 'leave' &&
        fields.indexOf(field) !== x,
    )
    if (twice !== undefined && twice !== null) return [{ is: 'twice', table, field: twice }]
    return fields.includes('event') ? [] : [{ is: 'noEvent', table }]
  })
}

/** Whether a text is the name of a risk factor, or one of its synonyms. */
function riskNames(context: RowContext): (text: string) => boolean {
  const names = new Set(
    context
      .references('riskFactors', null)
      .flatMap(({ name, aliases }) => [name, ...aliases])
      .map(fold),
  )
  return (text) => names.has(fold(text))
}
