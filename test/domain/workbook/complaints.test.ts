import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { columnLetters } from '../../../domain/a1.ts'
import { shownText } from '../../../domain/entered.ts'
import { fingerprint } from '../../../domain/workbook/hash.ts'
import { peopleCells } from '../../../domain/workbook/snapshot.ts'
import { formatState } from '../../../domain/workbook/state.ts'
import { idsByEvent, openDesk } from './desk.ts'
import type { Desk } from './desk.ts'

/** What people complain about in every sheet connector, one test each, as far as the client decides it. */

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  desk.hand.paste(
    "'Меры'!A2",
    [
      '1\tПедсовет\t15.09.2021\tзавуч\tИсполнена',
      '2\tКурсы\t01.10.2021\tдиректор\tВ работе',
      '3\tДиагностика\t20.12.2021\tпсихолог\tНе начата',
      '4\tНаставники\t25.12.2021\tзавуч\tНе начата',
    ].join('\n'),
  )
  desk.run()
})
afterEach(() => desk.close())

/** What the store holds of each measure, by its name. */
function stored(): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.values(desk.server.values()).map((cells) => [cells['event'] ?? '', cells]),
  )
}

describe('rows that move', () => {
  test('a sort of the visible columns takes the ids along and sends nothing', () => {
    const before = idsByEvent(desk)
    desk.hand.sort("'Меры'!A2:G5", 'B')
    expect(idsByEvent(desk)).not.toEqual(before)
    expect(desk.run()).toMatchObject({ answered: 0, held: [] })
    expect(idsByEvent(desk)).toEqual(before)
  })

  test('a sort of all columns changes nothing', () => {
    const before = idsByEvent(desk)
    desk.hand.sort("'Меры'!A2:I5", 'B')
    expect(desk.run()).toMatchObject({ answered: 0 })
    expect(idsByEvent(desk)).toEqual(before)
  })

  test('a sort together with an edit keeps every value with its own row', () => {
    const before = idsByEvent(desk)
    desk.hand.type("'Меры'!D2", 'зам. директора')
    desk.hand.type("'Меры'!D3", 'методист')
    desk.hand.sort("'Меры'!A2:G5", 'B')
    expect(desk.run()).toMatchObject({ answered: 2 })
    expect(idsByEvent(desk)).toEqual(before)
    expect(stored()).toMatchObject({
      Педсовет: { number: '1', responsible: 'зам. директора' },
      Курсы: { number: '2', responsible: 'методист' },
    })
  })

  test('cut visible cells take their id along to another line', () => {
    const before = idsByEvent(desk)
    desk.hand.cut("'Меры'!A3:G3", "'Меры'!A9")
    expect(desk.run()).toMatchObject({ answered: 0, held: [] })
    expect(idsByEvent(desk)).toEqual(before)
    expect(desk.rows().map(({ index }) => index)).toEqual([1, 3, 4, 8])
  })

  test('a sort of some columns is held, and sent when the person says so', () => {
    const before = stored()
    desk.hand.sort("'Меры'!C2:D5", 'C', 'DESCENDING')
    expect(desk.run()).toMatchObject({
      answered: 0,
      held: [{ tab: 'Меры', reason: 'partialSort', rows: [2, 3, 4, 5] }],
    })
    expect(stored()).toEqual(before)
    expect(desk.run({ sendHeld: true })).toMatchObject({ answered: 4 })
    expect(stored()['Педсовет']).toMatchObject({ deadline: '25.12.2021' })
  })

  test('a sort of some columns that is undone leaves nothing to say', () => {
    desk.hand.sort("'Меры'!C2:D5", 'C', 'DESCENDING')
    desk.run()
    desk.hand.undo()
    expect(desk.run()).toMatchObject({ answered: 0, held: [] })
  })

  test('two deadlines exchanged by hand are an edit', () => {
    desk.hand.type("'Меры'!C2", '01.10.2021')
    desk.hand.type("'Меры'!C3", '15.09.2021')
    expect(desk.run()).toMatchObject({ answered: 2, held: [] })
  })
})

