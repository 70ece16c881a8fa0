import { describe, expect, test } from 'vitest'
import { identify } from '../../../domain/identification/identify.ts'
import { identificationPaper } from '../../../domain/identification/paper.ts'
import { criteriaText, reasonOf, totalText, trendOf } from '../../../domain/identification/tell.ts'
import type { Row } from '../../../domain/brief/source.ts'
import type { Settings } from '../../../domain/settings.ts'
import { contextIn, PROGRAMME } from '../brief/rows.ts'
import { result, schoolOf, settings } from './district.ts'

const teller = { context: contextIn(), smallCount: 5 }
const { texts } = teller.context

function only(rows: readonly Row[], more: object = {}, changes: Partial<Settings> = {}) {
  const found = identify([schoolOf('a', { ...more })], rows, 2021, settings(changes))
  const [school] = found.schools
  if (school === undefined) throw new Error('There is one school.')
  return { ...school, why: reasonOf(school, 2021, teller), trend: trendOf(school, texts) }
}

const both = [result('a', 2021, { took: 18, below: 6 }), vpr({ took: 22, below: 8 })]

function vpr(cells: { readonly took: number; readonly below: number }): Row {
  return result('a', 2021, { procedure: 'vpr', grade: 5, ...cells })
}

describe('every school is told why', () => {
  test('low results name the procedures and the people', () => {
    const { why, proposed } = only(both)
    expect(why).toBe(
      'В 2021 году низкий результат по 2 процедурам. ОГЭ, математика: 33 % (6 из 18); ВПР, математика, 5 класс: 36 % (8 из 22).',
    )
    expect(proposed).toBe('lowResults')
  })

  test('low results that last name the years', () => {
    const { why, trend } = only([
      result('a', 2021, { took: 20, below: 8 }),
      result('a', 2020, { took: 20, below: 7 }),
    ])
    expect(why).toBe(
      'В 2021 году низкий результат по 1 процедуре. ОГЭ, математика: 40 % (8 из 20). Низкий результат каждый год с 2020 по 2021. ОГЭ, математика: 35 % (7 из 20) → 40 %.',
    )
    expect(trend).toBe('2020: 35 %, 2021: 40 %, стало хуже')
  })

  test('few participants are left to the coordinator, and very few without their numbers', () => {
    const { why, proposed } = only([
      result('a', 2021, { took: 7, below: 3 }),
      result('a', 2021, { subject: 'физика', took: 4, below: 3 }),
    ])
    expect(why).toBe(
      'Мало участников (меньше 10): ОГЭ, математика: 42 % (3 из 7); ОГЭ, физика: участников меньше 5. За 2020 год нет данных: ОГЭ, математика; ОГЭ, физика. Решает координатор.',
    )
    expect(proposed).toBe('ordinary')
    expect(only([result('a', 2021, { took: 7, below: 0 })]).why).toBe(
      'Мало участников: по каждой процедуре меньше 10. Решает координатор.',
    )
  })

  test('biased results are named', () => {
    const rows = [
      result('a', 2021, { took: 20, below: 0, biased: true }),
      vpr({ took: 20, below: 9 }),
    ]
    expect(only(rows, {}, { lowYears: { every: 0, levels: {} } }).why).toBe(
      'В 2021 году низкий результат по 1 процедуре. ВПР, математика, 5 класс: 45 % (9 из 20). Отмечены признаки необъективности: ОГЭ, математика: 0 % (0 из 20). Решает координатор.',
    )
  })

  test('absent results are said, and never guessed', () => {
    expect(only([]).why).toBe('Нет данных за 2021 год.')
    expect(only([]).trend).toBe('')
    expect(only([result('a', 2021, { took: 20 })]).why).toBe(
      'Нет данных за 2021 год. Числа не заполнены: ОГЭ, математика.',
    )
    const gap = [
      result('a', 2019, { took: 20, below: 2 }),
      result('a', 2021, { took: 20, below: 1 }),
    ]
    expect(only(gap).trend).toBe('2019: 10 %, 2020: нет данных, 2021: 5 %, стало лучше')
  })

  test('a school that is fine is told how near it came', () => {
    expect(only([result('a', 2021, { took: 20, below: 1 })]).why).toBe(
      'Низких результатов нет (1 процедура).',
    )
    const one = [
      result('a', 2021, { took: 20, below: 8 }),
      result('a', 2020, { took: 20, below: 1 }),
      vpr({ took: 20, below: 1 }),
    ]
    expect(only(one).why).toBe('Низкий результат по 1 из 2 процедур: критериям не соответствует.')
  })
})

