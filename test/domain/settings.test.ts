import { describe, expect, it } from 'vitest'
import { fits, settingsOf } from '../../domain/settings.ts'

const programme = { mailHour: 8, silentDays: 14 }
const usual = {
  remindDays: [14, 3, 0],
  silentDays: 14,
  checkDays: 10,
  mailHour: 8,
  smallCount: 5,
  lowShare: 30,
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
    ).toEqual({ ...usual, remindDays: [21, 7, 0], checkDays: 5, lowShare: 25, region: 'КЧР' })
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