describe('rows that are copied', () => {
  test('a copied row gets an id of its own and no curator’s cells; the original is untouched', () => {
    desk.hand.type("'Меры'!F2", 'Подтверждена')
    desk.run()
    const before = idsByEvent(desk)
    desk.hand.copyRows('Меры', 2, 1, 8)
    desk.run()
    const rows = desk.rows()
    expect(rows.map(({ id }) => id).slice(0, 4)).toEqual(Object.values(before))
    expect(new Set(rows.map(({ id }) => id)).size).toBe(5)
    expect([desk.text('F2'), desk.text('F8')]).toEqual(['Подтверждена', ''])
    expect(desk.server.values()[rows[4]?.id ?? '']).toEqual({
      number: '1',
      event: 'Педсовет',
      deadline: '15.09.2021',
      responsible: 'завуч',
      status: 'Исполнена',
    })
  })

  test('what was typed into the curator’s column of a copy is left for the server to answer', () => {
    desk.hand.type("'Меры'!F2", 'Подтверждена')
    desk.run()
    desk.hand.copyRows('Меры', 2, 1, 8)
    desk.hand.type("'Меры'!F8", 'На доработку')
    desk.run()
    expect([desk.text('F2'), desk.text('F8')]).toEqual(['Подтверждена', 'На доработку'])
  })

  test('a row pasted over another does not replace the other in the store', () => {
    const before = stored()
    desk.hand.copyRows('Меры', 2, 1, 4)
    expect(desk.run()).toMatchObject({ answered: 1, vanished: 1 })
    expect(stored()).toEqual(before)
    expect(desk.server.rows.size).toBe(5)
  })

  test('a line pasted with its hidden cells from another workbook is compared with the store', () => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    const cells = { number: '2', event: 'Курсы', deadline: '01.10.2021', responsible: 'директор' }
    const state = { rev: 1, bases: {}, ...fingerprint(cells), typing: false, apart: false }
    const line = [...Object.values(cells), '', '', '', id, formatState(id, state, 'other-book')]
    desk.hand.paste("'Меры'!A3", line.join('\t'))
    desk.run()
    expect(desk.text('E3')).toBe('В работе')
    expect(stored()['Курсы']).toMatchObject({ ...cells, status: 'В работе' })
  })

  test('a row copied above its original and edited there leaves the id with the original', () => {
    const before = idsByEvent(desk)
    desk.hand.insertRows('Меры', 2)
    desk.hand.copyRows('Меры', 4, 1, 2)
    desk.hand.type("'Меры'!B2", 'Курсы, второй поток')
    desk.run()
    expect(idsByEvent(desk)).toMatchObject(before)
    expect(stored()).toMatchObject({ Курсы: { number: '2' }, 'Курсы, второй поток': {} })
  })
})

