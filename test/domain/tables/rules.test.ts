import { describe, expect, it } from 'vitest'
import { ruleProblems, type RowExample, type Table } from '../../../domain/tables/table.ts'
import { tables } from '../../../domain/tables/tables.ts'
import { cellContext } from '../sample.ts'

const rules = tables.flatMap((table) => table.rules.map((rule) => ({ ...rule, table })))

const said = (table: Table, { cells, beside }: RowExample, language: 'ru' | 'en' = 'ru') =>
  ruleProblems(table, cells, {
    ...cellContext(language),
    headerOf: (key) =>
      table.columns.find((column) => column.key === key)?.header(cellContext(language).texts) ??
      key,
    ...(beside === undefined ? {} : { beside }),
  })

describe.each(rules)('the rule $code', ({ table, code, severity, wrong, right }) => {
  it('speaks at its example, and is silent once that is put right', () => {
    expect(said(table, wrong).map((problem) => problem.code)).toContain(code)
    expect(said(table, right).map((problem) => problem.code)).not.toContain(code)
  })

  it('is named after its table, and has values that its columns can hold', () => {
    expect(code.split('.')[0]).toBe(table.name)
    for (const { cells } of [wrong, right]) {
      for (const [key, value] of Object.entries(cells)) {
        const column = table.columns.find((one) => one.key === key)
        expect(column?.kind.schema.safeParse(value).success, `${key}: ${value}`).toBe(true)
      }
    }
  })

  it('stands at a column of its table; an error at an empty cell only', () => {
    const own = said(table, wrong).filter((problem) => problem.code === code)
    for (const { key } of own) expect(table.columns.map((column) => column.key)).toContain(key)
    const filled = own.filter(({ key }) => wrong.cells[key] !== undefined)
    expect(severity === 'error' ? filled : []).toEqual([])
  })

  it('says what became of the entry or what to do, in plain words', () => {
    const text = said(table, wrong).find((problem) => problem.code === code)?.text ?? ''
    expect(text).toMatch(REMEDY)
    const english = said(table, wrong, 'en').find((problem) => problem.code === code)?.text ?? ''
    expect(english).not.toMatch(/[а-яё]/iu)
    expect(english).toMatch(/[.]$/)
  })
})

/** A text helps only when it asks for something that can be done. */
const REMEDY =
  /(?<!\p{L})(?:проверьте|укажите|выберите|напишите|поправьте|исправьте|поставьте|вставьте|очистите|уберите|осталось|добавьте|впишите|уточните)(?!\p{L})/iu

it('tells a row from itself: only another one is a repetition', () => {
  const measures = tables.find(({ name }) => name === 'measures')
  const twice = measures?.rules.find(({ code }) => code === 'measures.twice')
  if (!measures || !twice) throw new Error('measures has no rule about repetitions')
  const { cells, beside } = twice.wrong
  const at = (id: string) =>
    twice.find(cells, { ...cellContext(), id, ...(beside === undefined ? {} : { beside }) }).length
  expect(at('other')).toBe(0)
  expect(at('mine')).toBe(1)
})
