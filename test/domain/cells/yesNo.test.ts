import { describe, expect, it } from 'vitest'
import { yesNo } from '../../../domain/cells/yesNo.ts'
import { cellContext } from '../sample.ts'

describe('yes or no', () => {
  it('is stored as a boolean and shown as a word', () => {
    expect(yesNo().parse('да', cellContext())).toEqual({ ok: true, value: true })
    expect(yesNo().show(true, cellContext())).toEqual({ value: 'Да' })
    expect(yesNo().show(false, cellContext('en'))).toEqual({ value: 'No' })
    expect(yesNo().options?.(cellContext())).toEqual(['Да', 'Нет'])
  })

  it('is what a check box says', () => {
    expect(yesNo().parse(true, cellContext())).toEqual({ ok: true, value: true })
    expect(yesNo().parse({ value: false, shown: 'ЛОЖЬ' }, cellContext())).toEqual({
      ok: true,
      value: false,
    })
  })

  it('is not guessed from a dash or a doubt', () => {
    const entries = ['-', '—', 'может быть', 'да?', 'да и нет']
    const codes = entries.map((entry) => {
      const parsed = yesNo().parse(entry, cellContext())
      return parsed.ok ? 'taken' : parsed.problem.code
    })
    expect(codes).toEqual(entries.map(() => 'yesNo.unknown'))
  })
})
