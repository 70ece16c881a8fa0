import { describe, expect, test } from 'vitest'
import type { ReferenceList } from '../../../domain/cells/cell.ts'
import { NO_CHOICES, readRoadmap } from '../../../domain/roadmap/roadmap.ts'
import { shownCells } from '../../../domain/roadmap/preview.ts'
import { readDocument } from '../../../functions/roadmap/readDocument.ts'
import { context as rowContext } from '../../domain/sample.ts'
import { SAMPLES } from './roadmaps.ts'

const base = rowContext()
/** A school that has no risk profile yet may name any risk. */
const context = { ...base, references: (list: ReferenceList) => base.references(list, null) }

describe('the roadmaps that schools have', () => {
  test.each(SAMPLES)('$name', async ({ make, fields, rows, terms = 0, year, holds }) => {
    const tables = readDocument(await make())
    const read = readRoadmap(tables, NO_CHOICES, {}, [], context)
    const used = read.tables.find(({ use }) => use)
    expect(used?.fields).toEqual(fields)
    expect(read.preview.rows.length).toBe(rows)
    expect(read.year).toEqual({ terms, suggested: year ?? null })
    const shown = read.preview.rows.map((row) => shownCells(row, context))
    for (const [key, text] of Object.entries(holds)) {
      expect(shown.map((cells) => cells[key])).toContain(text)
    }
    // What is not sure is open: the mapping is never silently complete.
    expect(read.open.filter(({ is }) => is === 'column').length).toBe(
      fields.filter((field) => field === null).length,
    )
  })
})
