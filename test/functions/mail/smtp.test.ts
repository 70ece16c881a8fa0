import { createServer, type Server } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivery, Letter, Mailer } from '../../../functions/mail/mailer.ts'
import { smtpMailer } from '../../../functions/mail/smtp.ts'
import { startMail, type Mail } from '../../../local/mail/mail.ts'

const FROM = 'Программа 500+ <kurator@example.org>'

const letter: Letter = {
  to: 'direktor@example.org',
  subject: 'Маруха: просрочена 1 мера, на этой неделе срок у 2 мер',
  html: '<p>Здравствуйте!</p>',
  text: 'Здравствуйте!\n',
  messageId: '<2021-09-20.abc.zelenchuk@example.org>',
  date: new Date('2021-09-20T05:00:00Z'),
  unsubscribe: 'https://kurator.example.org/preferences?t=abc&stop=1',
}

describe('a letter over SMTP', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kurator-mail-'))
  let mail: Mail
  let mailer: Mailer
  beforeAll(async () => {
    mail = await startMail({ data: folder })
    mailer = smtpMailer(mail.smtpUrl, FROM)
  })
  afterAll(async () => {
    mailer.close()
    await mail.close()
    rmSync(folder, { recursive: true })
  })

  it('arrives as it was written', async () => {
    expect(await mailer.send(letter)).toEqual({ outcome: 'accepted' })
    const [line] = mail.list()
    expect(line).toMatchObject({
      to: 'direktor@example.org',
      from: FROM,
      subject: letter.subject,
      at: letter.date.getTime(),
    })
    const caught = mail.get(line?.id ?? 0)
    expect(caught.messageId).toBe(letter.messageId)
    expect(caught.html.trim()).toBe(letter.html)
    expect(caught.text.trim()).toBe(letter.text.trim())
    expect(caught.raw.toString('latin1')).toMatch(/^Auto-Submitted: auto-generated\r$/m)
  })

  it('keeps its headers whatever stands in the subject', async () => {
    mail.clear()
    const subject = 'СОШ\r\nBcc: all@example.org\r\n\r\n<script>\u2028x'
    expect(await mailer.send({ ...letter, subject })).toEqual({ outcome: 'accepted' })
    const [line] = mail.list()
    expect(mail.list()).toHaveLength(1)
    expect(line?.to).toBe('direktor@example.org')
    expect(line?.subject).toBe('СОШ Bcc: all@example.org <script> x')
    expect(mail.get(line?.id ?? 0).raw.toString('latin1')).not.toMatch(/^Bcc:/im)
  })

  it.each([
    'a@example.org, b@example.org',
    'a@example.org\r\nRCPT TO:<b@example.org>',
    'Имя <a@example.org>',
    'group: a@example.org;',
    'a@b@example.org',
    'nobody',
    '',
  ])('goes to one plain address only, not to %j', async (to) => {
    mail.clear()
    expect(await mailer.send({ ...letter, to })).toEqual({
      outcome: 'refused',
      temporary: false,
      reason: 'not an address',
    })
    expect(mail.list()).toEqual([])
  })
})

describe('what became of a letter', () => {
  it('is a lasting refusal when the server says 550, and the reason names no address', async () => {
    const delivery = await sentTo(refusing(550, 'No such user <direktor@example.org>'))
    expect(delivery).toMatchObject({ outcome: 'refused', temporary: false })
    expect(delivery).toHaveProperty('reason', expect.stringContaining('No such user'))
    expect(JSON.stringify(delivery)).not.toContain('@')
  })

  it('is a passing refusal when the server says 450', async () => {
    const delivery = await sentTo(refusing(450, 'Mailbox busy'))
    expect(delivery).toMatchObject({ outcome: 'refused', temporary: true })
  })

  it('is a lasting refusal when the server says 554 to the text itself', async () => {
    const delivery = await sentTo({
      onData(stream, _session, done) {
        stream.resume()
        stream.on('end', () => done(Object.assign(new Error('Spam'), { responseCode: 554 })))
      },
    })
    expect(delivery).toMatchObject({ outcome: 'refused', temporary: false })
  })

  it('is a passing refusal when nobody listens', async () => {
    const server = createServer()
    const port = await listening(server)
    await new Promise((resolve) => server.close(resolve))
    const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, FROM)
    expect(await mailer.send(letter)).toMatchObject({ outcome: 'refused', temporary: true })
    mailer.close()
  })

  it('is unknown when the connection breaks after the text, and it is not sent again', async () => {
    let texts = 0
    const server = createServer((socket) => {
      let inText = false
      socket.on('error', () => undefined)
      socket.write('220 ready\r\n')
      socket.on('data', (chunk) => {
        const said = chunk.toString('latin1')
        if (inText) {
          if (!said.includes('\r\n.\r\n')) return
          texts++
          socket.destroy()
        } else if (/^DATA/im.test(said)) {
          inText = true
          socket.write('354 go on\r\n')
        } else socket.write('250 ok\r\n')
      })
    })
    const mailer = smtpMailer(`smtp://127.0.0.1:${await listening(server)}`, FROM)
    expect(await mailer.send(letter)).toMatchObject({ outcome: 'unknown' })
    expect(texts).toBe(1)
    mailer.close()
    await new Promise((resolve) => server.close(resolve))
  })
})

function refusing(code: number, message: string): SMTPServerOptions {
  return {
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error(message), { responseCode: code })),
  }
}

async function sentTo(options: SMTPServerOptions): Promise<Delivery> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    ...options,
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const mailer = smtpMailer(`smtp://127.0.0.1:${portOf(server.server)}`, FROM)
  try {
    return await mailer.send(letter)
  } finally {
    mailer.close()
    await new Promise<void>((resolve) => server.close(resolve))
  }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return portOf(server)
}

function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP address.')
  return address.port
}
