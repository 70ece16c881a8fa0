import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeBrief } from '../../domain/brief/compose.ts'
import { rowOf } from '../../domain/brief/source.ts'
import type { Cells } from '../../domain/entered.ts'
import type { Card, StoredRow, Value } from '../../domain/records.ts'
import { measuresOn, schoolFigures, totalFigures } from '../../domain/figures.ts'
import { tables } from '../../domain/tables/tables.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { cardDocs, recordIn, rowDocs } from '../../functions/store/documents.ts'
import { Known } from '../../functions/store/known.ts'
import { worldOf } from '../../functions/world.ts'
import { PROGRAMME, sampleMoment, sampleProgramme } from '../../local/sample/files.ts'
import { takeSample } from '../../local/sample/ready.ts'
import { startSystem, type System } from '../../local/system.ts'

/** What the district's report tells of, found in the sample programme; docs/seed.md leads here. */

const SCHOOLS = ['sch-ermol', 'sch-hgrech', 'sch-maruha']
const MONDAY = '2021-09-20'
const data = mkdtempSync(join(tmpdir(), 'kurator-seed-'))
const stored = new Map<string, ReadonlyMap<string, StoredRow>>()
const cards = new Map<string, Card>()
let system: System

beforeAll(async () => {
  await takeSample(data)
  system = await startSystem({ data, port: 0, standing: true })
  for (const { name } of tables) {
    const { docs } = await rowDocs(system.store, PROGRAMME, name).get()
    const rows = docs.flatMap((doc) => {
      const row = recordIn<StoredRow>(doc)
      return row === null ? [] : [[doc.id, row] as const]
    })
    stored.set(name, new Map(rows))
  }
  for (const doc of (await cardDocs(system.store, PROGRAMME).get()).docs) {
    const card = recordIn<Card>(doc)
    if (card !== null) cards.set(doc.id, card)
  }
}, 120_000)
afterAll(async () => {
  await system.close()
  rmSync(data, { recursive: true, force: true })
})

function rows(table: string): readonly Cells<Value>[] {
  return [...(stored.get(table)?.values() ?? [])].map(({ cells }) => cells)
}

/** Schools for which a table has a row of this kind, each once. */
function schoolsWith(table: string, test: (cells: Cells<Value>) => boolean): readonly string[] {
  return [
    ...new Set(
      rows(table)
        .filter(test)
        .map(({ school }) => String(school)),
    ),
  ].toSorted()
}

