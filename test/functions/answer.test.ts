import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { textsIn } from '../../domain/texts/texts.ts'
import { answerFunction } from '../../functions/answer.ts'
import { signLink } from '../../functions/mail/links.ts'
import { changeDocs, rowDocs } from '../../functions/store/documents.ts'
import { servePage, type Page } from './jobs.ts'
import { measuresTab, PROGRAMME, sentRow, startSystem, type System } from './system.ts'

let system: System
let page: Page
let count = 0
let row = ''

beforeAll(async () => {
  system = await startSystem()
  page = await servePage(answerFunction(system.services))
})
afterAll(async () => {
  await page.close()
  await system.close()
})
/** Each test has a measure of its own. */
beforeEach(async () => {
  row = `measure-${String(++count).padStart(4, '0')}`
  await system.sync('zavuch@example.org', {
    tabs: measuresTab(
      [
        sentRow(row, 0, {
          event: 'Закрепить наставников за <b>молодыми</b> педагогами',
          deadline: '15.09.2021',
          responsible: 'зам. директора по УВР',
          status: 'В работе',
          proposedDeadline: '29.10.2021',
          proposedReason: 'ремонт',
        }),
      ],
      ['event', 'deadline', 'responsible', 'status', 'proposedDeadline', 'proposedReason'],
    ),
  })
})

const DAY = 86_400_000
const { mailPages } = textsIn('ru')

const token = (person: string, measure: string | null = row, days = 21): string =>
  signLink(system.services.config.linkSecret, {
    programme: PROGRAMME,
    person,
    measure,
    expires: system.clock.now.getTime() + days * DAY,
  })
const stored = async () =>
  (await rowDocs(system.store, PROGRAMME, 'measures').doc(row).get()).data()
const rev = async () => String((await stored())?.['rev'])
const answer = async (person: string, form: Record<string, string>, link = token(person)) =>
  page.post('', { t: link, rev: await rev(), ...form })
const report = { do: 'report', status: 'done', doneOn: '2021-09-14', evidence: 'Приказ № 45' }

describe('the page of a measure', () => {
  it('shows it to the person of the link, what people wrote escaped, and changes nothing', async () => {
    const before = await system.dump()
    const shown = await page.get(`?t=${token('maruha-deputy')}&do=report`)
    expect(shown.status).toBe(200)
    expect(shown.text).toContain('Закрепить наставников за &lt;b&gt;молодыми&lt;/b&gt; педагогами')
    expect(shown.text).toContain('среда, 15 сентября')
    expect(shown.text).toContain(mailPages.headings.report)
    expect(shown.text).toContain(mailPages.headings.help)
    expect(shown.text).not.toContain(mailPages.headings.check)
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(await system.dump()).toBe(before)
  })

  it('offers to each role its own deeds', async () => {
    const curator = await page.get(`?t=${token('maruha-curator')}`)
    expect(curator.text).toContain(mailPages.headings.check)
    expect(curator.text).not.toContain(mailPages.headings.report)
    expect(curator.text).not.toContain(mailPages.headings.proposal)
    const coordinator = await page.get(`?t=${token('coordinator')}&do=agree`)
    expect(coordinator.text).toContain(mailPages.headings.proposal)
    expect(coordinator.text).toContain('29 октября')
  })
})