describe('rows and cells that disappear', () => {
  test('Ctrl-A and Delete blank nothing in the store, and undo brings all back', () => {
    const before = stored()
    desk.hand.clear("'Меры'!A2:G60")
    expect(desk.run()).toMatchObject({
      answered: 0,
      held: [{ reason: 'emptied', rows: [2, 3, 4, 5] }],
    })
    expect(stored()).toEqual(before)
    desk.hand.undo()
    expect(desk.run()).toMatchObject({ answered: 0, held: [] })
  })

  test('clearing the hidden cells as well leaves the store whole', () => {
    const before = stored()
    desk.hand.clear("'Меры'!A2:I60")
    expect(desk.run()).toMatchObject({ answered: 0, vanished: 4 })
    expect(stored()).toEqual(before)
  })

  test('one column cleared over many rows is held', () => {
    desk.hand.paste(
      "'Меры'!A6",
      Array.from({ length: 20 }, (_, i) => `${i + 5}\tМера ${i + 5}\t01.11.2021\tзавуч`).join('\n'),
    )
    desk.run()
    desk.hand.clear("'Меры'!D2:D25")
    expect(desk.run()).toMatchObject({ answered: 0, held: [{ reason: 'emptied' }] })
    expect(stored()['Курсы']).toMatchObject({ responsible: 'директор' })
  })

  test('one cell cleared is an edit', () => {
    desk.hand.clear("'Меры'!D3")
    expect(desk.run()).toMatchObject({ answered: 1, held: [] })
    expect(stored()['Курсы']).not.toHaveProperty('responsible')
  })

  test('a deleted row stays in the store, and rows below it keep their ids', () => {
    const before = idsByEvent(desk)
    desk.hand.deleteRows('Меры', 3)
    expect(desk.run()).toMatchObject({ answered: 0, vanished: 1 })
    expect(Object.keys(stored())).toHaveLength(4)
    expect(before).toMatchObject(idsByEvent(desk))
  })

  test('a row deleted right after it was begun is missed, once', () => {
    desk.run()
    desk.hand.type("'Меры'!B6", 'Начата и удалена')
    desk.run()
    expect(desk.steps).not.toContain('remember')
    desk.hand.deleteRows('Меры', 6)
    expect(desk.run()).toMatchObject({ vanished: 1 })
    expect(desk.run()).toMatchObject({ vanished: 0 })
    expect(desk.server.rows.size).toBe(5)
  })

  test('an emptied row whose line another content has taken by a sort is missed', () => {
    desk.hand.type("'Меры'!B6", 'Новая')
    desk.run()
    expect(desk.steps).not.toContain('remember')
    desk.hand.clear("'Меры'!A2:G2")
    desk.hand.sort("'Меры'!A2:G6", 'B')
    expect(desk.run()).toMatchObject({ vanished: 1 })
    expect(stored()).toHaveProperty('Педсовет')
  })

  test('a row that came while a column was lost is filled when the column is back', () => {
    desk.hand.type("'Меры'!D1", 'Кто')
    desk.server.write('measures', 'm-elsewhere', { event: 'Совет', responsible: 'психолог' })
    desk.run({ pull: true })
    desk.hand.type("'Меры'!D1", 'Ответственный')
    desk.run()
    expect([desk.text('B6'), desk.text('D6')]).toEqual(['Совет', 'психолог'])
    expect(stored()['Совет']).toMatchObject({ responsible: 'психолог' })
    expect(desk.run()).toMatchObject({ answered: 0 })
  })

  test('a column whose header is gone is not emptied in the store', () => {
    desk.hand.type("'Меры'!D1", 'Кто')
    desk.hand.type("'Меры'!B2", 'Педсовет, август')
    expect(desk.run()).toMatchObject({ missing: [{ tab: 'Меры', header: 'Ответственный' }] })
    expect(stored()['Педсовет, август']).toMatchObject({ responsible: 'завуч' })
  })

  test('an older version of the file is recognised, and the store can be shown again', () => {
    const older = desk.rows()
    desk.hand.type("'Меры'!D2", 'директор')
    desk.run()
    expect(desk.text('D2')).toBe('директор')
    // The whole row goes back, hidden cells too, as when a version of the file is restored.
    desk.hand.type("'Меры'!D2", 'завуч')
    desk.hand.paste("'Меры'!H2", `${older[0]?.id}\t${older[0]?.state}`)
    expect(desk.run()).toMatchObject({ answered: 0, held: [{ reason: 'undone' }] })
    expect(desk.run()).toMatchObject({ held: [{ reason: 'undone' }] })
    expect(desk.run({ refetch: true })).toMatchObject({ received: 1 })
    expect(desk.text('D2')).toBe('директор')
    expect(desk.run()).toMatchObject({ answered: 0, held: [] })
  })
})

test('what an older version has lost is not forgotten when news comes in the same run', () => {
  const older = desk.rows()
  desk.hand.type("'Меры'!D2", 'директор')
  desk.run()
  desk.hand.type("'Меры'!D2", 'завуч')
  desk.hand.paste("'Меры'!H2", `${older[0]?.id}\t${older[0]?.state}`)
  desk.server.write('measures', 'm-elsewhere', { event: 'Из другой книги' })
  expect(desk.run({ pull: true })).toMatchObject({ held: [{ reason: 'undone' }], received: 1 })
  for (let again = 0; again < 2; again++) {
    expect(desk.run({ pull: true })).toMatchObject({ held: [{ reason: 'undone' }] })
  }
  expect(desk.run({ refetch: true })).toMatchObject({ received: 1 })
  expect(desk.text('D2')).toBe('директор')
  expect(desk.run({ pull: true })).toMatchObject({ answered: 0, held: [] })
})

