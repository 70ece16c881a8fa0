import { expect, it } from 'vitest'
import { readRow } from '../../../domain/row.ts'
import { riskProfiles } from '../../../domain/tables/riskProfiles.ts'
import { context } from '../sample.ts'

const COLUMNS = ['risk', 'significance', 'verified', 'activated', 'causes', 'goal']
const read = (entered: Readonly<Record<string, string>>) =>
  readRow(riskProfiles, COLUMNS, entered, context(), { stored: {}, typing: false })

it('takes any risk of the reference list, activated or not', () => {
  const reading = read({ risk: 'R02', significance: 'Высокая', verified: 'да' })
  expect(reading).toMatchObject({
    values: { risk: 'risk-02', significance: 'high', verified: true },
    problems: [],
    complete: true,
  })
})

it('asks for verification and goal of a risk taken into work, and stores it all the same', () => {
  const reading = read({ risk: 'R02', activated: 'Да' })
  expect(reading.values['activated']).toBe(true)
  expect(reading.complete).toBe(true)
  expect(reading.problems.map(({ key, code }) => `${key} ${code}`)).toEqual([
    'verified riskProfiles.notVerified',
    'goal riskProfiles.noGoal',
  ])
  const whole = { risk: 'R02', activated: 'Да', verified: 'Да', goal: 'Закрыть вакансии' }
  expect(read(whole).problems).toEqual([])
})
