import { describe, expect, test } from 'vitest'
import { choice } from '../../../domain/cells/choice.ts'
import { date } from '../../../domain/cells/date.ts'
import { readDeclared } from '../../../domain/cells/declared.ts'
import { text } from '../../../domain/cells/text.ts'
import { cellContext } from '../sample.ts'

const MONUMENT = 'Памятник А. С. Пушкину'
const TERM = 'до мая, памятник А. С. Пушкину'
const term = date({ wordsIn: 'deadlineText' })

const taken = (entry: string, known: Parameters<typeof readDeclared>[4], kind = text()) => {
  const { parsed, declared } = readDeclared(kind, 'event', entry, cellContext(), known)
  return { code: parsed.ok ? null : parsed.problem.code, declared }
}

describe('an entry that seems to name a person', () => {
  test('is refused as long as nobody has said anything', () => {
    expect(taken(MONUMENT, { stored: {} })).toEqual({ code: 'personal.name', declared: false })
  })

  test('is taken on the word of a person, for this cell and no other', () => {
    expect(taken(MONUMENT, { stored: {}, harmless: ['event'] })).toEqual({
      code: null,
      declared: true,
    })
    expect(taken(MONUMENT, { stored: {}, harmless: ['comment'] })).toEqual({
      code: 'personal.name',
      declared: false,
    })
  })

  test('stays taken while it is in force, and another one is refused', () => {
    const stored = { event: MONUMENT }
    expect(taken(` ${MONUMENT} `, { stored })).toEqual({ code: null, declared: false })
    expect(taken('Памятник М. Ю. Лермонтову', { stored })).toEqual({
      code: 'personal.name',
      declared: false,
    })
  })

  test('of a term stays taken while its words are kept', () => {
    const kept = { deadlineText: TERM }
    expect(taken(TERM, { stored: {} }, term).code).toBe('personal.name')
    expect(taken(TERM, { stored: {}, harmless: ['event'] }, term).code).toBe('date.words')
    expect(taken(TERM, { stored: kept }, term).code).toBe('date.words')
    expect(taken(`${TERM}, Иванова М. П.`, { stored: kept }, term).code).toBe('personal.name')
  })

  test('is still refused for what else is wrong with it', () => {
    const list = choice(['a'], () => ({ labels: { a: 'Да' } }))
    const { parsed, declared } = readDeclared(list, 'status', MONUMENT, cellContext(), {
      stored: {},
      harmless: ['status'],
    })
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'choice.unknown' } })
    expect(declared).toBe(true)
  })
})

test('a word about a harmless entry is not noted', () => {
  expect(taken('Педсовет', { stored: {}, harmless: ['event'] })).toEqual({
    code: null,
    declared: false,
  })
})