describe('people’s own things', () => {
  test('a formula, a failing one too, is sent with its result and never overwritten', () => {
    desk.hand.type("'Меры'!D2", '=B2')
    desk.run()
    expect(desk.server.requests.at(-1)?.tabs[0]?.rows[0]?.cells['responsible']).toMatchObject({
      value: null,
      formula: '=B2',
      error: expect.any(String),
    })
    expect(desk.formula('D2')).toBe('=B2')
    desk.server.write('measures', idsByEvent(desk)['Педсовет'] ?? '', { responsible: 'директор' })
    desk.run({ pull: true })
    expect(desk.formula('D2')).toBe('=B2')
  })

  test('a formula that another value has overruled is not sent as new again and again', () => {
    desk.hand.type("'Меры'!D3", '=B3')
    desk.run()
    const id = idsByEvent(desk)['Курсы'] ?? ''
    desk.server.write('measures', id, { responsible: 'методист' })
    for (let time = 0; time < 3; time++) desk.run({ pull: true, resend: true })
    expect(desk.formula('D3')).toBe('=B3')
    expect(stored()['Курсы']).toMatchObject({ responsible: 'методист' })
  })

  test('columns may be moved and own columns added', () => {
    desk.hand.moveColumn('Меры', 'B', 'E')
    desk.hand.insertColumns('Меры', 'A')
    desk.hand.type("'Меры'!A1", 'Мои пометки')
    desk.hand.type("'Меры'!A2", 'позвонить')
    expect(desk.run()).toMatchObject({ answered: 0, missing: [], held: [] })
    expect(desk.tab().foreign).toContain('Мои пометки')
    desk.hand.type("'Меры'!E3", 'Курсы, осень')
    expect(desk.run()).toMatchObject({ answered: 1 })
    expect(stored()).toHaveProperty('Курсы, осень')
    expect(desk.text('A2')).toBe('позвонить')
  })
})

