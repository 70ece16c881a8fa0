import { describe, expect, it } from 'vitest'
import { date } from '../../../domain/cells/date.ts'
import { cellContext } from '../sample.ts'

const deadline = date({ wordsIn: 'deadlineText' })

/** What is said of a term in words on a day. */
function said(today: string, lastDay = '2024-12-31'): string {
  const parsed = deadline.parse('в течение года', cellContext('ru', { today, lastDay }))
  return parsed.ok ? '' : parsed.problem.text
}

describe('date cells', () => {
  it('show a day as a date number with a date format', () => {
    expect(date().show('2021-03-15', cellContext())).toEqual({ value: 44_270, format: 'date' })
  })

  it('store nothing but days that exist', () => {
    const { schema } = date()
    expect(schema.safeParse('2021-03-15').success).toBe(true)
    const wrong = ['2021-02-31', '15.03.2021', '', 44_270]
    expect(wrong.filter((value) => schema.safeParse(value).success)).toEqual([])
  })

  it('take the number of the sheet where its shown text agrees', () => {
    const parsed = deadline.parse({ value: 44_270, shown: '15.03.2021' }, cellContext())
    expect(parsed).toEqual({ ok: true, value: '2021-03-15' })
  })

  it('ask where the sheet and the reader see different days', () => {
    const parsed = deadline.parse({ value: 44_259, shown: '3/4/2021' }, cellContext())
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'date.twoReadings' } })
  })

  it('refuse a date whose year the sheet has added by itself', () => {
    const parsed = deadline.parse({ value: 46_096, shown: '15.03' }, cellContext())
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'date.noYear' } })
  })

  it('keep a term in words whole in the column for it', () => {
    const parsed = deadline.parse(' В течение года ', cellContext())
    expect(parsed).toMatchObject({
      ok: false,
      problem: { code: 'date.words' },
      keptIn: { key: 'deadlineText', value: 'В течение года' },
    })
  })

  it('take the last day of a range and keep the range', () => {
    expect(deadline.parse('01.05.2021-15.05.2021', cellContext())).toMatchObject({
      ok: true,
      value: '2021-05-15',
      keptIn: { key: 'deadlineText', value: '01.05.2021-15.05.2021' },
    })
  })

  it('want one day where there is no column for words', () => {
    const entries = ['01.05.2021-15.05.2021', 'май 2021', 'в течение года']
    const parsed = entries.map((entry) => date().parse(entry, cellContext()))
    expect(parsed.map((one) => (one.ok ? '' : one.problem.code))).toEqual([
      'date.notADay',
      'date.notADay',
      'date.notADay',
    ])
    expect(parsed.filter((one) => one.keptIn !== undefined)).toEqual([])
  })

  it('advise ends of years within the programme, from the day on which it is read', () => {
    expect(said('2021-09-20')).toContain('31.12.2021, а если год учебный, 31.05.2022')
    expect(said('2022-03-01')).toContain('31.12.2022, а если год учебный, 31.05.2022')
    expect(said('2020-01-01')).toContain('31.12.2021, а если год учебный, 31.05.2021')
    expect(said('2021-09-20', '2022-04-30')).toContain('31.12.2021, а если год учебный, 30.04.2022')
  })

  it('refuse tomorrow, and take today, for what has happened', () => {
    const doneOn = date({ future: 'refuse' })
    expect(doneOn.parse('20.09.2021', cellContext())).toEqual({ ok: true, value: '2021-09-20' })
    expect(doneOn.parse('21.09.2021', cellContext())).toMatchObject({
      ok: false,
      problem: { code: 'date.future' },
    })
  })

  it('store a day outside the programme, and say so', () => {
    expect(date().parse('09.02.2021', cellContext())).toMatchObject({
      ok: true,
      value: '2021-02-09',
      hint: { code: 'date.outside' },
    })
    expect(date().parse('10.02.2021', cellContext())).toEqual({ ok: true, value: '2021-02-10' })
    expect(date().parse('31.12.2024', cellContext())).toEqual({ ok: true, value: '2024-12-31' })
    expect(date().parse('01.01.2025', cellContext())).toMatchObject({ ok: true })
  })

  it('speak English in an English workbook', () => {
    const parsed = deadline.parse('15/03', cellContext('en'))
    expect(parsed.ok ? '' : parsed.problem.text).toBe(
      'The year is missing: “15/03”. Write the whole date, for example 15.03.2022. Without a date no reminder can be sent. The other cells of the row are saved.',
    )
  })
})
