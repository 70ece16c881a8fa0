import { describe, expect, it } from 'vitest'
import { evidence } from '../../../domain/cells/evidence.ts'
import { cellContext } from '../sample.ts'

const parse = (entry: string) => evidence().parse(entry, cellContext())

describe('evidence cells', () => {
  it('hold a link or the words of a document', () => {
    expect(parse('https://disk.yandex.ru/i/abc')).toEqual({
      ok: true,
      value: 'https://disk.yandex.ru/i/abc',
    })
    expect(parse('Приказ № 45 от 12.09.2021')).toMatchObject({
      ok: true,
      value: 'Приказ № 45 от 12.09.2021',
    })
  })

  it('store what nobody can find, and say so', () => {
    expect(parse('есть')).toMatchObject({ value: 'есть', hint: { code: 'evidence.vague' } })
    expect(parse('Приказ 45.pdf')).toMatchObject({ hint: { code: 'evidence.fileName' } })
    expect(parse('Приказ № 45').ok && !('hint' in parse('Приказ № 45'))).toBe(true)
  })

  it('refuse a path on somebody’s computer', () => {
    expect(parse('C:\\Документы\\Приказ.docx')).toMatchObject({
      ok: false,
      problem: { code: 'evidence.onComputer' },
    })
  })

  it('guard names of people', () => {
    expect(parse('Удостоверение Ивановой М. П.')).toMatchObject({
      ok: false,
      problem: { code: 'personal.name' },
    })
  })
})