describe('changes from elsewhere', () => {
  test('go into one cell and leave the others alone', () => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    desk.server.write('measures', id, { status: 'Исполнена' })
    desk.hand.type("'Меры'!D3", 'завуч')
    desk.run({ pull: true })
    expect([desk.text('D3'), desk.text('E3')]).toEqual(['завуч', 'Исполнена'])
    expect(stored()['Курсы']).toMatchObject({ responsible: 'завуч', status: 'Исполнена' })
  })

  test('that meet an unsent edit of the same cell become a choice, with both values kept', () => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    desk.server.write('measures', id, { deadline: '30.09.2021' })
    desk.hand.type("'Меры'!C3", '24.09.2021')
    const outcome = desk.run({ pull: true })
    expect(outcome.conflicts).toMatchObject([
      { id, key: 'deadline', row: 3, mine: '24.09.2021', theirs: '30.09.2021' },
    ])
    expect(desk.text('C3')).toBe('24.09.2021')
    expect(stored()['Курсы']).toMatchObject({ deadline: '30.09.2021' })
    // Later runs neither resolve it by themselves nor ask again and again.
    expect(desk.run({ pull: true })).toMatchObject({ answered: 0 })
    expect(desk.text('C3')).toBe('24.09.2021')
  })

  test.each([
    ['mine', '24.09.2021'],
    ['theirs', '30.09.2021'],
  ] as const)('a choice of %s settles it with one press', (keep, value) => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    desk.server.write('measures', id, { deadline: '30.09.2021' })
    desk.hand.type("'Меры'!C3", '24.09.2021')
    desk.run()
    const [conflict] = desk.run({ resend: true }).conflicts
    const decision = { keep, rev: conflict?.rev ?? 0, entered: conflict?.entered ?? '' }
    expect(desk.run({ decisions: { [id]: { deadline: decision } } })).toMatchObject({
      conflicts: [],
    })
    expect(desk.text('C3')).toBe(value)
    expect(desk.text('G3')).toBe('')
    expect(stored()['Курсы']).toMatchObject({ deadline: value })
  })

  test('are not chosen over what was typed after the question: that is asked about anew', () => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    desk.server.write('measures', id, { deadline: '30.09.2021' })
    desk.hand.type("'Меры'!C3", '24.09.2021')
    const [conflict] = desk.run({ pull: true }).conflicts
    desk.hand.type("'Меры'!C3", '27.09.2021')
    const said = { rev: conflict?.rev ?? 0, entered: conflict?.entered ?? '' }
    const decisions = { [id]: { deadline: { keep: 'theirs', ...said } } } as const
    expect(desk.run({ decisions }).conflicts).toMatchObject([
      { mine: '27.09.2021', theirs: '30.09.2021' },
    ])
    expect(desk.text('C3')).toBe('27.09.2021')
  })

  test('reach a row in conflict, and typing over them is no second conflict', () => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    desk.server.write('measures', id, { deadline: '30.09.2021', status: 'Исполнена' })
    desk.hand.type("'Меры'!C3", '24.09.2021')
    desk.run({ pull: true })
    expect(desk.text('E3')).toBe('Исполнена')
    desk.hand.type("'Меры'!E3", 'Исполнена частично')
    desk.hand.type("'Меры'!D3", 'завуч')
    expect(desk.run().conflicts.map(({ key }) => key)).toEqual(['deadline'])
    desk.hand.type("'Меры'!D3", 'методист')
    expect(desk.run().conflicts.map(({ key }) => key)).toEqual(['deadline'])
    expect(stored()['Курсы']).toMatchObject({
      deadline: '30.09.2021',
      status: 'Исполнена частично',
      responsible: 'методист',
    })
  })

  test('are not what the own lost answer has left: typing on is no conflict with oneself', () => {
    desk.hand.type("'Меры'!D3", 'завуч')
    desk.server.lose = 'answer'
    expect(desk.run()).toMatchObject({ state: 'unreachable' })
    desk.hand.type("'Меры'!D3", 'методист')
    expect(desk.run()).toMatchObject({ state: 'done', conflicts: [] })
    expect(stored()['Курсы']).toMatchObject({ responsible: 'методист' })
    expect(desk.memory.lost).toBeUndefined()
  })

  test('do not fall to a column that was lost for a while and came back as it was', () => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    desk.hand.type("'Меры'!E1", 'Состояние')
    desk.server.write('measures', id, { status: 'Исполнена', responsible: 'завуч' })
    desk.run({ pull: true })
    desk.hand.type("'Меры'!E1", 'Статус')
    desk.run()
    expect(desk.text('E3')).toBe('Исполнена')
    expect(stored()['Курсы']).toMatchObject({ status: 'Исполнена' })
  })

  test('find their rows by id, not by number, after lines above were deleted', () => {
    const ids = idsByEvent(desk)
    desk.server.write('measures', ids['Наставники'] ?? '', { status: 'В работе' })
    desk.server.write('measures', ids['Диагностика'] ?? '', { responsible: 'методист' })
    desk.hand.deleteRows('Меры', 2, 2)
    desk.run({ pull: true })
    expect(
      desk.rows().map(({ cells }) => [cells['event'], cells['responsible'], cells['status']]),
    ).toEqual([
      ['Диагностика', 'методист', 'Не начата'],
      ['Наставники', 'завуч', 'В работе'],
    ])
    expect(Object.keys(stored())).toHaveLength(4)
  })

  test('are not taken from a request that was refused, such as a copied workbook’s', () => {
    desk.hand.type("'Меры'!D3", 'завуч')
    desk.server.refuse = { code: 'workbook.unknown', message: 'Таблица не подключена.' }
    expect(desk.run({ pull: true })).toMatchObject({ state: 'refused', answered: 0, waiting: 1 })
    expect(stored()['Курсы']).toMatchObject({ responsible: 'директор' })
    expect(desk.text('D3')).toBe('завуч')
    desk.server.refuse = null
    expect(desk.run()).toMatchObject({ state: 'done', answered: 1 })
  })

  test('leave a refused entry standing', () => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    desk.hand.type("'Меры'!C3", 'осенью')
    desk.run()
    desk.server.write('measures', id, { status: 'Исполнена' })
    desk.run({ pull: true })
    expect([desk.text('C3'), desk.text('E3')]).toEqual(['осенью', 'Исполнена'])
  })

  test('new rows come after the last one and overwrite nothing, even what is typed meanwhile', () => {
    desk.server.write('measures', 'row-from-afar', { event: 'Вебинар', deadline: '22.09.2021' })
    desk.meanwhile = (effect) => {
      if (effect.do === 'batchUpdate') desk.hand.type("'Меры'!B6", 'Моя новая мера')
    }
    desk.run({ pull: true })
    desk.meanwhile = () => undefined
    expect(desk.rows().map(({ cells }) => cells['event'])).toEqual([
      'Педсовет',
      'Курсы',
      'Диагностика',
      'Наставники',
      'Вебинар',
      'Моя новая мера',
    ])
    desk.run()
    expect(stored()).toHaveProperty('Моя новая мера')
  })

  test('a line pasted from another workbook, then cleared but for its hidden cells, shows the row again', () => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    const { idColumn, stateColumn } = desk.tab()
    const [hidden, state] = [columnLetters(idColumn), columnLetters(stateColumn)]
    desk.hand.deleteRows('Меры', 3, 1)
    desk.hand.type(`'Меры'!${hidden}5`, id)
    desk.hand.type(`'Меры'!${state}5`, '1::abcdefg:hijklmn')
    desk.server.write('measures', id, { responsible: 'методист' })
    desk.run({ pull: true })
    expect([desk.text('B5'), desk.text('D5')]).toEqual(['Курсы', 'методист'])
    expect(desk.server.rows.size).toBe(4)
  })

  test('a row archived elsewhere leaves its line, and no other is touched', () => {
    desk.server.archive('measures', idsByEvent(desk)['Курсы'] ?? '')
    desk.run({ pull: true })
    expect(desk.rows().map(({ cells }) => cells['event'])).toEqual([
      'Педсовет',
      'Диагностика',
      'Наставники',
    ])
    expect(desk.run({ pull: true })).toMatchObject({ vanished: 0, held: [] })
  })

  test('a row archived elsewhere leaves a text that no record holds, as a row of its own', () => {
    const id = idsByEvent(desk)['Курсы'] ?? ''
    desk.hand.type("'Меры'!C3", 'звонить Пете')
    desk.run()
    desk.server.archive('measures', id, ['deadline'])
    desk.run({ pull: true })
    desk.run({ pull: true })
    expect([desk.text('B3'), desk.text('C3'), desk.text('D3')]).toEqual(['', 'звонить Пете', ''])
    expect(desk.rows().find(({ index }) => index === 2)?.id).not.toBe(id)
    expect(desk.run({ pull: true })).toMatchObject({ answered: 0, vanished: 0, held: [] })
  })
})