describe('what is proposed', () => {
  test('leaves a school that was marked as resilient by hand as it is, and says so', () => {
    const { proposed, why } = only(both, { kind: 'resilient' })
    expect(proposed).toBe('resilient')
    expect(why).toContain('Отмечена как резильентная: тип останется, пока вы его не смените.')
  })

  test('takes no school out of the list by itself', () => {
    const { proposed, why } = only([result('a', 2021, { took: 20, below: 1 })], {
      kind: 'lowResults',
    })
    expect(proposed).toBe('lowResults')
    expect(why).toContain('Критериям больше не соответствует')
  })

  test('follows the criteria of the level', () => {
    const lowShare = { every: 30, levels: { primary: 40 } }
    expect(only(both, { level: 'primary' }, { lowShare }).judgement.verdict).toBe('fine')
    expect(only(both, { level: 'basic' }, { lowShare }).judgement.verdict).toBe('low')
    expect(criteriaText('НОШ', only(both, {}, {}).criteria, texts)).toBe(
      'НОШ: результат низкий, если ниже порога 30 % участников или больше; школа попадает в список, если результат низкий не менее чем по 2 процедурам за год или низкий по одной и той же процедуре 2 года подряд.',
    )
  })
})

const district = identify(
  [
    schoolOf('fine', { level: 'basic' }),
    schoolOf('none', { level: 'basic' }),
    schoolOf('a'),
    schoolOf('few'),
    schoolOf('draft', { level: '', kind: '' }),
  ],
  [
    ...both,
    result('few', 2021, { took: 7, below: 3 }),
    result('fine', 2021, { took: 30, below: 1 }),
    result('elsewhere', 2021, { took: 30, below: 30 }),
  ],
  2021,
  settings(),
)

test('all schools of the district are there, by level, those first that call for a decision', () => {
  expect(district.schools.map(({ id, judgement }) => `${id} ${judgement.verdict}`)).toEqual([
    'draft noData',
    'a low',
    'few decide',
    'none noData',
    'fine fine',
  ])
  expect(totalText(district, texts)).toBe(
    'Всего 5 школ: с низкими результатами 1, решает координатор 1, нет данных 2, не по критериям 1.',
  )
  expect(district.years).toEqual([2021])
})

test('the paper lists the schools with their reasons, and says which kinds nobody has confirmed', () => {
  const paper = identificationPaper(PROGRAMME, district, settings(), teller)
  const tables = paper.blocks.flatMap((block) => (block.is === 'table' ? [block.rows] : []))
  expect(tables[0]).toEqual([
    ['Школа a', 'ШНОР (не подтверждено)', expect.stringMatching(/^В 2021 году/), '2021: 35 %'],
  ])
  expect(tables[2]).toHaveLength(5)
  expect(tables[2]?.[0]).toEqual(['Школа draft', 'Уровень не указан', 'не указан', 'нет данных'])
  expect(paper.title[0]).toBe('ПЕРЕЧЕНЬ')
})

test('it is whole in English', () => {
  const context = contextIn('en')
  const english = { context, smallCount: 5 }
  const schools = [schoolOf('x', { shortName: 'School' }), schoolOf('y', { shortName: 'Other' })]
  const rows = [
    result('x', 2021, { subject: 'maths', took: 18, below: 9 }),
    result('x', 2020, { subject: 'maths', took: 4, below: 3 }),
  ]
  const found = identify(schools, rows, 2021, settings())
  const programme = { ...PROGRAMME, municipality: 'District' }
  expect(JSON.stringify(identificationPaper(programme, found, settings(), english))).not.toMatch(
    /[а-яё]/i,
  )
})
