import { describe, expect, it } from 'vitest'
import { email } from '../../../domain/cells/email.ts'
import { cellContext } from '../sample.ts'

describe('address cells', () => {
  it('store one address in lower case', () => {
    expect(email().parse(' Mailto:Maruha.Zam@Example.ORG', cellContext())).toEqual({
      ok: true,
      value: 'maruha.zam@example.org',
    })
  })

  it('point out Cyrillic letters instead of sending letters nowhere', () => {
    const parsed = email().parse('mаruha@example.org', cellContext())
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'email.letters' } })
    expect(parsed.ok ? '' : parsed.problem.text).toContain('maruha@example.org')
  })

  it('hold nothing else', () => {
    const wrong = ['maruha', 'a@b', 'a@b.', '@example.org', 'a b@example.org', 'a@@b.org']
    expect(wrong.filter((entry) => email().parse(entry, cellContext()).ok)).toEqual([])
    expect(wrong.filter((value) => email().schema.safeParse(value).success)).toEqual([])
  })
})