test('a row sent while it was being typed and deleted elsewhere leaves its line, when it is left', () => {
  const { sheetId } = desk.tab()
  const last = desk.rows().length + 1
  desk.hand.type(`'Меры'!C${last + 1}`, '15.03.2021')
  desk.run({ editing: { sheetId, first: last, last } })
  const id = desk.rows().find(({ index }) => index === last)?.id ?? ''
  desk.server.archive('measures', id)
  for (let again = 0; again < 3; again++) desk.run({ pull: true })
  expect(desk.text(`C${last + 1}`)).toBe('')
  expect(desk.rows().map(({ cells }) => cells['event'])).toEqual([
    'Педсовет',
    'Курсы',
    'Диагностика',
    'Наставники',
  ])
})

test('a row that a sort of one column left half empty, sent on the person’s word, goes when it was deleted', () => {
  const id = idsByEvent(desk)['Педсовет'] ?? ''
  desk.hand.clear("'Меры'!C2:D2")
  desk.run()
  const sent = desk.rows().find((row) => row.id === id)
  desk.hand.sort("'Меры'!C2:C5", 'C', 'DESCENDING')
  expect(desk.run({ pull: true }).held).toMatchObject([{ reason: 'partialSort' }])
  desk.hand.undo()
  expect(desk.rows().find((row) => row.id === id)?.cells).toEqual(sent?.cells)
  desk.hand.sort("'Меры'!C2:C5", 'C', 'DESCENDING')
  desk.run({ pull: true, sendHeld: true })
  desk.server.archive('measures', id)
  for (let again = 0; again < 3; again++) desk.run({ pull: true, sendHeld: true })
  expect(desk.rows().map((row) => row.id)).not.toContain(id)
  expect(desk.rows().map(({ cells }) => cells['event'])).not.toContain('Педсовет')
})

