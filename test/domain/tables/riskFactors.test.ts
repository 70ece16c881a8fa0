import { expect, it } from 'vitest'
import { riskFactors } from '../../../domain/tables/riskFactors.ts'

it('is known by its name, its code and every other name', () => {
  const brief = { code: 'R02', name: 'Дефицит педагогических кадров', synonyms: 'кадры; нехватка;' }
  expect(riskFactors.refer?.(brief)).toEqual({
    name: 'Дефицит педагогических кадров',
    aliases: ['R02', 'кадры', 'нехватка'],
  })
})

it('has no aliases where none are written', () => {
  expect(riskFactors.refer?.({ name: 'Дефицит педагогических кадров' })).toEqual({
    name: 'Дефицит педагогических кадров',
    aliases: [],
  })
})
