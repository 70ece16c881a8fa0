import { describe, expect, it } from 'vitest'
import { participants } from '../../../domain/digest/addressees.ts'
import { composeDigest } from '../../../domain/digest/compose.ts'
import type { Digest } from '../../../domain/digest/digest.ts'
import { renderHtml } from '../../../domain/digest/html.ts'
import { readDirectory } from '../../../domain/directory.ts'
import { programmeDay } from '../../../domain/digest/programmeDay.ts'
import { recipients } from '../../../domain/digest/recipients.ts'
import { renderText } from '../../../domain/digest/text.ts'
import type { Brief, Card } from '../../../domain/records.ts'
import {
  card,
  directory,
  directoryCard,
  links,
  measures,
  modelDay,
  monday,
  programme,
} from './modelWeek.ts'

const modelDigests = recipients(directory).flatMap(
  (recipient) => composeDigest(modelDay, recipient, () => links) ?? [],
)

function linking(url: string): Digest {
  return {
    language: 'ru',
    subject: 'Тема',
    preheader: '',
    greeting: '',
    sections: [{ tone: 'plain', title: '', actions: [{ label: 'Открыть', url }] }],
    footer: [],
    footerActions: [],
    unsubscribe: null,
    messenger: '',
  }
}

const hostile = '<script>alert("1")</script>\r\nBcc: all@example.org\u202E=IMPORTDATA("x") '
const endless = hostile + 'очень длинное мероприятие '.repeat(400)

function brief(more: Brief): Brief {
  return {
    event: endless,
    responsible: endless,
    evidence: endless,
    checkComment: endless,
    help: endless,
    proposedReason: endless,
    ...more,
  }
}

/** The text of a page as its reader sees it. */
function seen(html: string): string {
  return html
    .replace(/<head>.*<\/head>/su, '')
    .replaceAll(/<[^>]*>/gu, '\n')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&#8209;', '-')
    .replaceAll('&#8288;', '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

describe('the HTML of a digest', () => {
  it('says what the document says: every run of every section', () => {
    expect(modelDigests).toHaveLength(7)
    for (const digest of modelDigests) {
      const text = seen(renderHtml(digest))
      for (const section of digest.sections) {
        expect(text).toContain(section.title)
        const lines = [...(section.lines ?? []), ...(section.items ?? []).flatMap((i) => i.lines)]
        for (const run of lines.flat())
          expect(text).toContain(typeof run === 'string' ? run : run.text)
      }
    }
  })

  it('uses only what mail programs keep', () => {
    for (const digest of modelDigests) {
      const html = renderHtml(digest)
      expect(html).not.toMatch(/<(?:img|script|link|iframe|form|svg|video|button|input)\b/iu)
      expect(html).not.toMatch(/url\(|@import|display:\s*(?:flex|grid)|position:/iu)
      expect(html).not.toMatch(/\son\w+=/iu)
      const opened = html.match(/<table\b/gu)?.length
      expect(html.match(/<\/table>/gu)?.length).toBe(opened)
      expect(html.match(/<\/td>/gu)?.length).toBe(html.match(/<td\b/gu)?.length)
    }
  })

  it('has dark colours for every class that carries a colour', () => {
    const html = modelDigests.map(renderHtml).join('')
    const style = /<style>(.*?)<\/style>/su.exec(html)?.[1] ?? ''
    for (const name of ['b', 'c', 't', 'm', 'l', 'g', 'overdue'])
      expect(style).toContain(`.${name}{`)
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
  })

  it('refuses a link that is not a web address, and takes one that is', () => {
    expect(() => renderHtml(linking('javascript:alert(1)'))).toThrow('web addresses only')
    expect(renderHtml(linking('https://a.example.org/?a=1&b="2"'))).toContain(
      'href="https://a.example.org/?a=1&amp;b=&quot;2&quot;"',
    )
  })
})

/** Full lists of the longest words, all roles on one address, and a head alone on another. */
function worst(): readonly Digest[] {
  const rows = [
    ...Array.from({ length: 12 }, () =>
      brief({ deadline: '2021-09-01', proposedDeadline: '2021-12-01' }),
    ),
    ...Array.from({ length: 12 }, () => brief({ deadline: '2021-09-21' })),
    ...Array.from({ length: 12 }, () => brief({ deadline: '2021-09-02', check: 'rework' })),
    ...Array.from({ length: 12 }, () =>
      brief({ deadline: '2021-09-02', status: 'done', doneOn: '2021-09-02' }),
    ),
  ]
  const items = Array.from({ length: 12 }, (_, i) => ({
    key: `key${i}`,
    text: endless,
  }))
  const worstCard: Card = card({
    lastEntryOn: '2021-08-01',
    briefs: measures(...rows),
    corrections: { m01: { table: 'measures', row: 2, items } },
  })
  const schools = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [
      `school-${i}`,
      { shortName: `${hostile} ${i}`, participant: true, curator: 'kurator-1' } satisfies Brief,
    ]),
  )
  const everybody = readDirectory({
    ...directoryCard,
    briefs: {
      schools,
      people: {
        coordinator: { role: 'coordinator', email: 'office@example.org' },
        'kurator-1': { role: 'curator', email: 'office@example.org' },
        head: { role: 'head', email: 'office@example.org', school: 'school-0' },
        alone: { role: 'head', email: 'alone@example.org', school: 'school-1' },
      },
    },
  })
  const cards = new Map(participants(everybody).map(({ id }) => [id, worstCard]))
  const day = programmeDay({ ...programme, name: hostile }, monday, everybody, cards)
  return recipients(everybody).flatMap((to) => composeDigest(day, to, () => links) ?? [])
}

describe('hostile and endless words', () => {
  it('arrive harmless, in one line, in bounds', () => {
    const digests = worst()
    expect(digests).toHaveLength(2)
    for (const digest of digests) {
      expect(digest.subject.length).toBeLessThanOrEqual(60)
      for (const line of [digest.subject, digest.preheader])
        expect(line).not.toMatch(/[\r\n\u202E]/u)
      const html = renderHtml(digest)
      expect(html).not.toContain('<script')
      expect(html).toContain('&lt;script&gt;')
      expect(html).not.toContain('\u202E')
      expect(renderText(digest)).not.toContain('\nBcc:')
      // Gmail cuts a letter at about 102 KB.
      expect(Buffer.byteLength(html)).toBeLessThan(100_000)
    }
  })
})
