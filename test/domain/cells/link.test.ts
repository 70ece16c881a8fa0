import { describe, expect, it } from 'vitest'
import { link, readLink } from '../../../domain/cells/link.ts'
import { cellContext } from '../sample.ts'

describe('link cells', () => {
  it('take an address of the web, and add what people leave out', () => {
    expect(readLink('https://example.org/a?b=1#c')).toBe('https://example.org/a?b=1#c')
    expect(readLink('disk.yandex.ru/i/abc')).toBe('https://disk.yandex.ru/i/abc')
    expect(readLink('www.school.ru')).toBe('https://www.school.ru')
    expect(readLink('школа.рф/shnor')).toBe('https://школа.рф/shnor')
  })

  it('take nothing that a browser would run or look for on a disk', () => {
    const wrong = [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///c:/a.docx',
      'ftp://example.org',
      'Приказ № 45',
      'https://',
      'https://localhost',
      'справка.docx',
    ]
    expect(wrong.filter((text) => readLink(text) !== null)).toEqual([])
    const codes = wrong.map((text) => {
      const parsed = link().parse(text, cellContext())
      return parsed.ok ? 'taken' : parsed.problem.code
    })
    expect(codes).toEqual(wrong.map(() => 'link.unreadable'))
    expect(link().schema.safeParse('javascript:alert(1)').success).toBe(false)
    expect(link().schema.safeParse('https://example.org/a').success).toBe(true)
  })
})
