import { describe, expect, it } from 'vitest'
import { decimalNumber, shownNumber, wholeNumber } from '../../../domain/cells/number.ts'
import { cellContext } from '../sample.ts'

const NBSP = '\u00a0'

describe('number cells', () => {
  it('store a percentage as its number, and leave the cell as it was typed', () => {
    const stored = { ok: true, value: 36.5, asTyped: true }
    expect(decimalNumber().parse('36,5 %', cellContext())).toEqual(stored)
    expect(decimalNumber().parse({ value: 0.365, shown: '36,5%' }, cellContext())).toEqual(stored)
  })

  it('do not carry the inexactness of binary fractions', () => {
    for (let percent = 0; percent <= 100; percent += 1) {
      const parsed = decimalNumber().parse(
        { value: percent / 100, shown: `${percent}%` },
        cellContext(),
      )
      expect(parsed).toMatchObject({ ok: true, value: percent })
    }
  })

  it('ask what a point before three digits means, and take what has one reading', () => {
    const parsed = decimalNumber().parse('1.234', cellContext())
    expect(parsed.ok ? '' : parsed.problem.text).toContain(`как 1,234 или как 1${NBSP}234`)
    expect(decimalNumber().parse('1.2345', cellContext())).toMatchObject({ value: 1.2345 })
    expect(decimalNumber().parse('0.123', cellContext())).toMatchObject({ value: 0.123 })
    expect(decimalNumber().parse('1234.567', cellContext())).toMatchObject({ value: 1234.567 })
  })

  it('notice that the sheet took a number for a date', () => {
    const parsed = decimalNumber().parse({ value: 45_566, shown: '01.10.2024' }, cellContext())
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'number.date' } })
    expect(decimalNumber().parse({ value: 45_566, shown: '45 566' }, cellContext())).toMatchObject({
      value: 45_566,
    })
  })

  it('want whole numbers where things are counted', () => {
    expect(wholeNumber().parse('24', cellContext())).toMatchObject({ ok: true, value: 24 })
    expect(wholeNumber().parse('24,0', cellContext())).toMatchObject({ ok: true, value: 24 })
    expect(wholeNumber().parse('24,5', cellContext())).toMatchObject({
      ok: false,
      problem: { code: 'number.notWhole' },
    })
    expect(wholeNumber().schema.safeParse(24.5).success).toBe(false)
  })

  it('stay within their bounds, edges included', () => {
    const kind = wholeNumber({ min: 0, max: 500 })
    expect(kind.parse('0', cellContext()).ok).toBe(true)
    expect(kind.parse('500', cellContext()).ok).toBe(true)
    expect(kind.parse('-1', cellContext())).toMatchObject({ problem: { code: 'number.tooSmall' } })
    expect(kind.parse('501', cellContext())).toMatchObject({ problem: { code: 'number.tooLarge' } })
  })

  it('show a number as a number', () => {
    expect(decimalNumber().show(36.5, cellContext())).toEqual({ value: 36.5, format: 'number' })
    expect(shownNumber(1234.5, 'ru')).toBe(`1${NBSP}234,5`)
    expect(shownNumber(1234.5, 'en')).toBe('1,234.5')
  })
})
