import { describe, expect, it } from 'vitest'
import { longText, text } from '../../../domain/cells/text.ts'
import { cellContext } from '../sample.ts'

const parse = (value: number, shown: string) => text().parse({ value, shown }, cellContext())

describe('text cells', () => {
  it('keep what looks like a formula as text', () => {
    const entries = ['=1+1', '+7 занятий', '-', '@все']
    expect(entries.map((entry) => text().parse(entry, cellContext()))).toEqual(
      entries.map((value) => ({ ok: true, value, asTyped: true })),
    )
    expect(entries.map((entry) => text().show(entry, cellContext()))).toEqual(
      entries.map((value) => ({ value })),
    )
  })

  it('keep a number or date as it is shown', () => {
    expect(parse(0.5, '1/2')).toMatchObject({ value: '1/2' })
    expect(parse(7, '007')).toMatchObject({ value: '007' })
    expect(parse(44_270, '15.03.2021')).toMatchObject({ value: '15.03.2021' })
  })

  it('leave the typed cell as it is, spaces at its ends included', () => {
    expect(text().parse(' директор\u00a0', cellContext())).toEqual({
      ok: true,
      value: 'директор',
      asTyped: true,
    })
  })

  it('show a whole number as a number, so that rows sort by it, and other digits as text', () => {
    expect(text().show('12', cellContext())).toEqual({ value: 12 })
    expect(text().show('007', cellContext())).toEqual({ value: '007' })
    expect(text().show('12345678901234567890', cellContext())).toEqual({
      value: '12345678901234567890',
    })
  })

  it('are rewritten only where a whole number was typed as text', () => {
    const context = cellContext()
    expect(text().parse('6', context)).toEqual({ ok: true, value: '6' })
    expect(['007', '1.2', '6а', '0', '-6'].map((entry) => text().parse(entry, context))).toEqual(
      ['007', '1.2', '6а', '0', '-6'].map((value) => ({ ok: true, value, asTyped: true })),
    )
  })

  it('refuse a text that is too long, with both lengths, and take one that just fits', () => {
    const kind = text({ max: 10 })
    expect(kind.parse('0123456789', cellContext())).toMatchObject({ ok: true })
    const parsed = kind.parse('01234567890', cellContext())
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'text.tooLong' } })
    expect(parsed.ok ? '' : parsed.problem.text).toContain('Здесь 11 знаков, а помещается 10.')
    expect(kind.schema.safeParse('01234567890').success).toBe(false)
  })

  it('refuse personal data, unless the column is free of the guard', () => {
    expect(text().parse('Иванова М. П.', cellContext())).toMatchObject({
      ok: false,
      problem: { code: 'personal.name' },
    })
    expect(text({ personalData: 'allow' }).parse('Иванова М. П.', cellContext())).toMatchObject({
      ok: true,
      value: 'Иванова М. П.',
    })
  })

  it('have room for several lines in long ones', () => {
    const lines = 'Первая строка\nвторая строка\n'.repeat(50)
    expect(longText().parse(lines, cellContext())).toMatchObject({ ok: true, value: lines.trim() })
    expect(text().parse(lines, cellContext()).ok).toBe(false)
  })
})
