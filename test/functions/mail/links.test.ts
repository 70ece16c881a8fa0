import { describe, expect, it } from 'vitest'
import { linkId, readLink, signLink, type MailLink } from '../../../functions/mail/links.ts'

const secret = 'a secret of tests, of forty characters ..'
const link: MailLink = {
  programme: 'zelenchuk',
  person: 'maruha-head',
  measure: 'ab12cd34',
  expires: 2_000,
}
const token = signLink(secret, link)

describe('a link of a mail', () => {
  it('tells what was signed, until it expires', () => {
    expect(readLink(secret, token, 1_999)).toEqual(link)
    expect(readLink(secret, token, 2_000)).toBe('expired')
    const choice = { ...link, measure: null }
    expect(readLink(secret, signLink(secret, choice), 0)).toEqual(choice)
  })

  it('is not taken when a single character of it is another', () => {
    const changed = Array.from(token).flatMap((own, at) =>
      ['A', '_', '.']
        .filter((other) => other !== own)
        .map((other) => token.slice(0, at) + other + token.slice(at + 1)),
    )
    expect(new Set(changed.map((one) => readLink(secret, one, 0)))).toEqual(new Set(['forged']))
  })

  it('is not taken when it is cut, lengthened, another’s or none at all', () => {
    const [body, mac] = token.split('.')
    const foreign = signLink(secret, { ...link, person: 'maruha-deputy' })
    const mixed = `${foreign.split('.')[0]}.${mac}`
    const other = signLink('another secret of tests, of forty characters', link)
    const tries = ['', '.', token.slice(0, -1), `${token}A`, `${token}.`, `${token}=`, `${body}.`]
    for (const one of [...tries, mixed, other, 'x'.repeat(5_000), `${token} `]) {
      expect(readLink(secret, one, 0)).toBe('forged')
    }
  })

  it('has a name in the store from which it cannot be made', () => {
    expect(linkId(token)).toMatch(/^mail-[0-9a-f]{32}$/)
    expect(linkId(token)).not.toBe(linkId(`${token}A`))
  })
})
