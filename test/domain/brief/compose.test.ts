import { describe, expect, test } from 'vitest'
import type { Brief } from '../../../domain/brief/brief.ts'
import { composeBrief } from '../../../domain/brief/compose.ts'
import type { Asked, Row } from '../../../domain/brief/source.ts'
import { STATUSES } from '../../../domain/tables/measures.ts'
import { Random } from '../../local/firestore/differential/random.ts'
import { ASKED, contextIn, PROGRAMME, row, rowsOf, school } from './rows.ts'

function briefOf(rows: readonly Row[], asked: Partial<Asked> = {}, language: 'ru' | 'en' = 'ru') {
  return composeBrief(PROGRAMME, { ...ASKED, ...asked }, rowsOf(...rows), contextIn(language))
}

/** Everything that a reader reads, but the appendix. */
function textOf({ title, blocks }: Brief): string {
  const said = blocks.flatMap((block) => {
    switch (block.is) {
      case 'heading':
      case 'text':
        return [block.text]
      case 'list':
        return block.items
      case 'table':
        return [block.caption, ...block.rows.map((cells) => cells.join(' | '))]
      case 'bars':
        return block.bars.map(({ label, value }) => `${label}: ${value}`)
      default:
        return block satisfies never
    }
  })
  return [...title, ...said].join('\n')
}

const measure = (id: string, of: string, deadline: string, more: object = {}): Row =>
  row('measures', id, { school: of, event: `Мера ${id}`, deadline, status: 'inProgress', ...more })

const result = (id: string, took: number) =>
  row('results', id, {
    school: 'a',
    year: 2021,
    procedure: 'oge',
    subject: `предмет ${id}`,
    took,
    below: 3,
  })

const a = school('a', 'СОШ А')
const b = school('b', 'СОШ Б')

