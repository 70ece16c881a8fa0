import { describe, expect, it } from 'vitest'
import { layoutFor } from '../../../domain/tables/layout.ts'
import { syncAnswerSchema } from '../../../domain/protocol.ts'
import { textsIn } from '../../../domain/texts/texts.ts'

const ru = textsIn('ru')
const titles = (layout: ReturnType<typeof layoutFor>) => layout.tabs.map((tab) => tab.title)
const keys = (layout: ReturnType<typeof layoutFor>) =>
  layout.tabs.find((tab) => tab.table === 'measures')?.columns.map((column) => column.key)

describe('the layout of a workbook', () => {
  it('has the tabs that its role sees', () => {
    expect(titles(layoutFor(['sch-maruha'], 'staff', ru)).slice(0, 4)).toEqual([
      'Меры',
      'Документы',
      'Замечания',
      'Рисковый профиль',
    ])
    expect(titles(layoutFor('all', 'coordinator', ru))).toContain('Участники')
    expect(titles(layoutFor('all', 'observer', ru))).not.toContain('Участники')
  })

  it('names the school of a row only where there are several', () => {
    expect(keys(layoutFor(['sch-maruha'], 'staff', ru))).not.toContain('school')
    expect(keys(layoutFor(['sch-maruha', 'sch-hgrech'], 'curator', ru))).toContain('school')
    expect(keys(layoutFor('all', 'coordinator', ru))).toContain('school')
  })

  it('tells what the server writes, and what a copied row starts without', () => {
    const columns = layoutFor(['sch-maruha'], 'staff', ru).tabs[0]?.columns ?? []
    const marked = (mark: 'server' | 'personal') =>
      columns.filter((column) => column[mark] === true).map((column) => column.key)
    expect(marked('server')).toEqual(['corrections', 'deadlineState'])
    expect(marked('personal')).toEqual(['check', 'consent', 'firstDeadline', 'checkComment'])
  })

  it('has a version that changes with its content and not otherwise', () => {
    const version = layoutFor(['sch-maruha'], 'staff', ru).version
    expect(layoutFor(['sch-hgrech'], 'staff', textsIn('ru')).version).toBe(version)
    expect(layoutFor('all', 'staff', ru).version).not.toBe(version)
    expect(layoutFor(['sch-maruha'], 'staff', textsIn('en')).version).not.toBe(version)
  })

  it('fits into the protocol’s answer', () => {
    const { layout } = syncAnswerSchema.shape
    expect(layout.safeParse(layoutFor('all', 'coordinator', ru)).success).toBe(true)
  })
})
