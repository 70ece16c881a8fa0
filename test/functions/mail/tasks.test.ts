import { createServer, type Server } from 'node:http'
import { OAuth2Client } from 'google-auth-library'
import { cloudtasks } from 'googleapis/build/src/apis/cloudtasks/index.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../../functions/config.ts'
import { cloudTasks } from '../../../functions/mail/tasks.ts'

const queue = 'projects/kurator/locations/europe-west1/queues/mail'
const config = readConfig({
  GOOGLE_CLOUD_PROJECT: 'kurator',
  KURATOR_AUDIENCES: 'addon',
  SCHEDULER_EMAIL: 'scheduler@example.org',
  SMTP_URL: 'smtp://127.0.0.1:25',
  MAIL_FROM: 'kurator@example.org',
  LINK_SECRET: 'a secret of tests, of forty characters ..',
  FUNCTIONS_URL: 'https://kurator.example.org/',
  TASKS_QUEUE: queue,
})

let server: Server
let url = ''
let status = 200
const asked: { path: string; body: unknown }[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
      asked.push({ path: request.url ?? '', body })
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(status === 200 ? {} : { error: { code: status, message: 'no' } }))
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

const tasks = () =>
  cloudTasks(queue, config, () => {
    const auth = new OAuth2Client()
    auth.setCredentials({ access_token: 'local', expiry_date: Date.now() + 3_600_000 })
    return cloudtasks({ version: 'v2', auth, rootUrl: url })
  })
const task = {
  job: 'weeklyDigest',
  programme: 'zelenchuk',
  name: 'zelenchuk-weeklyDigest-2021-09-20-8',
} as const

it('asks Cloud Tasks to call the function as the scheduler, for one programme', async () => {
  status = 200
  expect(await tasks().add(task)).toBe('added')
  expect(asked.at(-1)).toMatchObject({
    path: `/v2/${queue}/tasks`,
    body: {
      task: {
        name: `${queue}/tasks/${task.name}`,
        httpRequest: {
          httpMethod: 'POST',
          url: 'https://kurator.example.org/weeklyDigest',
          body: Buffer.from('{"programme":"zelenchuk"}').toString('base64'),
          oidcToken: {
            serviceAccountEmail: 'scheduler@example.org',
            audience: 'https://kurator.example.org/weeklyDigest',
          },
        },
      },
    },
  })
})

it('takes a task that is there as known, and any other refusal as a fault', async () => {
  status = 409
  expect(await tasks().add(task)).toBe('known')
  status = 403
  await expect(tasks().add(task)).rejects.toThrow('no')
})