describe('an answer', () => {
  it('of the school stores status, date and evidence as an edit of the person, from the mail', async () => {
    const done = await answer('maruha-deputy', report)
    expect(done.status).toBe(200)
    expect(done.text).toContain(mailPages.done.title)
    expect((await stored())?.['cells']).toMatchObject({
      status: 'done',
      doneOn: '2021-09-14',
      evidence: 'Приказ № 45',
      deadline: '2021-09-15',
    })
    const records = await changeDocs(system.store, PROGRAMME)
      .where('paths', 'array-contains', `measures/${row}`)
      .orderBy('seq', 'desc')
      .limit(1)
      .get()
    expect(records.docs[0]?.data()).toMatchObject({
      by: 'maruha-deputy',
      role: 'staff',
      from: { spreadsheetId: 'mail', shell: 'mail' },
      card: 'sch-maruha',
    })
    const card = await system.store.doc(`programmes/${PROGRAMME}/cards/sch-maruha`).get()
    expect(card.get(`briefs.measures.${row}.status`)).toBe('done')
  })

  it('leaves in the school’s sheet what was refused there', async () => {
    const wrong = [sentRow(row, Number(await rev()), { deadline: '15/03' })]
    await system.sync('zavuch@example.org', { tabs: measuresTab(wrong, ['deadline']) })
    expect((await answer('maruha-deputy', report)).status).toBe(200)
    const { news } = await system.sync('zavuch@example.org', {})
    expect(news.find(({ id }) => id === row)?.keep).toEqual(['deadline'])
  })

  it('asks for help, with words', async () => {
    const empty = await answer('maruha-head', { do: 'help', help: '  ' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain(mailPages.required.help)
    expect((await stored())?.['cells']).not.toHaveProperty('help')
    const said = await answer('maruha-head', { do: 'help', help: 'Нужен методист' })
    expect(said.status).toBe(200)
    expect((await stored())?.['cells']).toMatchObject({ help: 'Нужен методист' })
  })

  it.each(['coordinator', 'maruha-curator'])(
    'of %s to a request for help closes it',
    async (who) => {
      await answer('maruha-head', { do: 'help', help: 'Нужен методист' })
      const link = token(who, row, 22)
      const bare = await answer(who, { do: 'reply', reply: ' ' }, link)
      expect(bare.status).toBe(422)
      expect(bare.text).toContain(mailPages.required.reply)
      expect((await stored())?.['cells']).toMatchObject({ help: 'Нужен методист' })
      const said = await answer(who, { do: 'reply', reply: 'Методист приедет в среду' }, link)
      expect(said.status).toBe(200)
      const cells = (await stored())?.['cells']
      expect(cells).toMatchObject({
        checkComment: 'Ответ на просьбу «Нужен методист»: Методист приедет в среду',
      })
      expect(cells).not.toHaveProperty('help')
    },
  )

  it('to a request for help cannot hold personal data, nor come where nobody asked', async () => {
    const nobody = await answer('coordinator', { do: 'reply', reply: 'Хорошо' })
    expect(nobody.status).toBe(409)
    await answer('maruha-head', { do: 'help', help: 'Нужен методист' })
    const before = await system.dump()
    const link = token('coordinator', row, 23)
    const named = await answer(
      'coordinator',
      { do: 'reply', reply: 'Звоните 8 928 123-45-67' },
      link,
    )
    expect(named.status).toBe(422)
    expect(named.text).toContain('class="bad"')
    expect(named.text).toContain('Звоните 8 928 123-45-67')
    expect(await system.dump()).toBe(before)
    const school = await answer('maruha-deputy', { do: 'reply', reply: 'Сами себе' })
    expect(school.status).toBe(409)
  })

  it('of the curator confirms, or returns with a comment', async () => {
    expect((await answer('maruha-curator', { do: 'confirm' })).status).toBe(200)
    expect((await stored())?.['cells']).toMatchObject({ check: 'confirmed' })
    const later = token('maruha-curator', row, 22)
    const bare = await answer('maruha-curator', { do: 'return', checkComment: '' }, later)
    expect(bare.status).toBe(422)
    expect(bare.text).toContain(mailPages.required.return)
    const back = { do: 'return', checkComment: 'Нет вывода' }
    expect((await answer('maruha-curator', back, later)).status).toBe(200)
    expect((await stored())?.['cells']).toMatchObject({
      check: 'rework',
      checkComment: 'Нет вывода',
    })
  })

  it('of the coordinator agrees to a proposal, which is then the deadline', async () => {
    expect((await answer('coordinator', { do: 'agree' })).status).toBe(200)
    const cells = (await stored())?.['cells']
    expect(cells).toMatchObject({
      deadline: '2021-10-29',
      firstDeadline: '2021-09-15',
      consent: 'agreed',
    })
    expect(cells).not.toHaveProperty('proposedDeadline')
    expect(cells).not.toHaveProperty('proposedReason')
  })

  it('of the coordinator declines it, and the old deadline stays', async () => {
    const said = { do: 'decline', declineReason: 'конец четверти' }
    expect((await answer('coordinator', said)).status).toBe(200)
    const cells = (await stored())?.['cells']
    expect(cells).toMatchObject({
      deadline: '2021-09-15',
      checkComment: 'Предложение не согласовано: конец четверти',
      consent: 'declined',
    })
    expect(cells).not.toHaveProperty('proposedDeadline')
    // There is nothing to agree to any more.
    const late = await answer('coordinator', { do: 'agree' }, token('coordinator', row, 22))
    expect(late.status).toBe(409)
    expect(late.text).toContain(mailPages.bad.nothing)
  })
})

describe('an answer that cannot be taken', () => {
  it.each([
    ['a day to come', { ...report, doneOn: '2021-12-31' }, 'doneOn'],
    ['a name', { ...report, evidence: 'Иванова Мария Петровна, 8 928 123-45-67' }, 'evidence'],
    ['no status of ours', { ...report, status: 'готово' }, 'status'],
  ])('for %s is shown again with a word at its field; nothing of it is stored', async (_, form) => {
    const before = await system.dump()
    const again = await answer('maruha-deputy', form)
    expect(again.status).toBe(422)
    expect(again.text).toContain('class="bad"')
    expect(await system.dump()).toBe(before)
    expect(system.logged.join()).not.toContain('Иванова')
    // The link has not been used up.
    expect((await answer('maruha-deputy', report)).status).toBe(200)
  })

  it('meets what somebody wrote meanwhile: it is told, and nothing is overwritten', async () => {
    const seen = await rev()
    await system.sync('direktor@example.org', {
      tabs: measuresTab([sentRow(row, Number(seen), { status: 'Отменена' })], ['status']),
    })
    const before = await stored()
    const late = await page.post('', { ...report, t: token('maruha-deputy'), rev: seen })
    expect(late.status).toBe(409)
    expect(late.text).toContain(mailPages.refused.conflict)
    expect(late.text).toContain('«Отменена»')
    expect(await stored()).toEqual(before)
  })

  it('does not do what its role may not', async () => {
    const before = await system.dump()
    for (const [person, form] of [
      ['maruha-deputy', { do: 'confirm' }],
      ['maruha-deputy', { do: 'agree' }],
      ['maruha-curator', { do: 'report', status: 'done' }],
      ['maruha-curator', { do: 'agree' }],
      ['coordinator', { do: 'help', help: 'x' }],
    ] as const) {
      expect([person, form.do, (await answer(person, form)).status]).toEqual([person, form.do, 409])
    }
    expect(await system.dump()).toBe(before)
  })
})

/** What a link leads to when it is opened and when it is sent, and whether anything changed. */
async function triedWith(link: string) {
  const before = await system.dump()
  const shown = await page.get(`?t=${encodeURIComponent(link)}`)
  const sent = await page.post('', { ...report, t: link, rev: await rev() })
  const words = Object.values(mailPages.bad).filter((said) => shown.text.includes(said))
  return {
    status: [shown.status, sent.status],
    words: words.filter((said) => sent.text.includes(said) && said !== mailPages.bad.title),
    changed: (await system.dump()) !== before,
  }
}

const refused = (status: number, words: string) => ({
  status: [status, status],
  words: [words],
  changed: false,
})

describe('a link that holds no more', () => {
  it('as it is forged', async () => {
    const forged = refused(403, mailPages.bad.forged)
    expect(await triedWith(`${token('maruha-deputy').slice(0, -2)}AA`)).toEqual(forged)
    expect(await triedWith('')).toEqual(forged)
    expect(await triedWith(token('maruha-deputy', null))).toEqual(forged)
  })

  it('as it has expired', async () => {
    const expired = refused(410, mailPages.bad.expired)
    expect(await triedWith(token('maruha-deputy', row, -1))).toEqual(expired)
  })

  it('as its person is of another school, reads only, or is nobody', async () => {
    const denied = refused(403, mailPages.bad.denied)
    for (const person of ['ermol-head', 'observer-1', 'left-long-ago']) {
      expect(await triedWith(token(person))).toEqual(denied)
    }
  })

  it('as its measure is none of ours', async () => {
    const gone = refused(410, mailPages.bad.gone)
    expect(await triedWith(token('maruha-deputy', 'nowhere-1'))).toEqual(gone)
  })

  it('as it has been used', async () => {
    expect((await answer('maruha-deputy', report)).status).toBe(200)
    expect(await triedWith(token('maruha-deputy'))).toEqual(refused(410, mailPages.bad.used))
  })

  it('answers once when it is sent twenty times at once, each with other words', async () => {
    const seen = await rev()
    const link = token('maruha-deputy')
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        page.post('', { t: link, rev: seen, do: 'help', help: `помощь ${at}` }),
      ),
    )
    expect(sent.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(sent.filter(({ status }) => status === 410)).toHaveLength(19)
    expect(Number(await rev())).toBe(Number(seen) + 1)
  })

  it('and no other method, shape or size is taken', async () => {
    const before = await system.dump()
    expect((await page.call('', { method: 'PUT' })).status).toBe(405)
    expect((await page.post('', { t: token('maruha-deputy'), do: 'erase', rev: '1' })).status).toBe(
      403,
    )
    expect((await page.post('', { ...report, t: token('maruha-deputy'), rev: '-1' })).status).toBe(
      403,
    )
    const long = { do: 'help', help: 'я'.repeat(30_000), rev: '1', t: token('maruha-deputy') }
    expect((await page.post('', long)).status).toBe(413)
    expect(await system.dump()).toBe(before)
  })
})
