import { roleAt } from '../../domain/access.ts'
import { emptyCard } from '../../domain/card.ts'
import type { KnownMeasure } from '../../domain/roadmap/preview.ts'
import { shownCells } from '../../domain/roadmap/preview.ts'
import type { Field } from '../../domain/roadmap/fields.ts'
import type { Remembered } from '../../domain/roadmap/propose.ts'
import {
  NO_CHOICES,
  readRoadmap,
  type Choices,
  type Roadmap,
} from '../../domain/roadmap/roadmap.ts'
import type { Card, StoredRow } from '../../domain/records.ts'
import type { RowContext } from '../../domain/row.ts'
import { mayShelve } from '../../domain/archive.ts'
import { measures } from '../../domain/tables/measures.ts'
import { Refusal } from '../errors.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import { cardDocs, layoutsDoc, recordIn, rowDocs } from '../store/documents.ts'
import { readDocument, type RawDocument } from './readDocument.ts'

/** A document read for a school, with what the person has said of it. */
export interface Planned {
  readonly school: string
  readonly card: Card
  readonly roadmap: Roadmap
  readonly context: RowContext
  readonly remembered: Remembered
  /** What the person has chosen so far. */
  readonly chosenYear: string | undefined
  readonly taken: readonly string[]
  /** The same for other programs. */
  readonly told: Told
}

export interface Told {
  readonly school: string
  readonly tables: readonly {
    readonly use: boolean
    readonly continues: boolean
    readonly rows: number
    readonly columns: readonly {
      readonly heading: string
      readonly field: Field | null
      readonly confidence: string
      readonly suggestion: Field | null
    }[]
  }[]
  readonly year: Roadmap['year']
  readonly open: Roadmap['open']
  readonly questions: Roadmap['preview']['questions']
  readonly counts: {
    readonly toStore: number
    readonly drafts: number
    readonly there: number
    /** The same rows stand above in the document. */
    readonly twice: number
  }
  /** The first rows, as the sheet will show them. */
  readonly rows: readonly {
    readonly id: string
    readonly state: string
    readonly cells: Readonly<Record<string, string>>
  }[]
}

/** Rows that the preview shows. */
export const SHOWN = 50

/** Schools that the person may load a roadmap for, from this workbook: those whose measures they write. */
export function schoolsOf({ binding, caller, world }: PersonAtWorkbook): readonly School[] {
  const { scope } = binding
  const ids = scope === 'all' ? [...world.directory.schools.keys()] : scope
  return ids
    .filter((id) => mayShelve(measures, roleAt(caller.writing, id)))
    .map((id) => ({ id, name: nameOf(id, world) }))
}

export interface School {
  readonly id: string
  readonly name: string
}

function nameOf(id: string, world: PersonAtWorkbook['world']): string {
  const brief = world.directory.card.briefs['schools']?.[id]
  return String(brief?.['shortName'] ?? brief?.['name'] ?? id)
}

/**
 * Reads a document for a school.
 *
 * @throws Refusal `tab.denied`, `import.denied`, `import.school`, and those of `readDocument`
 */
export async function plannedRoadmap(
  person: PersonAtWorkbook,
  wished: string | undefined,
  document: RawDocument,
  choices: Choices = NO_CHOICES,
): Promise<Planned> {
  const { engine, binding, world } = person
  if (!measures.see.includes(binding.ceiling)) throw new Refusal('tab.denied', measures.name)
  const schools = schoolsOf(person)
  if (schools.length === 0) throw new Refusal('import.denied')
  const school = wished ?? (schools.length === 1 ? schools[0]?.id : undefined)
  if (school === undefined) throw new Refusal('import.school')
  if (!schools.some(({ id }) => id === school)) throw new Refusal('import.denied')
  // Before the store is asked: what cannot be read is refused for nothing.
  const tables = readDocument(document)
  const { store } = engine.services
  const [card, layouts, known] = await Promise.all([
    cardDocs(store, binding.programme).doc(school).get(),
    layoutsDoc(store, binding.programme, school).get(),
    rowDocs(store, binding.programme, measures.name).where('school', '==', school).get(),
  ])
  const ofCard = recordIn<Card>(card) ?? emptyCard
  const context = world.contextOf(school, ofCard)
  const remembered = recordIn<{ layouts: Remembered }>(layouts)?.layouts ?? {}
  const stored = known.docs.flatMap((doc): readonly KnownMeasure[] => {
    const row = recordIn<StoredRow>(doc)
    return row ? [{ id: doc.id, cells: row.cells, archived: row.archivedAt !== null }] : []
  })
  const roadmap = readRoadmap(tables, choices, remembered, stored, context)
  return {
    school,
    card: ofCard,
    roadmap,
    context,
    remembered,
    chosenYear: choices.year,
    taken: choices.take,
    told: told(school, roadmap, context),
  }
}

function told(school: string, roadmap: Roadmap, context: RowContext): Told {
  const { tables, preview, toStore, open, year } = roadmap
  return {
    school,
    tables: tables.map(({ proposal, use, fields }) => ({
      use,
      continues: proposal.continues,
      rows: proposal.body.length,
      columns: proposal.columns.map(({ heading, confidence, field }, x) => ({
        heading,
        field: fields[x] ?? null,
        confidence,
        suggestion: field,
      })),
    })),
    year,
    open,
    questions: preview.questions,
    counts: {
      toStore: toStore.length,
      drafts: toStore.filter(({ reading }) => !reading.complete).length,
      there: preview.rows.filter(({ state }) => state === 'there').length,
      twice: preview.rows.filter(({ state }) => state === 'twice').length,
    },
    rows: preview.rows.slice(0, SHOWN).map((row) => ({
      id: row.id,
      state: row.state,
      cells: shownCells(row, context),
    })),
  }
}