describe('the report’s facts in the sample', () => {
  test('the order, the programme and its years', () => {
    expect(sampleProgramme()).toMatchObject({ firstDay: '2021-02-10', lastDay: '2024-12-31' })
    expect(rows('officeDocuments')).toContainEqual(
      expect.objectContaining({ kind: 'order', number: '30', day: '2021-02-10' }),
    )
  })

  test('three participants among the schools of the district', () => {
    const schools = [...(stored.get('schools') ?? [])]
    const participants = schools.filter(([, { cells }]) => cells['participant'] === true)
    expect(participants.map(([id]) => id).toSorted()).toEqual(SCHOOLS)
    expect(schools.length - participants.length).toBe(5)
  })

  test('a folder, a curator and an order of the working group in every participant', () => {
    for (const cells of rows('schools').filter((row) => row['participant'] === true)) {
      expect(cells).toMatchObject({
        folder: expect.stringMatching(/^https:/),
        workingGroup: expect.stringMatching(/^Приказ № \d+ от/),
        curator: expect.any(String),
      })
    }
  })

  test('visits to all three schools, with recommendations', () => {
    const visited = schoolsWith('supportVisits', ({ form, recommendations }) => {
      return form === 'visit' && recommendations !== undefined
    })
    expect(visited).toEqual(SCHOOLS)
  })

  test('context data of every school of the district', () => {
    expect(rows('contextData')).toHaveLength(rows('schools').length)
    expect(schoolsWith('contextData', ({ pupils }) => Number(pupils) > 0)).toHaveLength(8)
  })

  test('results of every school of the district', () => {
    expect(schoolsWith('results', ({ took }) => Number(took) > 0)).toHaveLength(8)
  })

  test('questionnaires of heads, teachers and pupils, uploaded', () => {
    const uploaded = rows('questionnaires').filter(
      ({ received, expected, uploadedOn }) => received === expected && uploadedOn !== undefined,
    )
    expect(uploaded).toHaveLength(9)
    for (const audience of ['heads', 'teachers', 'pupils']) {
      expect(schoolsWith('questionnaires', (row) => row['audience'] === audience)).toEqual(SCHOOLS)
    }
  })

  test('risk profiles, verified and activated, with causes', () => {
    expect(schoolsWith('riskProfiles', ({ activated }) => activated === true)).toEqual(SCHOOLS)
    expect(rows('riskProfiles').filter(({ verified }) => verified !== true)).toEqual([])
    expect(rows('riskProfiles').filter(({ causes }) => causes === undefined)).toEqual([])
  })

  test('the founding seminar of 12.02.2021 with 9 people', () => {
    const launch = [...(stored.get('events') ?? [])].find(([, { cells }]) => {
      return cells['kind'] === 'launch'
    })
    expect(launch?.[1].cells['day']).toBe('2021-02-12')
    const came = rows('attendance').filter(({ event }) => event === launch?.[0])
    expect(came.reduce((sum, { attended }) => sum + Number(attended), 0)).toBe(9)
  })

  test('six training webinars, attended by all schools', () => {
    const training = [...(stored.get('events') ?? [])]
      .filter(([, { cells }]) => cells['kind'] === 'trainingWebinar')
      .map(([id]) => id)
    expect(training).toHaveLength(6)
    for (const id of training) {
      const came = schoolsWith(
        'attendance',
        (row) => row['event'] === id && Number(row['attended']) > 0,
      )
      expect(came).toEqual(SCHOOLS)
    }
  })

  test('weekly federal webinars, the next one on Wednesday', () => {
    const federal = rows('events').filter(({ kind }) => kind === 'federalWebinar')
    expect(federal.map(({ day }) => day)).toContain('2021-09-22')
    expect(federal.filter(({ day }) => String(day) < MONDAY).length).toBeGreaterThanOrEqual(4)
  })

  test('15 of 18 documents uploaded, and which are missing', () => {
    const of = (school: string) => rows('documents').filter((row) => row['school'] === school)
    const uploaded = (school: string) => of(school).filter((row) => row['uploadedOn'] !== undefined)
    expect(SCHOOLS.map((id) => `${uploaded(id).length} of ${of(id).length}`)).toEqual([
      '4 of 6',
      '6 of 6',
      '5 of 6',
    ])
    const missing = rows('documents').filter(({ uploadedOn }) => uploadedOn === undefined)
    expect(missing.map(({ name, kind }) => String(name ?? kind)).toSorted()).toEqual([
      'antiRisk',
      'mediumTerm',
      'Программа антирисковых мер на 2021/22 учебный год',
    ])
  })

  test('an anti-risk programme for every activated risk', () => {
    const activated = rows('riskProfiles').filter((row) => row['activated'] === true)
    for (const { school, risk } of activated) {
      const about = rows('documents').filter(
        (row) => row['school'] === school && row['risk'] === risk,
      )
      expect(about.length, `${String(school)} ${String(risk)}`).toBeGreaterThan(0)
    }
  })

  test('measures of the schools, done in full and in time but for three', () => {
    const figures = SCHOOLS.map((id) => {
      const card = cards.get(id)
      if (!card) throw new Error(`${id} has no card`)
      return schoolFigures(measuresOn(card, MONDAY), MONDAY)
    })
    expect(totalFigures(figures)).toMatchObject({ due: 22, done: 19, confirmed: 12, overdue: 3 })
  })

  test('a municipal coordinator and a curator for every school', () => {
    const roles = rows('people').map(({ role }) => role)
    expect(roles.filter((role) => role === 'coordinator')).toHaveLength(1)
    expect(roles.filter((role) => role === 'curator')).toHaveLength(3)
  })

  test('the mechanisms of the programme, each with a measure of the municipality', () => {
    expect(new Set(rows('officeMeasures').map(({ mechanism }) => mechanism))).toEqual(
      new Set([
        'rules',
        'analysis',
        'monitoring',
        'support',
        'network',
        'renewal',
        'training',
        'communities',
        'seminars',
      ]),
    )
  })

  test('training, partnerships, communities, extra lessons and work with parents in each school', () => {
    for (const table of ['training', 'partnerships', 'communities', 'lessons', 'familyWork']) {
      expect(
        schoolsWith(table, () => true),
        table,
      ).toEqual(SCHOOLS)
    }
  })

  test('decisions, the group for quick talk, and three standing recommendations', () => {
    expect(rows('decisions').map(({ text }) => text)).toContainEqual(
      expect.stringContaining('группы для оперативного общения'),
    )
    const standing = rows('decisions').filter(
      ({ kind, deadline }) => kind === 'recommendation' && deadline === undefined,
    )
    expect(standing).toHaveLength(3)
  })

  test('deficiencies, some remedied, some not yet', () => {
    const remedied = rows('deficiencies').filter(({ remediedOn }) => remediedOn !== undefined)
    expect(remedied).toHaveLength(3)
    expect(rows('deficiencies').length - remedied.length).toBe(3)
  })

  test('stages, and how far each school has come', () => {
    expect(rows('stages')).toHaveLength(8)
    expect(schoolsWith('stageProgress', ({ state }) => state === 'finished')).toEqual(SCHOOLS)
  })

  test('nothing that is wrong, but for the deadline that the model week leaves wrong', () => {
    const said = [...stored].flatMap(([table, all]) =>
      [...all.values()].flatMap(({ corrections }) =>
        (corrections?.items ?? []).map(({ key, severity }) => `${table}.${key} ${severity}`),
      ),
    )
    expect(said.filter((one) => !one.startsWith('people.'))).toEqual(['measures.deadline error'])
  })
})