describe('people who move rows while the client works', () => {
  test.each(['get', 'batchUpdate', 'post', 'remember'] as const)(
    'a row inserted above before %s loses and exchanges nothing',
    (at) => {
      const before = idsByEvent(desk)
      desk.hand.type("'Меры'!C3", '5.10.21')
      desk.hand.type("'Меры'!B6", 'Новая')
      let done = false
      desk.meanwhile = (effect) => {
        if (effect.do !== at || done) return
        done = true
        desk.hand.insertRows('Меры', 2)
      }
      desk.run({ pull: true })
      desk.meanwhile = () => undefined
      desk.run({ pull: true })
      expect(idsByEvent(desk)).toMatchObject(before)
      expect(Object.keys(stored())).toHaveLength(5)
      expect(stored()['Курсы']).toMatchObject({ deadline: '05.10.2021', responsible: 'директор' })
      expect(stored()['Диагностика']).toMatchObject({ deadline: '20.12.2021' })
      const shown = desk.rows().map(({ cells, id }) => [cells['event'], id])
      expect(new Set(shown.map(([, id]) => id)).size).toBe(5)
    },
  )

  test.each([
    ['deleted above', () => desk.hand.deleteRows('Меры', 2)],
    ['moved', () => desk.hand.moveRows('Меры', 5, 1, 2)],
    ['sorted', () => desk.hand.sort("'Меры'!A2:I5", 'B')],
    ['sorted without the hidden columns', () => desk.hand.sort("'Меры'!A2:G5", 'B')],
  ])('rows %s before the write-back keep what they hold', (_name, gesture) => {
    const before = idsByEvent(desk)
    desk.hand.type("'Меры'!C4", '5.12.21')
    desk.meanwhile = (effect) => {
      if (effect.do !== 'batchUpdate') return
      desk.meanwhile = () => undefined
      gesture()
    }
    expect(desk.run()).toMatchObject({ unrepaired: 0 })
    desk.run()
    expect(before).toMatchObject(idsByEvent(desk))
    expect(stored()).toMatchObject({
      Педсовет: { deadline: '15.09.2021' },
      Курсы: { deadline: '01.10.2021' },
      Диагностика: { deadline: '05.12.2021' },
      Наставники: { deadline: '25.12.2021' },
    })
    for (const row of desk.rows()) {
      const shown = Object.entries(peopleCells(desk.tab(), row)).map(([key, entry]) => [
        key,
        shownText(entry),
      ])
      expect(Object.fromEntries(shown)).toEqual(desk.server.values()[row.id])
    }
  })

  test('a cell typed into the same row before the write-back is kept and sent next', () => {
    desk.hand.type("'Меры'!C3", '5.10.21')
    desk.meanwhile = (effect) => {
      if (effect.do !== 'batchUpdate') return
      desk.meanwhile = () => undefined
      desk.hand.type("'Меры'!E3", 'Исполнена')
    }
    desk.run()
    desk.run()
    expect(stored()['Курсы']).toMatchObject({ deadline: '05.10.2021', status: 'Исполнена' })
  })
})
