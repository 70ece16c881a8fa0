import { describe, expect, it } from 'vitest'
import { dashboardOf } from '../../../domain/dashboard/dashboard.ts'
import { panelPage } from '../../../domain/dashboard/panelPage.ts'
import { todayPage } from '../../../domain/dashboard/todayPage.ts'
import { programmeDay } from '../../../domain/digest/programmeDay.ts'
import type { Brief } from '../../../domain/records.ts'
import { textsIn } from '../../../domain/texts/texts.ts'
import { card, cards, directory, links, measures, monday, programme } from '../digest/modelWeek.ts'

const teller = { texts: textsIn('ru'), links, time: '08:10', checkedOn: monday }

function boardOf(byId = cards) {
  const today = programmeDay(programme, monday, directory, byId)
  return { today, board: dashboardOf(today, directory, byId, new Map()) }
}

describe('the dashboard', () => {
  it('says the figures of the model week, the school that needs attention first', () => {
    const { today, board } = boardOf()
    expect(board.total).toEqual({ due: 22, done: 19, confirmed: 12, overdue: 3, waiting: 6 })
    const lines = panelPage(today, board, teller).rows.map(({ cells }) =>
      cells.map(({ text, number }) => text ?? String(number ?? '')).join('|'),
    )
    const schools = lines.filter((line) => /^(СОШ|ООШ).*\|\d+\|\d+\|\d+\|\d+\|/.test(line))
    expect(schools.map((line) => line.split('|').slice(0, 5).join('|'))).toEqual([
      'ООШ с. Нижняя Ермоловка|8|6|3|2',
      'СОШ с. Маруха|7|6|4|1',
      'СОШ с. Х-Греческого|7|7|5|0',
    ])
    expect(lines).toContain('Всего|22|19|12|3|15 из 18||86 %|')
    expect(lines.join('\n')).toContain('19 из 22|3|')
  })

  it('leaves room on the first A4 page with three schools: title to schools within 60 lines', () => {
    const { today, board } = boardOf()
    const { rows, columns } = panelPage(today, board, teller)
    const at = rows.findIndex(({ cells }) => cells[0]?.text === 'Всего')
    const height = rows.slice(0, at + 1).reduce((sum, row) => sum + (row.height ?? 21), 0)
    const width = columns.reduce((sum, pixels) => sum + pixels, 0)
    // Nine more schools are nine more lines; a printed page is 1.4 times as high as wide.
    expect(height + 9 * 21).toBeLessThan(1.4 * width)
  })

  const seed = 700
  it(`agrees with a naive recount over all rows in random programmes, seed ${seed}`, () => {
    let state = seed
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const of = <T>(list: readonly T[]): T | undefined => list[random(list.length)]
    const days = ['2021-09-01', '2021-09-19', '2021-09-20', '2021-09-21', '2021-12-01']
    for (let round = 0; round < 200; round++) {
      const naive = { due: 0, done: 0, confirmed: 0, overdue: 0, waiting: 0 }
      const late: string[] = []
      const random3 = new Map(
        ['sch-maruha', 'sch-hgrech', 'sch-ermol'].map((school) => {
          const rows = Array.from({ length: random(12) }, (): Brief => ({
            event: `Мера ${random(1000)}`,
            deadline: of(days) ?? monday,
            status: of(['notStarted', 'done', 'partlyDone', 'cancelled']) ?? 'done',
            check: of(['unchecked', 'confirmed', 'rework']) ?? 'unchecked',
            consent: of(['agreed', 'declined']) ?? 'agreed',
          }))
          for (const { event, deadline, status, check, consent } of rows) {
            if (status === 'cancelled' && consent === 'agreed') continue
            const due = String(deadline) <= monday
            if (due) naive.due++
            if (due && status === 'done') naive.done++
            if (due && status === 'done' && check === 'confirmed') naive.confirmed++
            if (status === 'done' && check === 'unchecked') naive.waiting++
            if (status !== 'done' && String(deadline) < monday) {
              naive.overdue++
              late.push(String(event))
            }
          }
          return [school, card({ briefs: measures(...rows) })] as const
        }),
      )
      const { board } = boardOf(random3)
      expect({ round, total: board.total }).toEqual({ round, total: naive })
      expect(board.overdue.map(({ measure }) => measure.event).toSorted()).toEqual(late.toSorted())
    }
  })
})

describe('«Сегодня»', () => {
  it('leads with what is overdue and fits fifteen lines', () => {
    const { today } = boardOf()
    const school = today.schools.find(({ id }) => id === 'sch-maruha')
    if (!school) throw new Error('The model week has no such school')
    const { rows } = todayPage(school, card({}), [], monday, teller)
    const lines = rows.map(({ cells }) => cells.map(({ text }) => text ?? '').join('|'))
    expect(lines[3]).toBe('Просрочено 1    На этой неделе 2    Доработать 1    Исправить 1')
    expect(lines[5]).toMatch(/^15\.09 ср\|Закрепить наставников .* · прошло 5 дней\|/)
    expect(lines.length).toBeLessThanOrEqual(15)
  })

  it('says that all is well where nothing is to be done', () => {
    const { today } = boardOf(new Map([['sch-maruha', card({ lastEntryOn: monday })]]))
    const school = today.schools.find(({ id }) => id === 'sch-maruha')
    if (!school) throw new Error('The model week has no such school')
    const { rows } = todayPage(school, card({}), [], monday, teller)
    expect(rows.map(({ cells }) => cells[0]?.text)).toContain('На сегодня всё в порядке.')
  })
})
