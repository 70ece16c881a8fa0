import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textsIn } from '../../domain/texts/texts.ts'
import { signLink } from '../../functions/mail/links.ts'
import { preferencesFunction } from '../../functions/preferences.ts'
import { cardDocs, DIRECTORY } from '../../functions/store/documents.ts'
import { servePage, type Page } from './jobs.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

let system: System
let page: Page
beforeAll(async () => {
  system = await startSystem()
  // Two people of one address: a letter cannot be stopped for one of them.
  await system.seed('people', [
    {
      id: 'maruha-second',
      cells: {
        role: 'responsible',
        post: 'соц. педагог',
        school: 'СОШ с. Маруха',
        email: 'direktor@example.org',
      },
    },
  ])
  page = await servePage(preferencesFunction(system.services))
})
afterAll(async () => {
  await page.close()
  await system.close()
})

const { mailPages } = textsIn('ru')
const token = (person: string, days = 400) =>
  signLink(system.services.config.linkSecret, {
    programme: PROGRAMME,
    person,
    measure: null,
    expires: system.clock.now.getTime() + days * 86_400_000,
  })
const choices = async (): Promise<Readonly<Record<string, unknown>>> => {
  const card = await cardDocs(system.store, PROGRAMME).doc(DIRECTORY).get()
  const people: Readonly<Record<string, { readonly digest?: unknown }>> = card.get('briefs.people')
  return Object.fromEntries(Object.entries(people).map(([id, { digest }]) => [id, digest]))
}

describe('the choice of mail', () => {
  it('is shown, and a mail program that opens links changes nothing', async () => {
    const before = await system.dump()
    const shown = await page.get(`?t=${token('maruha-head')}`)
    expect(shown.status).toBe(200)
    expect(shown.text).toMatch(/value="weekly"\s+checked/)
    expect(shown.text).toContain('директор школы, СОШ с. Маруха; соц. педагог, СОШ с. Маруха')
    const stop = await page.get(`?t=${token('maruha-head')}&stop=1`)
    expect(stop.text).toContain(mailPages.preferences.stop)
    expect(await system.dump()).toBe(before)
  })

  it('is written for everybody of the address, on record, and for nobody else', async () => {
    const saved = await page.post('', { t: token('maruha-head'), digest: 'digestOnly' })
    expect(saved.status).toBe(200)
    expect(saved.text).toContain(mailPages.preferences.savedHow.digestOnly)
    expect(await choices()).toMatchObject({
      'maruha-head': 'digestOnly',
      'maruha-second': 'digestOnly',
      'maruha-deputy': 'weekly',
      coordinator: 'weekly',
    })
    const records = await system.store
      .collection(`programmes/${PROGRAMME}/changes`)
      .where('paths', 'array-contains', 'people/maruha-second')
      .orderBy('seq', 'desc')
      .limit(1)
      .get()
    expect(records.docs[0]?.data()).toMatchObject({
      by: 'maruha-head',
      from: { spreadsheetId: 'mail' },
      rows: [{ before: { digest: 'weekly' }, after: { digest: 'digestOnly' } }],
    })
  })

  it('takes the one click of a mail program (RFC 8058), and again', async () => {
    for (const _ of ['first', 'again']) {
      const clicked = await page.post(`?t=${token('maruha-deputy')}&stop=1`, {
        'List-Unsubscribe': 'One-Click',
      })
      expect(clicked.status).toBe(200)
      expect(await choices()).toMatchObject({ 'maruha-deputy': 'none', coordinator: 'weekly' })
    }
  })

  it('is not written by a link that is forged, expired or nobody’s, or by no choice', async () => {
    const before = await system.dump()
    const { bad } = mailPages
    const tries = [
      [`${token('coordinator').slice(0, -3)}abc`, 403, bad.forged],
      ['', 403, bad.forged],
      [token('coordinator', -1), 410, bad.expired],
      [token('nobody'), 403, bad.denied],
    ] as const
    for (const [link, status, words] of tries) {
      const shown = await page.get(`?t=${link}`)
      expect([shown.status, shown.text]).toEqual([status, expect.stringContaining(words)])
      const sent = await page.post(`?t=${link}`, { 'List-Unsubscribe': 'One-Click' })
      expect([sent.status, sent.text]).toEqual([status, expect.stringContaining(words)])
    }
    expect((await page.post('', { t: token('coordinator'), digest: 'all' })).status).toBe(403)
    expect((await page.call('', { method: 'DELETE' })).status).toBe(405)
    expect(await system.dump()).toBe(before)
  })
})
