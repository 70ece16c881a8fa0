import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startMail, type Mail } from '../../../local/mail/mail.ts'
import { route } from '../../../local/router.ts'

const folder = mkdtempSync(join(tmpdir(), 'kurator-inbox-'))
let mail: Mail
let server: Server
let url: string

beforeAll(async () => {
  mail = await startMail({ data: folder })
  server = createServer((request, response) => void route([mail.route], request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP address.')
  url = `http://127.0.0.1:${address.port}`
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await mail.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => mail.clear())

interface Draft {
  readonly to?: string
  readonly subject?: string
  readonly html?: string
  readonly text?: string
  readonly date?: Date
}

async function send(draft: Draft = {}): Promise<void> {
  const transport = createTransport(mail.smtpUrl)
  await transport.sendMail({
    from: 'Программа 500+ <kurator@example.org>',
    to: 'direktor@example.org',
    subject: 'Сводка',
    html: '<p>Здравствуйте!</p>',
    text: 'Здравствуйте!',
    ...draft,
  })
  transport.close()
}

const page = async (path: string) => (await fetch(url + path)).text()
const newest = () => mail.list()[0]?.id ?? 0

describe('the catcher', () => {
  it('lists the last mail first, by its own date', async () => {
    await send({ subject: 'Вторая', date: new Date('2021-09-20T05:00:00Z') })
    await send({ subject: 'Третья', date: new Date('2021-09-27T05:00:00Z') })
    await send({ subject: 'Первая', date: new Date('2021-09-13T05:00:00Z') })
    expect(mail.list().map(({ subject }) => subject)).toEqual(['Третья', 'Вторая', 'Первая'])
  })

  it('has on disk what it has acknowledged', async () => {
    const other = join(folder, 'other')
    const first = await startMail({ data: other })
    const transport = createTransport(first.smtpUrl)
    await transport.sendMail({
      from: 'a@example.org',
      to: 'b@example.org',
      subject: 'Цела',
      text: 'Да',
    })
    transport.close()
    const before = first.get(1)
    await first.close()
    const again = await startMail({ data: other })
    expect(again.get(1)).toEqual(before)
    expect(before.raw.toString()).toContain('To: b@example.org')
    await again.close()
  })

  it('refuses what is too large, and keeps nothing of it', async () => {
    await expect(send({ text: 'щ'.repeat(10_000_000) })).rejects.toThrow(/552/)
    expect(mail.list()).toEqual([])
    await send({ text: 'щ'.repeat(1_000_000) })
    expect(mail.list()).toHaveLength(1)
  })

  it('says which mail there is not', async () => {
    await send()
    expect(mail.get(newest()).subject).toBe('Сводка')
    expect(() => mail.get(9_999)).toThrow('There is no mail 9999.')
  })

  it('shows the hidden first line as the preview, and not what follows it', async () => {
    const padding = '&#847;&zwnj;&nbsp;'.repeat(40)
    await send({
      html: `<head><title>Т</title></head><div>Исполнено 6 из&nbsp;7.${padding}</div><p>Здравствуйте!</p>`,
    })
    expect(mail.list()[0]?.preview).toBe('Исполнено 6 из 7.')
  })
})

describe('the inbox', () => {
  it('counts unread mails until they are opened', async () => {
    await send()
    await send({ to: 'zavuch@example.org' })
    expect(mail.unread()).toBe(2)
    expect(JSON.parse(await page('/inbox/unread'))).toEqual({ unread: 2 })
    await page(`/inbox/${newest()}`)
    expect(JSON.parse(await page('/inbox/unread'))).toEqual({ unread: 1 })
    expect(mail.list()[0]?.read).toBe(true)
  })

  it('shows the mails of one address, whatever its case when it was written', async () => {
    await send({ subject: 'Директору', to: 'Direktor@Example.org' })
    await send({ subject: 'Завучу', to: 'zavuch@example.org' })
    const html = await page('/inbox?to=direktor%40example.org')
    expect(html).toContain('Директору')
    expect(html).not.toContain('Завучу')
    expect(html).toContain('zavuch@example.org</span>')
  })

  it('is emptied by POST only', async () => {
    await send()
    expect((await fetch(`${url}/inbox/clear`)).status).toBe(405)
    expect(mail.list()).toHaveLength(1)
    const emptied = await fetch(`${url}/inbox/clear`, { method: 'POST', redirect: 'manual' })
    expect(emptied.status).toBe(303)
    expect(mail.list()).toEqual([])
    expect(await page('/inbox')).toContain('Писем пока нет')
  })

  it('is not emptied by the page of another site', async () => {
    await send()
    const headers = { origin: 'https://evil.example.org' }
    const refused = await fetch(`${url}/inbox/clear`, { method: 'POST', headers })
    expect(refused.status).toBe(403)
    expect(mail.list()).toHaveLength(1)
  })

  it('shows hostile words as words, and runs no script of a mail', async () => {
    const script = '<script>alert(1)</script>'
    await send({ subject: script, html: `<head></head>${script}<p>Текст</p>`, text: script })
    for (const path of ['/inbox', `/inbox/${newest()}`, `/inbox/${newest()}?view=text`]) {
      const response = await fetch(url + path)
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      const html = await response.text()
      expect(html).not.toContain(script)
      expect(html).toContain('&lt;script&gt;')
    }
    const body = await fetch(`${url}/inbox/${newest()}/body`)
    const policy = body.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^sandbox allow-popups/)
    expect(policy).not.toContain('allow-scripts')
    expect(policy).not.toContain('allow-same-origin')
    expect(await body.text()).toContain('<base target="_blank">')
    expect(await page(`/inbox/${newest()}`)).toMatch(/<iframe [^>]*sandbox="allow-popups/)
  })

  it('gives the mail as it came, and a mail of text alone as text', async () => {
    await send({ html: '', text: 'Только текст' })
    const { raw } = mail.get(newest())
    const eml = await fetch(`${url}/inbox/${newest()}/message.eml`)
    expect(Buffer.from(await eml.arrayBuffer()).equals(raw)).toBe(true)
    expect(await page(`/inbox/${newest()}`)).toContain('<pre>Только текст')
  })

  it('answers 404 where there is no such mail', async () => {
    await send()
    expect((await fetch(`${url}/inbox/9999`)).status).toBe(404)
    expect((await fetch(`${url}/inbox/abc`)).status).toBe(404)
    expect((await fetch(`${url}/inbox/${newest()}/other`)).status).toBe(404)
    expect((await fetch(`${url}/inbox/${newest()}`)).status).toBe(200)
  })
})
