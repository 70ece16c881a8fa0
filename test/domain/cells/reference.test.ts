import { describe, expect, it } from 'vitest'
import type { Referable } from '../../../domain/cells/cell.ts'
import { reference } from '../../../domain/cells/reference.ts'
import { cellContext } from '../sample.ts'

const row = (id: string, name: string, choosable = true, aliases: string[] = []): Referable => ({
  id,
  name,
  aliases,
  choosable,
})
const among = (...rows: Referable[]) => ({ ...cellContext(), references: () => rows })

describe('reference cells', () => {
  it('store the id and show the name', () => {
    const school = reference('schools')
    expect(school.parse('МКОУ «СОШ с.Маруха»', cellContext())).toEqual({
      ok: true,
      value: 'sch-maruha',
    })
    expect(school.show('sch-maruha', cellContext())).toEqual({ value: 'СОШ с. Маруха' })
  })

  it('show the id of a row that is no longer there', () => {
    expect(reference('schools').show('sch-gone', cellContext())).toEqual({ value: 'sch-gone' })
  })

  it('offer only what may be chosen here', () => {
    expect(reference('activatedRisks').options?.(cellContext())).toEqual([
      'Высокая доля обучающихся с рисками учебной неуспешности',
    ])
    expect(reference('riskFactors').options?.(cellContext())).toHaveLength(5)
  })

  it('refuse what may not be chosen, in the words of the column', () => {
    const risk = reference('activatedRisks', {
      notChoosable: (texts) => texts.cells.reference.riskNotActivated,
    })
    const parsed = risk.parse('Дефицит педагогических кадров', cellContext())
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'reference.notChoosable' } })
    expect(parsed.ok ? '' : parsed.problem.text).toBe(
      'Этот риск в профиле вашей школы не активирован. Выберите риск из списка в ячейке: там только активированные. Если риск нужен, сначала активируйте его в таблице «Рисковый профиль».',
    )
    expect(risk.parse('R06', cellContext())).toEqual({ ok: true, value: 'risk-06' })
  })

  it('never choose between two rows of one name', () => {
    const parsed = reference('people').parse(
      'методист',
      among(row('p1', 'Методист'), row('p2', 'методист')),
    )
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'reference.unknown' } })
  })

  it('take the one of two that may be chosen', () => {
    const parsed = reference('people').parse(
      'методист',
      among(row('p1', 'Методист', false), row('p2', 'методист')),
    )
    expect(parsed).toEqual({ ok: true, value: 'p2' })
  })

  it('suggest only what may be chosen', () => {
    const parsed = reference('people').parse('методст', among(row('p1', 'Методист', false)))
    expect(parsed.ok ? '' : parsed.problem.text).not.toContain('Методист')
  })

  it('know a row by its aliases and its id', () => {
    const context = among(row('risk-02', 'Дефицит кадров', true, ['R02', 'кадры']))
    const entries = ['r02', 'Кадры', 'risk-02', '«Дефицит кадров»']
    expect(entries.map((entry) => reference('riskFactors').parse(entry, context))).toEqual(
      entries.map(() => ({ ok: true, value: 'risk-02' })),
    )
  })
})
