import { describe, expect, it } from 'vitest'
import { referencesIn } from '../../../domain/tables/references.ts'

const directory = {
  schools: { 'sch-maruha': { name: 'МКОУ «СОШ с. Маруха»', shortName: 'СОШ с. Маруха' } },
  riskFactors: {
    'risk-02': { name: 'Дефицит кадров', code: 'R02', active: true },
    'risk-06': { name: 'Неуспешность', code: 'R06' },
    'risk-10': { name: 'Благополучие', code: 'R10', active: false },
  },
}
const school = {
  riskProfiles: {
    a: { risk: 'risk-02', activated: true },
    b: { risk: 'risk-06', activated: false },
    c: { risk: 'risk-10', activated: true },
  },
}
const references = referencesIn(directory, (id) => (id === 'sch-maruha' ? school : undefined))
const choosable = (list: 'riskFactors' | 'activatedRisks', id: string | null) =>
  references(list, id)
    .filter((row) => row.choosable)
    .map((row) => row.id)

describe('what a reference may name', () => {
  it('is named as its table says', () => {
    expect(references('schools', null)).toEqual([
      {
        id: 'sch-maruha',
        name: 'СОШ с. Маруха',
        aliases: ['МКОУ «СОШ с. Маруха»'],
        choosable: true,
      },
    ])
  })

  it('is a risk that is in use', () => {
    expect(choosable('riskFactors', 'sch-maruha')).toEqual(['risk-02', 'risk-06'])
  })

  it('is a risk that the school has activated, and that is in use', () => {
    expect(choosable('activatedRisks', 'sch-maruha')).toEqual(['risk-02'])
  })

  it('is no risk for a school that has activated none', () => {
    expect(choosable('activatedRisks', 'sch-hgrech')).toEqual([])
  })

  it('is any risk in use while the school is not known', () => {
    expect(choosable('activatedRisks', null)).toEqual(['risk-02', 'risk-06'])
  })

  it('is an empty list where the directory has no such table', () => {
    expect(references('people', null)).toEqual([])
  })

  it('is made once', () => {
    expect(references('activatedRisks', 'sch-maruha')).toBe(
      references('activatedRisks', 'sch-maruha'),
    )
  })
})
