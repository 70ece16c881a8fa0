import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textsIn } from '../../domain/texts/texts.ts'
import { signLink, type MailLink } from '../../functions/mail/links.ts'
import { messageFunction } from '../../functions/message.ts'
import { preferencesFunction } from '../../functions/preferences.ts'
import { servePage, type Page } from './jobs.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

let system: System
let page: Page
beforeAll(async () => {
  system = await startSystem()
  page = await servePage(messageFunction(system.services))
  await system.sync('zavuch@example.org', {
    tabs: measuresTab(
      [
        sentRow('measure-0001', 0, {
          event: 'Наставники <script>alert(1)</script>',
          deadline: '15.09.2021',
          responsible: 'зам. директора по УВР',
          status: 'В работе',
        }),
      ],
      ['event', 'deadline', 'responsible', 'status'],
    ),
  })
})
afterAll(async () => {
  await page.close()
  await system.close()
})

const { mailPages } = textsIn('ru')
const token = (person: string, more: Partial<MailLink> = { school: 'sch-maruha' }) =>
  signLink(system.services.config.linkSecret, {
    programme: PROGRAMME,
    person,
    measure: null,
    expires: system.clock.now.getTime() + 86_400_000,
    ...more,
  })
const shown = (link: string) => page.get(`?t=${encodeURIComponent(link)}`)

describe('the page with a message to a school', () => {
  it.each(['coordinator', 'maruha-curator'])(
    'shows %s what is overdue there, escaped, and changes nothing',
    async (person) => {
      const before = await system.dump()
      const { status, text } = await shown(token(person))
      expect(status).toBe(200)
      expect(text).toContain('Коллеги, доброе утро!')
      expect(text).toContain(
        'Просрочена 1 мера: «Наставники &lt;script&gt;alert(1)&lt;/script&gt;» (срок 15.09).',
      )
      expect(await system.dump()).toBe(before)
    },
  )

  it('runs one script, which copies, and lets no other run', async () => {
    const { text, headers } = await shown(token('coordinator'))
    const script = /<script>(.*?)<\/script>/su.exec(text)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    const policy = headers.get('content-security-policy')
    expect(policy).toContain(`script-src 'sha256-${hash}'`)
    expect(policy).toContain("default-src 'none'")
    expect(text.match(/<script/gu)).toHaveLength(1)
  })

  it('is not for the school, other curators, observers and strangers', async () => {
    for (const person of ['maruha-head', 'maruha-deputy', 'observer-1', 'left-long-ago']) {
      const { status, text } = await shown(token(person))
      expect([person, status]).toEqual([person, 403])
      expect(text).not.toContain('Наставники')
    }
    const other = await shown(token('maruha-curator', { school: 'sch-other' }))
    expect(other.status).toBe(403)
  })

  it('is told of by words where its link is forged, expired, or of another purpose', async () => {
    const forged = await shown(`${token('coordinator').slice(0, -2)}AA`)
    expect([forged.status, forged.text.includes(mailPages.bad.forged)]).toEqual([403, true])
    const old = await shown(token('coordinator', { school: 'sch-maruha', expires: 1 }))
    expect([old.status, old.text.includes(mailPages.bad.expired)]).toEqual([410, true])
    const choice = await shown(token('coordinator', {}))
    expect(choice.status).toBe(403)
    const gone = await shown(token('coordinator', { school: 'sch-nowhere' }))
    expect(gone.status).toBe(410)
    expect((await page.post(`?t=${token('coordinator')}`, {})).status).toBe(405)
  })

  it('opens nothing else: whoever gets the link cannot stop the coordinator’s mail', async () => {
    const preferences = await servePage(preferencesFunction(system.services))
    const before = await system.dump()
    const sent = await preferences.post('', { t: token('coordinator'), digest: 'none' })
    expect(sent.status).toBe(403)
    expect(await system.dump()).toBe(before)
    const own = await preferences.post('', { t: token('coordinator', {}), digest: 'digestOnly' })
    expect(own.status).toBe(200)
    await preferences.close()
  })
})