describe('an analytical brief', () => {
  test('says that there is no data where there is none, and never a zero in its place', () => {
    const brief = briefOf([])
    const text = textOf(brief)
    expect(text.match(/Данных нет\./g)).toHaveLength(8)
    expect(text).not.toMatch(/\d+ %|Просрочено|Все меры/)
    expect(brief.blocks.filter(({ is }) => is === 'heading')).toHaveLength(10)
  })

  test('counts as done on its last day what was done by then, and as due what was due by then', () => {
    const rows = [
      a,
      measure('1', 'a', '2021-09-01', { status: 'done', doneOn: '2021-08-30', check: 'confirmed' }),
      measure('2', 'a', '2021-09-01', { status: 'done', doneOn: '2021-09-10' }),
      measure('3', 'a', '2021-09-05', { status: 'done', doneOn: '2021-09-25' }),
      measure('4', 'a', '2021-12-01'),
      measure('5', 'a', '2021-09-01', { status: 'cancelled', consent: 'agreed' }),
    ]
    const text = textOf(briefOf(rows))
    expect(text).toContain('В дорожных картах школ 4 [')
    expect(text).toMatch(/срок наступил у 3 \[\d+\] мер\./)
    expect(text).toMatch(/Исполнено 2 \[\d+\] \(67 %\), из них в срок 1 \[\d+\], с опозданием 1/)
    expect(text).toMatch(/Просрочено 1 \[\d+\]\. Средняя просрочка — 15 дней\./)
    expect(text).toContain('СОШ А: 67 % (2/3)')
    const later = textOf(briefOf(rows, { to: '2021-09-30' }))
    expect(later).toMatch(/Исполнено 3 \[\d+\] \(100 %\)/)
    expect(later).not.toContain('Средняя просрочка')
  })

  test('counts a measure that was cancelled without consent as due and not done', () => {
    for (const [consent, told] of [
      [{}, '50 % (1/2)'],
      [{ consent: 'declined' }, '50 % (1/2)'],
      [{ consent: 'agreed' }, '100 % (1/1)'],
    ] as const) {
      const done = measure('1', 'a', '2021-09-01', { status: 'done', doneOn: '2021-08-30' })
      const gone = measure('2', 'a', '2021-09-01', { status: 'cancelled', ...consent })
      expect(textOf(briefOf([a, done, gone]))).toContain(`СОШ А: ${told}`)
    }
  })

  test('says «в полном объеме и в соответствии со сроками» only where it is so', () => {
    const done = measure('1', 'a', '2021-09-01', { status: 'done', doneOn: '2021-08-30' })
    const sentence = 'Меры исполняются в полном объеме и в соответствии со сроками.'
    expect(textOf(briefOf([a, done]))).toContain(sentence)
    expect(textOf(briefOf([a, done, measure('2', 'a', '2021-09-02')]))).not.toContain(sentence)
    const late = measure('3', 'a', '2021-09-01', { status: 'done', doneOn: '2021-09-02' })
    expect(textOf(briefOf([a, done, late]))).not.toContain(sentence)
  })

  test('of one school tells of that school alone, and is signed by its head', () => {
    const rows = [a, b, measure('1', 'a', '2021-09-01'), measure('2', 'b', '2021-09-02')]
    const brief = briefOf(rows, { school: 'b' })
    expect(textOf(brief)).toContain('Мера 2')
    expect(textOf(brief)).not.toMatch(/Мера 1|СОШ А/)
    expect(brief.title[2]).toBe('СОШ Б, Зеленчукский район')
    expect(brief.signature?.post).toBe('Руководитель школы')
    expect(briefOf(rows).signature?.post).toBe('Муниципальный координатор')
    expect(JSON.stringify(brief.appendix)).not.toContain('Мера 1')
  })

  test('does not tell of a few pupils', () => {
    const text = textOf(briefOf([a, result('1', 4), result('2', 5)]))
    expect(text).toContain('предмет 1 | мало участников | — | —')
    expect(text).toContain('предмет 2 | 5 | 3 | 60 %')
  })

  test('holds an indicator that is to fall for reached when it has fallen', () => {
    const rows = [
      a,
      measure('1', 'a', '2021-12-01', {
        indicator: 'Доля двоек',
        baseline: 20,
        planned: 10,
        actual: 9,
      }),
      measure('2', 'a', '2021-12-01', { indicator: 'Кружков', baseline: 2, planned: 6, actual: 5 }),
    ]
    const text = textOf(briefOf(rows))
    expect(text).toContain('СОШ А | Доля двоек | 20 | 10 | 9 | да')
    expect(text).toContain('СОШ А | Кружков | 2 | 6 | 5 | нет')
  })

  test('names the schools that have been silent for longer than is usual', () => {
    const long = Date.parse('2021-08-01T09:00:00Z')
    const rows = [
      a,
      b,
      measure('1', 'a', '2021-12-01'),
      row('measures', '2', { school: 'b', event: 'Мера', deadline: '2021-12-01' }, long),
    ]
    const text = textOf(briefOf(rows))
    expect(text).toContain('Более 14 дней нет новых записей: СОШ Б.')
    expect(textOf(briefOf(rows, { silentDays: 60 }))).not.toContain('нет новых записей')
  })

  test.each([
    [1, 'В программе участвует 1 [1] школа'],
    [2, 'В программе участвуют 2 [1] школы'],
    [5, 'В программе участвуют 5 [1] школ:'],
    [11, 'В программе участвуют 11 [1] школ:'],
    [21, 'В программе участвует 21 [1] школа'],
  ])('agrees with %i schools', (n, sentence) => {
    const schools = Array.from({ length: n }, (_, at) => school(`s${at}`, `Школа ${at}`))
    expect(textOf(briefOf(schools))).toContain(sentence)
  })

  test('is whole in English, without a Russian letter of its own', () => {
    const rows = [
      school('a', 'School A'),
      row('measures', '1', { school: 'a', event: 'Tutors', deadline: '2021-09-01' }),
      row('documents', '2', { school: 'a', kind: 'concept', name: 'Concept' }),
      row('deficiencies', '3', { school: 'a', foundOn: '2021-09-01', finding: 'None' }),
      row('supportVisits', '4', { school: 'a', day: '2021-09-02', form: 'visit' }),
    ]
    const english: typeof PROGRAMME = {
      ...PROGRAMME,
      name: 'Support',
      municipality: 'District',
      order: 'order 30',
    }
    const brief = composeBrief(english, ASKED, rowsOf(...rows), contextIn('en'))
    expect(JSON.stringify(brief)).not.toMatch(/[а-яё]/i)
  })
})

