import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Firestore } from '@google-cloud/firestore'
import { SMTPServer } from 'smtp-server'
import { emptyCard } from '../../domain/card.ts'
import { composeDigest } from '../../domain/digest/compose.ts'
import { renderHtml } from '../../domain/digest/html.ts'
import { recipients } from '../../domain/digest/recipients.ts'
import { renderText } from '../../domain/digest/text.ts'
import { addDays } from '../../domain/days.ts'
import type { Brief, Card, Programme } from '../../domain/records.ts'
import { readConfig } from '../../functions/config.ts'
import { NOTHING_DONE } from '../../functions/mail/schedule.ts'
import { smtpMailer } from '../../functions/mail/smtp.ts'
import { sendRound } from '../../functions/mail/sendRound.ts'
import { readDay } from '../../functions/readDay.ts'
import type { Services } from '../../functions/services.ts'
import { cardDocs, programmeDoc } from '../../functions/store/documents.ts'
import { tasksDue } from '../../functions/tick.ts'
import { startFirestore } from '../../local/firestore/firestore.ts'
import { Random } from '../../local/simulate/random.ts'

/**
 * A simulated country: `node test/functions/mail.bench.ts --programmes 2000 --sent 20`. A programme has 20
 * schools and 100 people, so that 2,000 programmes are 40,000 schools and 200,000 people. All programmes
 * are read and composed; of the first `--sent` the letters also go out, over SMTP to a server that refuses
 * every tenth address for good. Prints documents, letters a second, memory over time, sizes of tasks.
 */
const { values } = parseArgs({
  options: {
    programmes: { type: 'string', default: '2000' },
    sent: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
})
const PROGRAMMES = Number(values.programmes)
const SENT = Number(values.sent)
const SCHOOLS = 20
const STAFF = 4
const MEASURES = 15
const MONDAY = '2021-09-20'
const random = new Random(Number(values.seed))

const programme: Programme = {
  name: '«500+»',
  municipality: 'Район',
  order: 'приказ № 1',
  firstDay: '2021-02-10',
  lastDay: '2024-12-31',
  timeZone: 'Europe/Moscow',
  language: 'ru',
  mailHour: 8,
  silentDays: 14,
}

const folder = mkdtempSync(join(tmpdir(), 'kurator-country-'))
const firestore = await startFirestore({
  data: join(folder, 'store'),
  indexes: 'firestore.indexes.json',
})
process.env['METADATA_SERVER_DETECTION'] = 'none'
const store = new Firestore({
  projectId: 'country',
  host: firestore.host,
  ssl: false,
  customHeaders: { Authorization: 'Bearer owner' },
})
let asked = 0
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo: (_address, _session, done) =>
    done(
      ++asked % 10 === 0 ? Object.assign(new Error('no such box'), { responseCode: 550 }) : null,
    ),
  onData: (stream, _session, done) => {
    stream.on('end', () => done()).resume()
  },
})
await new Promise<void>((resolve) => {
  smtp.listen(0, '127.0.0.1', resolve)
})
const address = smtp.server.address()
if (address === null || typeof address === 'string') throw new Error('The SMTP server has no port.')

const config = readConfig({
  GOOGLE_CLOUD_PROJECT: 'country',
  KURATOR_AUDIENCES: 'bench',
  SCHEDULER_EMAIL: 'scheduler@example.org',
  SMTP_URL: `smtp://127.0.0.1:${address.port}`,
  MAIL_FROM: 'kurator@example.org',
  LINK_SECRET: 'a secret of benches, of forty characters',
  FUNCTIONS_URL: 'https://kurator.example.org',
  TASKS_QUEUE: 'projects/kurator/locations/local/queues/mail',
  MAIL_PER_MINUTE: '1000000',
  MAIL_PER_DAY: '1000000',
})
const services: Services = {
  config,
  store,
  clock: {
    now: () => new Date(`${MONDAY}T05:10:00Z`),
    stamp: () => Date.now(),
    elapsed: () => performance.now(),
  },
  verify: () => Promise.reject(new Error('nobody signs in here')),
  sheets: {
    get: () => Promise.reject(new Error('no sheets here')),
    batchUpdate: () => Promise.reject(new Error('no sheets here')),
  },
  log: () => undefined,
}

