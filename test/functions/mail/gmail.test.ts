import { createServer, type Server } from 'node:http'
import { OAuth2Client } from 'google-auth-library'
import { gmail } from 'googleapis/build/src/apis/gmail/index.js'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { gmailMailer } from '../../../functions/mail/gmail.ts'
import type { Letter } from '../../../functions/mail/mailer.ts'

const letter: Letter = {
  to: 'direktor@example.org',
  subject: 'Маруха: просрочена 1 мера\r\nBcc: all@example.org',
  html: '<p>Здравствуйте!</p>',
  text: 'Здравствуйте!',
  messageId: '<week-2021-09-20-abc.zelenchuk@example.org>',
  date: new Date('2021-09-20T05:00:00Z'),
  unsubscribe: 'https://kurator.example.org/preferences?t=abc&stop=1',
}

/** Google's API at the network's edge: takes what is posted, answers as it is told. */
let server: Server
let url = ''
let answer: { status: number; body: unknown } = { status: 200, body: { id: '1' } }
const posted: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      posted.push(Buffer.concat(chunks).toString('utf8'))
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP address.')
  url = `http://127.0.0.1:${address.port}/`
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

function mailerTo(rootUrl: string) {
  return gmailMailer('Программа 500+ <kurator@example.org>', () => {
    const auth = new OAuth2Client()
    auth.setCredentials({ access_token: 'local', expiry_date: Date.now() + 3_600_000 })
    return gmail({ version: 'v1', auth, rootUrl })
  })
}

it('hands Google the same message as SMTP would take', async () => {
  answer = { status: 200, body: { id: '1' } }
  expect(await mailerTo(url).send(letter)).toEqual({ outcome: 'accepted' })
  const { raw } = z.object({ raw: z.string() }).parse(JSON.parse(posted.at(-1) ?? ''))
  const source = Buffer.from(raw, 'base64url')
  const message = await simpleParser(source)
  expect(message.subject).toBe('Маруха: просрочена 1 мера Bcc: all@example.org')
  expect(message.messageId).toBe(letter.messageId)
  expect(message.text?.trim()).toBe('Здравствуйте!')
  expect(source.toString('latin1')).not.toMatch(/^Bcc:/im)
  expect(source.toString('latin1').replaceAll(/\r\n[ \t]+/g, ' ')).toMatch(
    /^List-Unsubscribe: <https:\/\/kurator\.example\.org\/preferences\?t=abc&stop=1>\r$/m,
  )
  expect(source.toString('latin1')).toMatch(
    /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m,
  )
})

it.each([
  [429, true, true],
  [503, true, false],
  [400, false, false],
  [401, true, true],
] as const)(
  '%i: to be tried again: %s, of any letter: %s',
  async (status, temporary, unreachable) => {
    answer = { status, body: { error: { code: status, message: 'no direktor@example.org' } } }
    const delivery = await mailerTo(url).send(letter)
    expect(delivery).toMatchObject({
      outcome: 'refused',
      temporary,
      ...(unreachable ? { unreachable } : {}),
    })
    expect(JSON.stringify(delivery)).not.toContain('direktor@')
  },
)

it('says when there is no Google, and refuses what is no address', async () => {
  const nowhere = mailerTo('http://127.0.0.1:9/')
  expect(await nowhere.send(letter)).toMatchObject({ outcome: 'refused', unreachable: true })
  expect(await nowhere.send({ ...letter, to: 'a@b.c, d@e.f' })).toMatchObject({ temporary: false })
})
