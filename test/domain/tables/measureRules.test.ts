import { describe, expect, it } from 'vitest'
import type { Cells } from '../../../domain/entered.ts'
import type { Value } from '../../../domain/records.ts'
import { measureRules } from '../../../domain/tables/measureRules.ts'
import { ruleProblems } from '../../../domain/tables/table.ts'
import { cellContext } from '../sample.ts'

const said = (cells: Cells<Value>, language: 'ru' | 'en' = 'ru') =>
  ruleProblems({ rules: measureRules }, cells, cellContext(language))
const codes = (cells: Cells<Value>) => said(cells).map(({ key, code }) => `${key} ${code}`)

describe('a whole measure', () => {
  it('that is done asks for its evidence and its day', () => {
    expect(codes({ status: 'done' })).toEqual([
      'doneOn measures.noDoneOn',
      'evidence measures.noEvidence',
    ])
    expect(codes({ status: 'done', doneOn: '2021-09-17', evidence: 'Приказ № 45' })).toEqual([])
    expect(codes({ status: 'inProgress' })).toEqual([])
  })

  it('thanks for a done measure in the words of the model', () => {
    const problem = said({ status: 'done', doneOn: '2021-09-17' })[0]
    expect(problem?.text).toBe(
      'Мера отмечена исполненной, спасибо! Осталось подтверждение: вставьте ссылку, приложите файл или укажите документ, например «Приказ № 45 от 12.09.2021». До этого мера учитывается с пометкой «документа нет».',
    )
  })

  it('with a day of doing, but not done, asks for the status', () => {
    expect(codes({ status: 'inProgress', doneOn: '2021-09-17' })).toEqual([
      'status measures.doneOnWithoutStatus',
    ])
    expect(codes({ status: 'partlyDone', doneOn: '2021-09-17' })).toEqual([])
  })

  it('that is cancelled without consent is said to count as not done', () => {
    expect(codes({ status: 'cancelled' })).toEqual(['status measures.cancelledWithoutConsent'])
    expect(codes({ status: 'cancelled', consent: 'agreed' })).toEqual([])
  })

  it('begins on or before its deadline', () => {
    expect(codes({ start: '2021-10-01', deadline: '2021-09-30' })).toEqual([
      'start measures.startAfterDeadline',
    ])
    expect(codes({ start: '2021-09-30', deadline: '2021-09-30' })).toEqual([])
    expect(codes({ start: '2021-10-01' })).toEqual([])
  })

  it('proposes a new deadline with its reason, and another one than it has', () => {
    expect(codes({ proposedDeadline: '2021-10-29' })).toEqual(['proposedReason measures.noReason'])
    expect(codes({ proposedReason: 'ремонт зала' })).toEqual([
      'proposedDeadline measures.noProposedDeadline',
    ])
    const proposal = { proposedDeadline: '2021-10-29', proposedReason: 'ремонт зала' }
    expect(codes({ ...proposal, deadline: '2021-10-29' })).toEqual([
      'proposedDeadline measures.sameDeadline',
    ])
    expect(codes({ ...proposal, deadline: '2021-10-15' })).toEqual([])
  })

  it('plans to improve, whichever way is better', () => {
    expect(codes({ direction: 'up', baseline: 20, planned: 10 })).toEqual([
      'planned measures.plannedWorse',
    ])
    expect(codes({ direction: 'down', baseline: 1, planned: 3 })).toEqual([
      'planned measures.plannedWorse',
    ])
    expect(codes({ direction: 'up', baseline: 20, planned: 100 })).toEqual([])
    expect(codes({ direction: 'down', baseline: 3, planned: 1 })).toEqual([])
    expect(codes({ baseline: 20, planned: 10 })).toEqual([])
  })

  it('has percentages between 0 and 100', () => {
    expect(codes({ unit: '%', baseline: -1, planned: 100, actual: 101 })).toEqual([
      'baseline measures.notAPercentage',
      'actual measures.notAPercentage',
    ])
    expect(codes({ unit: '%', baseline: 0, planned: 100 })).toEqual([])
    expect(codes({ unit: 'ед.', actual: 101 })).toEqual([])
  })

  it('is never refused by these checks, only remarked on', () => {
    const all = said({
      status: 'done',
      start: '2021-10-01',
      deadline: '2021-09-30',
      proposedDeadline: '2021-10-29',
    })
    expect(all.length).toBeGreaterThan(2)
    expect(all.every(({ severity }) => severity === 'hint')).toBe(true)
  })
})