test('of very many rows the appendix has a line a school, with the numbers of its rows', () => {
  const many = Array.from({ length: 501 }, (_, at) =>
    measure(`m${at}`, at < 500 ? 'a' : 'b', '2021-12-01', { number: String(at + 1) }),
  )
  const { figures } = briefOf([a, b, ...many]).appendix
  const all = figures.find(({ count }) => count === 501)
  expect(all?.lines.map((line) => line.slice(0, 30))).toEqual([
    'Меры · СОШ А: 1, 2, 3, 4, 5, 6',
    'Меры · СОШ Б: 501',
  ])
})

/** Measures of school «a», all of them overdue. */
const late = (n: number) =>
  Array.from({ length: n }, (_, at) => measure(`m${at}`, 'a', '2021-09-01'))

test('a table of very many rows is cut with how many are left, and its number stays whole', () => {
  const cut = briefOf([a, ...late(503)])
  const table = cut.blocks.find(
    (block) => block.is === 'table' && block.caption.startsWith('Проср'),
  )
  expect(table?.is === 'table' && table.rows).toHaveLength(500)
  expect(textOf(cut)).toContain('И ещё строк: 3.')
  expect(textOf(cut)).toMatch(/Просрочено 503 \[/)
  expect(textOf(briefOf([a, ...late(500)]))).not.toContain('И ещё строк')
})

test('in random programmes each number is that of its rows in the appendix, and each mark is there', () => {
  const seed = Number(process.env['SEED'] ?? 7)
  console.log(`seed ${seed}`)
  const random = new Random(seed)
  const day = () => `2021-${String(1 + random.below(12)).padStart(2, '0')}-15`
  for (let round = 0; round < 60; round++) {
    const ids = Array.from({ length: 1 + random.below(6) }, (_, at) => `s${at}`)
    const rows = ids.map((id) =>
      school(
        id,
        `Школа ${id}`,
        random.chance(0.5) ? { curator: 'c', workingGroup: 'Приказ № 1' } : {},
      ),
    )
    for (let at = 0; at < 60; at++) {
      const of = { school: ids[random.below(ids.length)] ?? '' }
      const done = random.chance(0.5) ? { doneOn: day() } : {}
      rows.push(
        row('measures', `m${at}`, {
          ...of,
          ...done,
          event: `Мера ${at}`,
          ...(random.chance(0.9) ? { deadline: day() } : {}),
          status: random.of(STATUSES),
          check: random.of(['unchecked', 'confirmed', 'rework']),
          ...(random.chance(0.5) ? { consent: 'agreed' } : {}),
        }),
        row('documents', `d${at}`, {
          ...of,
          kind: random.of(['concept', 'mediumTerm', 'antiRisk']),
          ...(random.chance(0.6) ? { uploadedOn: day() } : {}),
          check: random.of(['unchecked', 'accepted', 'remarks']),
        }),
        row('deficiencies', `f${at}`, {
          ...of,
          foundOn: day(),
          finding: 'Найдено',
          ...(random.chance(0.5) ? { remediedOn: day() } : {}),
        }),
        row('supportVisits', `v${at}`, { ...of, day: day(), form: 'visit' }),
        row('decisions', `r${at}`, { day: day(), kind: 'recommendation', text: 'Рекомендация' }),
      )
    }
    const brief = briefOf(rows)
    const marks = [...textOf(brief).matchAll(/(\d+) \[(\d+)\]/g)]
    expect(marks.length).toBeGreaterThan(10)
    for (const [all, number, mark] of marks) {
      const figure = brief.appendix.figures[Number(mark) - 1]
      expect(figure?.count, `${all} of round ${round}`).toBe(Number(number))
      expect(figure?.lines, `${all} of round ${round}`).toHaveLength(Number(number))
    }
    // A recount that knows nothing of the sets.
    const due = rows.filter(
      ({ table, cells }) =>
        table === 'measures' &&
        !(cells['status'] === 'cancelled' && cells['consent'] === 'agreed') &&
        String(cells['deadline'] ?? '9') <= ASKED.to,
    )
    const done = due.filter(
      ({ cells }) => cells['status'] === 'done' && String(cells['doneOn'] ?? '') <= ASKED.to,
    )
    expect(textOf(brief)).toMatch(
      new RegExp(`срок наступил у ${due.length} \\[\\d+\\] мер.*Исполнено ${done.length} \\[`, 's'),
    )
  }
})
