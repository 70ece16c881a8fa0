import { describe, expect, it } from 'vitest'
import { CORRECTIONS } from '../../../domain/layout.ts'
import { tableNamed, tables } from '../../../domain/tables/tables.ts'
import { textsIn } from '../../../domain/texts/texts.ts'
import { cellContext } from '../sample.ts'

describe('the list of tables', () => {
  it('finds a table by its name', () => {
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length)
    for (const table of tables) expect(tableNamed(table.name)).toBe(table)
    expect(tableNamed('pupils')).toBeUndefined()
    expect(tableNamed('constructor')).toBeUndefined()
  })
})

describe.each(tables)('table $name', (table) => {
  const keys = table.columns.map(({ key }) => key)

  it('has each key once, and keys that the protocol takes', () => {
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of keys) expect(key).toMatch(/^[a-z][A-Za-z0-9]{0,39}$/)
    expect(keys.length).toBeLessThanOrEqual(60)
  })

  it.each(['ru', 'en'] as const)(
    'has a header of its own and a help for each column (%s)',
    (language) => {
      const texts = textsIn(language)
      const headers = table.columns.map((column) => column.header(texts))
      expect(new Set(headers).size).toBe(headers.length)
      for (const column of table.columns) {
        expect(column.header(texts)).not.toBe('')
        expect(column.help(texts)).toMatch(/[.]$/)
      }
      expect(table.title(texts)).not.toBe('')
      expect(table.about(texts)).toMatch(/[.]$/)
    },
  )

  it('has the column «Что исправить», which nobody edits', () => {
    expect(table.columns.find(({ key }) => key === CORRECTIONS)?.edit).toEqual([])
  })

  it('keeps only its own columns in the card', () => {
    for (const key of table.brief) expect(keys).toContain(key)
  })

  it('lets only those edit who see it', () => {
    for (const column of table.columns) {
      for (const role of column.edit) expect(table.see).toContain(role)
      expect(column.edit).not.toContain('observer')
    }
  })

  it('stands open only for roles that see it', () => {
    for (const role of table.front) expect(table.see).toContain(role)
  })

  it('has words of its own for the choice and reference lists that it names', () => {
    for (const { kind, key } of table.columns) {
      if (kind.name !== 'reference') continue
      expect(() => kind.options?.(cellContext()), key).not.toThrow()
    }
  })

  it('gives an example of what to type, which its own cell takes without a word', () => {
    const context = cellContext()
    for (const { key, kind, example, edit } of table.columns) {
      const typed = edit.length > 0 && kind.options === undefined
      expect(typed && example === undefined ? [key] : []).toEqual([])
      if (example === undefined) continue
      const parsed = kind.parse(example, context)
      expect(parsed, `${key}: ${example}`).toMatchObject({ ok: true })
      expect(parsed, `${key}: ${example}`).not.toHaveProperty('hint')
    }
  })

  it('begins with values that its cells can hold', () => {
    const wrong = table.columns.filter(
      ({ initial, kind }) => initial !== undefined && !kind.schema.safeParse(initial).success,
    )
    expect(wrong.map(({ key }) => key)).toEqual([])
  })

  it('offers lists without a repetition', () => {
    for (const { kind } of table.columns) {
      const options = kind.options?.(cellContext()) ?? []
      expect(new Set(options).size).toBe(options.length)
    }
  })

  it('puts the school of its rows into a column, where its card is a school’s', () => {
    const ofSchool = keys.filter((key) => key === table.schoolColumn)
    expect(ofSchool).toHaveLength(table.card === 'school' ? 1 : 0)
    expect(table.schoolColumn !== undefined).toBe(table.card === 'school')
  })
})