describe('the brief for 2021 states the report’s facts', () => {
  let text: string
  beforeAll(async () => {
    const known = new Known(system.store, () => 0)
    const [programme, directory] = await Promise.all([
      known.programme(PROGRAMME),
      known.directory(PROGRAMME),
    ])
    const world = worldOf(programme, directory, sampleMoment(MONDAY, '08:10'))
    const inForce = [...stored].map(([table, all]) => {
      const there = [...all].flatMap(([id, row]) => rowOf(table, id, row) ?? [])
      return [table, there] as const
    })
    const asked = { from: '2021-02-10', to: MONDAY, school: null, smallCount: 5, silentDays: 14 }
    const context = world.contextOf(null, directory.card)
    const brief = composeBrief(programme, asked, new Map(inForce), context)
    text = JSON.stringify([brief.title, brief.blocks]).replaceAll(/ \[\d+\]/g, '')
  })

  test.each([
    [
      'the order',
      'приказ управления образования администрации Зеленчукского муниципального района № 30 от 10.02.2021',
    ],
    ['the years', 'Срок реализации: с 10 февраля 2021 года по 31 декабря 2024 года'],
    [
      'three schools, by name',
      'участвуют 3 школы: МКОУ «ООШ с.Нижняя Ермоловка», МКОУ «СОШ с.Маруха», МКОУ «СОШ с.Х-Греческого»',
    ],
    ['a municipal coordinator', 'Муниципальный координатор назначен'],
    ['curators', 'Кураторы назначены 3 школам из 3'],
    ['working groups by order', 'Составы рабочих групп утверждены приказами в 3 школах из 3'],
    ['a folder of documents in each', 'Папка документов заведена в 3 школах из 3'],
    ['risk profiles verified', 'Рисковые профили верифицированы в 3 школах из 3'],
    ['risks activated', 'Активировано 8 факторов риска'],
    [
      'anti-risk programmes by risk',
      'Программы антирисковых мер загружены по 7 из 8 активированных рисков',
    ],
    ['questionnaires of heads', 'Анкеты (руководители) загружены в 3 школах из 3'],
    ['questionnaires of teachers', 'Анкеты (учителя) загружены в 3 школах из 3'],
    ['questionnaires of pupils', 'Анкеты (учащиеся) загружены в 3 школах из 3'],
    ['conceptual documents', 'Загружено 15 из 18 ожидаемых документов школ (83 %)'],
    [
      'six training webinars, passed by all schools',
      'Обучающие вебинары (6) пройдены всеми школами',
    ],
    [
      'the founding seminar with nine people',
      '12 февраля 2021 года проведён установочный семинар «Старт проекта: управленческие механизмы школы и работа с куратором», участвовали 9 человек',
    ],
    ['visits to every school', 'в 3 школах из 3. Рекомендации даны на 6 из них'],
    [
      'measures, in full and on time but for three',
      'Исполнено 19 (86 %), из них в срок 17, с опозданием 2',
    ],
    [
      'the group for quick talk',
      'Создать группы для оперативного общения школ, кураторов и регионального оператора',
    ],
    [
      'the three standing recommendations',
      'Использовать активные формы работы с родителями и самими учениками',
    ],
    ['deficiencies that are being remedied', 'Устраняются замечания: остаётся 3'],
  ])('%s', (_, fact) => {
    expect(text.replaceAll('\\"', '"')).toContain(fact)
  })
})

/** Lines of the page: sentence, tab and column, test. */
const lines = readFileSync('docs/seed.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| «'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

describe('docs/seed.md', () => {
  test('leads every sentence to a tab and columns that are there', () => {
    expect(lines.length).toBeGreaterThan(25)
    const texts = textsIn('ru')
    for (const [, , where = ''] of lines) {
      const [tab = '', columns = ''] = where.replaceAll(/[«»]/g, '').split(': ')
      if (tab.startsWith('(')) continue
      const table = tables.find(({ title }) => title(texts) === tab)
      const headers = table?.columns.map(({ header }) => header(texts)) ?? []
      for (const column of columns.split(', ')) expect(headers, where).toContain(column)
    }
  })

  test('and to a test that is here', () => {
    const source = readFileSync('test/docs/seed.test.ts', 'utf8')
    for (const [, sentence, , test = ''] of lines) {
      expect(source.includes(`test('${test}'`), `${sentence}: ${test}`).toBe(true)
    }
  })
})
