import { describe, expect, it } from 'vitest'
import { guidePage } from '../../../domain/tables/guide.ts'
import { ruleProblems, type Table } from '../../../domain/tables/table.ts'
import { tables } from '../../../domain/tables/tables.ts'
import { cellContext, context } from '../sample.ts'

/** Every text of a table in one language: what its tab, its guide and its checks show. */
function wordsOf(table: Table, language: 'ru' | 'en'): readonly string[] {
  const about = cellContext(language)
  const { texts } = about
  return [
    table.title(texts),
    table.about(texts),
    ...table.columns.flatMap((column) => [
      column.header(texts),
      column.help(texts),
      ...(language === 'ru' && column.example !== undefined ? [column.example] : []),
      ...(column.kind.name === 'reference' ? [] : (column.kind.options?.(about) ?? [])),
    ]),
    ...table.rules.flatMap(({ wrong }) =>
      ruleProblems(table, wrong.cells, {
        ...about,
        headerOf: (key) => table.columns.find((one) => one.key === key)?.header(texts) ?? key,
        ...(wrong.beside === undefined ? {} : { beside: wrong.beside }),
      }).map(({ text }) => text),
    ),
  ]
}

/** Addresses and codes that people themselves write are no words. */
const withoutAddresses = (text: string) => text.replaceAll(/https?:\/\/\S+|\S+@\S+|\bR\d\d\b/g, '')

describe.each(tables)('the words of $name', (table) => {
  it('are Russian for Russians: no English word, code name or jargon', () => {
    for (const text of wordsOf(table, 'ru')) {
      expect(withoutAddresses(text)).not.toMatch(/[a-z]/i)
      expect(text).not.toMatch(/синхрониз|валидац|конфликт|идентификатор|undefined|null|NaN/i)
    }
  })

  it('are English for English readers', () => {
    for (const text of wordsOf(table, 'en')) expect(text).not.toMatch(/[а-яё]/i)
  })

  it('make a page of the guide with every column', () => {
    const page = guidePage(table, context())
    const { texts } = context()
    for (const { header, help } of table.columns) {
      expect(page).toContain(`**${header(texts)}**`)
      expect(page).toContain(help(texts))
    }
  })
})
