import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readRow, showRow } from '../../domain/row.ts'
import { tableNamed } from '../../domain/tables/tables.ts'
import type { Language } from '../../domain/texts/texts.ts'
import { context } from './sample.ts'

const entrySchema = z.union([
  z.string(),
  z.object({
    value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    shown: z.string(),
    formula: z.string().default(''),
    error: z.string().default(''),
  }),
])

interface Example {
  readonly section: string
  readonly language: Language
  readonly column: string
  readonly entry: string
  readonly value: string
  readonly code: string
  readonly words: string
}

const examples = readExamples()

describe('what people type', () => {
  it('has at least 300 examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(300)
  })

  it.each(examples)(
    '$section: $column «$entry»',
    ({ language, column, entry, value, code, words }) => {
      const [table = '', key = ''] = column.split('.')
      const declared = tableNamed(table)
      if (!declared) throw new Error(`examples.tsv: no table «${table}»`)
      const reading = readRow(declared, [key], { [key]: entered(entry) }, context(language), {
        stored: {},
        typing: true,
      })
      const problem = reading.problems.find((said) => said.key === key)
      expect({
        value: String(reading.values[key] ?? ''),
        code: problem?.code ?? '',
        words: problem?.text ?? '',
      }).toEqual({ value, code, words })
    },
  )

  it('reads what it shows again as the same value', () => {
    for (const { language, column, entry, value } of examples.filter(
      (example) => example.value !== '',
    )) {
      const [table = '', key = ''] = column.split('.')
      const declared = tableNamed(table)
      if (!declared) throw new Error(`examples.tsv: no table «${table}»`)
      const state = { stored: {}, typing: true }
      const stored = readRow(declared, [key], { [key]: entered(entry) }, context(language), state)
        .values[key]
      if (stored === null || stored === undefined) throw new Error(`«${entry}» has no value`)
      const shown = showRow(declared, { [key]: stored }, context(language))[key]?.value ?? ''
      const again = readRow(declared, [key], { [key]: shown }, context(language), state)
      expect(String(again.values[key]), `«${entry}» shown as «${shown}»`).toBe(value)
    }
  })
})

function readExamples(): readonly Example[] {
  const lines = readFileSync(new URL('examples.tsv', import.meta.url), 'utf8').split('\n')
  const found: Example[] = []
  let section = ''
  let language: Language = 'ru'
  for (const line of lines) {
    if (line.startsWith('#')) {
      section = line.slice(2)
      language = section.startsWith('English: ') ? 'en' : 'ru'
    }
    if (line.startsWith('#') || line === '') continue
    const [column = '', entry = '', value = '', code = '', words = ''] = line.split('\t')
    found.push({ section, language, column, entry, value, code, words })
  }
  return found
}

function entered(entry: string) {
  if (!/^["{]/.test(entry)) return entry
  const parsed = entrySchema.parse(JSON.parse(entry))
  if (typeof parsed === 'string') return parsed
  const { formula, error, ...cell } = parsed
  return { ...cell, ...(formula === '' ? {} : { formula }), ...(error === '' ? {} : { error }) }
}
