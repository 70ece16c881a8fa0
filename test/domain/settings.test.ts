import { describe, expect, it } from 'vitest'
import { fits, settingsOf } from '../../domain/settings.ts'

const programme = { mailHour: 8, silentDays: 14 }
const usual = {
  remindDays: [14, 3, 0],
  silentDays: 14,
  checkDays: 10,
  mailHour: 8,
  smallCount: 5,
  lowShare: { every: 30, levels: {} },
  lowProcedures: { every: 2, levels: {} },
  lowYears: { every: 2, levels: {} },
  lowRule: 'or',
  lowParticipants: 10,
  region: null,
}
const set = (...rows: readonly (readonly [string, string])[]) =>
  settingsOf(programme, {
    settings: Object.fromEntries(
      rows.map(([setting, value], at) => [`row-${at}`, { setting, value }]),
    ),
  })

describe('settings', () => {
  it('are the usual ones where the table says nothing', () => {
    expect(settingsOf(programme, {})).toEqual(usual)
  })

  it('are what the table says', () => {
    expect(
      set(['remindDays', '0, 7 / 21'], ['checkDays', '5'], ['lowShare', '25 %'], ['region', 'КЧР']),
    ).toEqual({
      ...usual,
      remindDays: [21, 7, 0],
      checkDays: 5,
      lowShare: { every: 25, levels: {} },
      region: 'КЧР',
    })
  })

  it('of low results may differ by level', () => {
    const read = set(
      ['lowShare', 'НОШ 40, ООШ 30 %; 25'],
      ['lowProcedures', 'СОШ 3'],
      ['lowYears', '0'],
      ['lowRule', 'И'],
      ['lowParticipants', '15'],
    )
    expect(read).toEqual({
      ...usual,
      lowShare: { every: 25, levels: { primary: 40, basic: 30 } },
      lowProcedures: { every: 2, levels: { secondary: 3 } },
      lowYears: { every: 0, levels: {} },
      lowRule: 'and',
      lowParticipants: 15,
    })
    for (const wrong of ['', 'ДОУ 30', '30, 40', '101', 'СОШ 20, СОШ 30', '2,5', 'тридцать']) {
      expect(fits('lowShare', wrong), wrong).toBe(false)
    }
    expect(fits('lowRule', 'или')).toBe(true)
    expect(fits('lowRule', 'да')).toBe(false)
  })

  it('stay as usual where a value cannot be used', () => {
    expect(set(['mailHour', '24'], ['remindDays', 'за неделю'], ['smallCount', '2,5'])).toEqual(
      usual,
    )
  })

  it('take the first of two rows', () => {
    expect(set(['mailHour', '7'], ['mailHour', '9']).mailHour).toBe(7)
  })

  it('know what fits', () => {
    expect(fits('mailHour', '0')).toBe(true)
    expect(fits('mailHour', '')).toBe(false)
    expect(fits('remindDays', '61')).toBe(false)
    expect(fits('region', ' ')).toBe(false)
  })
})