let composed = 0
let composing = 0
let bytes = 0
let largestTask = 0
const sums = { reads: 0, writes: 0, sent: 0, failed: 0, ms: 0 }
const memory: number[] = []
const mailer = smtpMailer(config.smtpUrl, config.mailFrom)
for (let at = 0; at < PROGRAMMES; at++) {
  const id = `p${at}`
  await seed(id)
  const before = firestore.stats()
  const began = performance.now()
  const { today, directory, linksFor } = await readDay(services, id, 'digest')
  const all = recipients(directory)
  if (at < SENT) {
    const run = await sendRound(services, mailer, {
      job: 'weeklyDigest',
      programme: id,
      day: MONDAY,
      of: MONDAY,
      recipients: all,
      concerns: () => true,
      alsoAsk: () => [],
      letter: (recipient) => composeDigest(today, recipient, linksFor) ?? 'quiet',
    })
    const after = firestore.stats()
    sums.reads += after.reads - before.reads
    sums.writes += after.writes - before.writes
    sums.sent += run.counts.sent
    sums.failed += run.counts.failed
    sums.ms += performance.now() - began
  }
  const start = performance.now()
  for (const recipient of all) {
    const digest = composeDigest(today, recipient, linksFor)
    if (digest === null) continue
    bytes += Buffer.byteLength(renderHtml(digest)) + Buffer.byteLength(renderText(digest))
    composed++
  }
  composing += performance.now() - start
  for (const task of tasksDue(id, programme, NOTHING_DONE, services.clock.now().getTime())) {
    largestTask = Math.max(largestTask, Buffer.byteLength(JSON.stringify(task)))
  }
  await store.recursiveDelete(programmeDoc(store, id))
  if (at % Math.max(1, Math.floor(PROGRAMMES / 10)) === 0) {
    globalThis.gc?.()
    memory.push(Math.round(process.memoryUsage().rss / 1_048_576))
  }
}
mailer.close()
console.log(
  [
    `${PROGRAMMES} programmes, ${PROGRAMMES * SCHOOLS} schools, seed ${values.seed}`,
    `composed: ${composed} letters, ${Math.round((composed / composing) * 1000)} a second, ${Math.round(bytes / composed / 1024)} KB each`,
    `sent: ${sums.sent}, refused for good ${sums.failed}, ${Math.round(((sums.sent + sums.failed) / sums.ms) * 1000)} a second with claims and SMTP`,
    `documents: ${perLetter(sums.reads)} read and ${perLetter(sums.writes)} written a letter`,
    `memory: ${memory.join(', ')} MiB`,
    `largest task: ${largestTask} bytes`,
  ].join('\n'),
)
await new Promise<void>((resolve) => smtp.close(() => resolve()))
await store.terminate()
await firestore.close()
rmSync(folder, { recursive: true })

function perLetter(count: number): string {
  return (count / Math.max(1, sums.sent + sums.failed)).toFixed(1)
}

/** A district with its schools, people and measures. */
async function seed(id: string): Promise<void> {
  const schools: Record<string, Brief> = {}
  const people: Record<string, Brief> = {
    coordinator: person('coordinator', 'координатор', id, 'coordinator'),
  }
  const batch = store.batch()
  batch.set(programmeDoc(store, id), programme)
  for (let school = 0; school < SCHOOLS; school++) {
    const name = `sch-${school}`
    const curator = `curator-${school}`
    schools[name] = { shortName: `СОШ № ${school}`, participant: true, curator }
    if (school < SCHOOLS - 1) people[curator] = person('curator', 'куратор', id, curator)
    people[`${name}-head`] = { ...person('head', 'директор', id, `${name}-head`), school: name }
    for (let one = 1; one < STAFF; one++) {
      const who = `${name}-${one}`
      people[who] = { ...person('responsible', `педагог ${one}`, id, who), school: name }
    }
    batch.set(cardDocs(store, id).doc(name), card({ measures: measures() }))
  }
  batch.set(cardDocs(store, id).doc('directory'), card({ schools, people }))
  await batch.commit()
}

function card(briefs: Card['briefs']): Card {
  return { ...emptyCard, seq: 1, lastEntryOn: '2021-09-17', briefs }
}

function person(role: string, post: string, programmeId: string, name: string): Brief {
  return {
    role,
    post,
    email: `${name}@${programmeId}.example.org`,
    digest: 'weekly',
    language: 'ru',
  }
}

function measures(): Readonly<Record<string, Brief>> {
  return Object.fromEntries(
    Array.from({ length: MEASURES }, (_, at): readonly [string, Brief] => {
      const deadline = addDays(MONDAY, random.below(90) - 60)
      const done = deadline < MONDAY && random.chance(0.8)
      const responsible = `педагог ${1 + random.below(STAFF - 1)}`
      const event = `Мера ${at}: провести диагностику и обсудить её итоги`
      return [`m${at}`, { event, deadline, responsible, status: done ? 'done' : 'inProgress' }]
    }),
  )
}
