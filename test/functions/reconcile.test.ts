import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Effect, Memory } from '../../domain/workbook/effects.ts'
import { NOTHING_REMEMBERED, syncRun } from '../../domain/workbook/run.ts'
import { cameTooLate } from '../../domain/workbook/turn.ts'
import { reconcileFunction } from '../../functions/reconcile.ts'
import { bindingDoc, changeDocs, recordIn, rowDocs } from '../../functions/store/documents.ts'
import type { ChangeRecord, StoredRow } from '../../domain/records.ts'
import { SERVICE } from '../../local/service.ts'
import { openBooks, type Book, type Books } from './books.ts'
import { SCHEDULER, serveJob, type Job } from './jobs.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

const deputy = 'zavuch@example.org'
const MINUTES = 60_000
const whole = { event: 'Педсовет', deadline: '22.09.2021', responsible: 'директор' }

const runs = z.object({
  programmes: z.array(
    z.object({
      looked: z.number(),
      taken: z.number(),
      left: z.number(),
      troubled: z.number(),
      sent: z.number(),
      received: z.number(),
      reads: z.number(),
      writes: z.number(),
    }),
  ),
})

let system: System
let books: Books
let job: Job
/** Waits that the job asked for; they pass at once. */
let slept: number[]

beforeEach(async () => {
  system = await startSystem()
  books = await openBooks(system)
  // The bindings of the other tests have no spreadsheets.
  const others = await system.store.collection('workbooks').listDocuments()
  for (const other of others) await other.delete()
  slept = []
  job = await serve()
})
afterEach(async () => {
  await job.close()
  await books.close()
  await system.close()
})

function serve(): Promise<Job> {
  const services = { ...system.services, sheets: books.sheets }
  return serveJob(
    system,
    reconcileFunction(services, async (ms) => {
      slept.push(ms)
      system.clock.elapsed += ms
    }),
  )
}

/** One call of the scheduler. */
async function run(by = job) {
  const { status, body } = await by.run({ programme: PROGRAMME })
  expect(status).toBe(200)
  const [done] = runs.parse(body).programmes
  if (!done) throw new Error('The job did nothing')
  return done
}

/** The programme's clock and the caches' go on. */
function pass(minutes: number): void {
  system.clock.now = new Date(system.clock.now.getTime() + minutes * MINUTES)
  system.clock.elapsed += minutes * MINUTES
}

async function measures(): Promise<StoredRow[]> {
  const { docs } = await rowDocs(system.store, PROGRAMME, 'measures').get()
  return docs.flatMap((doc) => recordIn<StoredRow>(doc) ?? [])
}

/** A measure that came from another workbook of the school. */
async function elsewhere(id: string, cells: Record<string, string> = {}): Promise<void> {
  await system.seed('measures', [{ id, cells: { school: 'СОШ с. Маруха', ...whole, ...cells } }])
}

/** The add-on's shell over the same workbook and `sync`, as the deputy, without its lock and menu. */
async function addon(book: Book): Promise<void> {
  let memory: Memory = NOTHING_REMEMBERED
  const steps = syncRun({ spreadsheetId: book.id, shell: 'addon', memory, pull: true })
  const perform = async (effect: Effect): Promise<unknown> => {
    switch (effect.do) {
      case 'get':
        return books.workbooks.get(book.id, { fields: effect.fields }, SERVICE)
      case 'batchUpdate':
        try {
          return books.workbooks.batchUpdate(book.id, effect.body, SERVICE, effect.fields)
        } catch (error) {
          if (!cameTooLate(String(error))) throw error
          return null
        }
      case 'post': {
        const { answer, error } = await system.post(deputy, effect.body)
        return answer ? { answer } : { refused: error }
      }
      case 'newId':
        return randomUUID()
      case 'remember':
        memory = effect.memory
        break
      case 'progress':
        break
    }
    return undefined
  }
  let step = steps.next()
  while (!step.done) step = steps.next(await perform(step.value))
}

describe('a workbook with which nobody sends', () => {
  test('is sent, on record as of no person, and costs one read and two writes', async () => {
    const book = await books.make({})
    await run()
    book.hand.paste(book.cell('event', 2), 'Педсовет\t\t22.9.21\tдиректор')
    pass(10)
    expect(await run()).toMatchObject({ looked: 1, sent: 1, reads: 1, writes: 2 })
    expect(await measures()).toMatchObject([
      { school: 'sch-maruha', cells: { event: 'Педсовет', deadline: '2021-09-22' } },
    ])
    expect(book.column('deadline')).toEqual(['22.09.2021'])
    expect(book.column('status')).toEqual(['Не начата'])
    const records = await changeDocs(system.store, PROGRAMME)
      .where('card', '==', 'sch-maruha')
      .get()
    expect(records.docs.map((doc) => recordIn<ChangeRecord>(doc))).toMatchObject([
      { by: 'reconcile', role: 'staff', from: { spreadsheetId: book.id, shell: 'reconcile' } },
    ])
    const { health, lastSeenAt, lease } = await book.binding()
    expect(health).toMatchObject({ state: 'fine', deadTrigger: false, late: null, missing: [] })
    expect(lastSeenAt).toBe(system.clock.now.getTime())
    expect(lease).toBeUndefined()
  })

  test('is told what to correct, and the entry stays', async () => {
    const book = await books.make({})
    book.hand.paste(book.cell('event', 2), 'Педсовет\t\t15/03\tдиректор')
    await run()
    expect(book.column('deadline')).toEqual(['15/03'])
    expect(book.column('corrections')[0]).toContain('Не указан год: «15/03»')
  })
})

describe('news', () => {
  test('comes into a sheet that nobody has open, and costs one read and one write', async () => {
    const book = await books.make({ sender: deputy })
    await run()
    await elsewhere('measure-from-afar')
    pass(10)
    expect(await run()).toMatchObject({ looked: 1, sent: 0, received: 1, reads: 1, writes: 1 })
    expect(book.column('event')).toEqual(['Педсовет'])
  })

  test('goes from workbook to workbook: what one sends, the next run brings to the other', async () => {
    const [one, other] = [await books.make({}), await books.make({ sender: deputy })]
    await elsewhere('measure-of-both')
    await run()
    one.hand.type(one.cell('event', 2), 'Большой педсовет')
    pass(10)
    expect(await run()).toMatchObject({ looked: 1, sent: 1 })
    expect(await run()).toMatchObject({ received: 1 })
    expect(other.column('event')).toEqual(['Большой педсовет'])
    expect(await measures()).toHaveLength(1)
  })

  test('of another school does not, and wakes nobody', async () => {
    const book = await books.make({ sender: deputy, scope: ['sch-ermol'] })
    await run()
    await elsewhere('measure-from-afar')
    pass(10)
    expect(await run()).toMatchObject({ looked: 0, reads: 0 })
    expect(book.column('event')).toEqual([])
  })

  test('that is a day older than its workbook: computed columns turn over at midnight', async () => {
    const book = await books.make({ sender: deputy })
    await elsewhere('measure-from-afar')
    await elsewhere('measure-far-away', { deadline: '30.11.2021' })
    await run()
    expect(book.column('deadlineState')).toEqual(['Срок подходит', 'В срок'])
    pass(2 * 24 * 60)
    expect(await run()).toMatchObject({ reads: 1, writes: 1 })
    expect(book.column('deadlineState')).toEqual(['Срок сегодня', 'В срок'])
    expect((await book.binding()).health).toMatchObject({ late: null })
  })
})

describe('an idle workbook', () => {
  test('of a named sender is not called for an hour, and then read once', async () => {
    await books.make({ sender: deputy })
    await run()
    for (const minutes of [10, 10, 10, 10, 10]) {
      pass(minutes)
      expect(await run()).toMatchObject({ looked: 0, reads: 0, writes: 0 })
    }
    pass(10)
    expect(await run()).toMatchObject({ looked: 1, reads: 1, writes: 0 })
  })

  test('without a sender is read each time, as nobody else would send', async () => {
    await books.make({})
    await run()
    pass(10)
    expect(await run()).toMatchObject({ looked: 1, reads: 1, writes: 0 })
  })
})

describe('the authority of a workbook', () => {
  const check = 'Подтверждена'

  test('without a sender is a reader’s, unless it is a school’s', async () => {
    const book = await books.make({ ceiling: 'curator' })
    await elsewhere('measure-to-check')
    await run()
    book.hand.type(book.cell('check', 2), check)
    pass(10)
    await run()
    expect((await measures())[0]?.cells['check']).toBe('unchecked')
    expect(book.column('check')).toEqual([check])
  })

  test('is its sender’s where there is one', async () => {
    const book = await books.make({ ceiling: 'curator', sender: 'kurator@example.org' })
    await elsewhere('measure-to-check')
    await run()
    book.hand.type(book.cell('check', 2), check)
    pass(60)
    await run()
    expect((await measures())[0]?.cells['check']).toBe('confirmed')
  })

  test('of a school’s workbook does not reach the curator’s columns', async () => {
    const book = await books.make({})
    await elsewhere('measure-to-check')
    await run()
    book.hand.type(book.cell('check', 2), check)
    pass(10)
    await run()
    expect((await measures())[0]?.cells['check']).toBe('unchecked')
    expect(book.column('corrections')[0]).toContain('заполняет куратор')
  })

  test('stays when the sender has left the programme: the school’s staff goes on', async () => {
    const book = await books.make({ sender: 'gone@example.org' })
    book.hand.paste(book.cell('event', 2), 'Педсовет\t\t22.9.21\tдиректор')
    expect(await run()).toMatchObject({ sent: 1 })
    expect(await measures()).toHaveLength(1)
  })
})

describe('health', () => {
  test('tells of a workbook that is not shared any more, which is tried once an hour', async () => {
    const book = await books.make({ sender: deputy })
    books.workbooks.unshare(book.id, SERVICE)
    expect(await run()).toMatchObject({ looked: 1, troubled: 1, reads: 1 })
    const { health, lastSeenAt } = await book.binding()
    expect(health).toMatchObject({ state: 'noAccess', since: system.clock.now.getTime() })
    expect(lastSeenAt).toBeUndefined()
    await elsewhere('measure-from-afar')
    pass(10)
    expect(await run()).toMatchObject({ looked: 0, reads: 0 })

    books.workbooks.share(book.id, SERVICE)
    pass(60)
    expect(await run()).toMatchObject({ looked: 1, troubled: 0 })
    expect((await book.binding()).health).toMatchObject({ state: 'fine' })
    expect(book.column('event')).toEqual(['Педсовет'])
  })

  test('tells of a spreadsheet that is no more', async () => {
    await bindingDoc(system.store, 'deleted').set({
      programme: PROGRAMME,
      scope: ['sch-maruha'],
      ceiling: 'staff',
    })
    expect(await run()).toMatchObject({ looked: 1, troubled: 1 })
    const found = await bindingDoc(system.store, 'deleted').get()
    expect(found.get('health.state')).toBe('gone')
  })

  test('tells of a trigger that is dead, and of one that lives again', async () => {
    const book = await books.make({ sender: deputy })
    const late = async () => (await book.binding()).health
    await run()
    book.hand.paste(book.cell('event', 2), 'Педсовет\t\t22.9.21\tдиректор')
    pass(60)
    await run()
    expect(await late()).toMatchObject({ late: { looks: 1 }, deadTrigger: false })
    pass(10)
    await run()
    expect(await late()).toMatchObject({ late: { looks: 1 }, deadTrigger: false })
    book.hand.type(book.cell('event', 2), 'Большой педсовет')
    pass(10)
    await run()
    expect(await late()).toMatchObject({ late: { looks: 2 }, deadTrigger: true })

    book.hand.type(book.cell('event', 2), 'Малый педсовет')
    await addon(book)
    pass(10)
    await run()
    expect(await late()).toMatchObject({ late: null, deadTrigger: false })
  })

  test('tells what is held, which header is missing, and which tab', async () => {
    const book = await books.make({})
    await elsewhere('measure-to-empty')
    await run()
    expect((await book.binding()).health).toMatchObject({ held: [], missing: [] })
    const last = book.cell('checkComment', 2).split('!')[1]
    book.hand.clear(`${book.cell('number', 2)}:${last}`)
    book.hand.type(book.cell('evidence', 1), 'Свой столбец')
    book.hand.clear("'Рисковый профиль'!A1:BH1")
    pass(10)
    await run()
    const { health } = await book.binding()
    expect(health?.held).toEqual([{ tab: 'Меры', reason: 'emptied', rows: 1 }])
    expect(health?.missing).toEqual([
      { tab: 'Меры', header: 'Подтверждение' },
      { tab: 'Рисковый профиль', header: null },
    ])
    expect((await measures())[0]?.cells['event']).toBe('Педсовет')
  })
})

describe('when Google has had enough', () => {
  test('the run waits and begins anew', async () => {
    const book = await books.make({})
    book.hand.paste(book.cell('event', 2), 'Педсовет\t\t22.9.21\tдиректор')
    books.faults.push(429, 503)
    expect(await run()).toMatchObject({ sent: 1, troubled: 0, reads: 3 })
    expect(slept).toEqual([5_000, 20_000])
    expect(await measures()).toHaveLength(1)
  })

  test('for long, the workbook is left to the next run, which finds it free', async () => {
    const book = await books.make({})
    book.hand.paste(book.cell('event', 2), 'Педсовет\t\t22.9.21\tдиректор')
    books.faults.push(429, 429, 429)
    expect(await run()).toMatchObject({ sent: 0, troubled: 1 })
    expect((await book.binding()).health).toMatchObject({ state: 'busy' })
    pass(10)
    expect(await run()).toMatchObject({ sent: 1, troubled: 0 })
    expect((await book.binding()).health).toMatchObject({ state: 'fine' })
  })

  test('no minute has more than sixty calls of a kind', async () => {
    await books.make({})
    const started = system.clock.elapsed
    for (let n = 0; n < 60; n++) await run()
    expect(slept).toEqual([])
    expect(await run()).toMatchObject({ looked: 1, reads: 1 })
    expect(slept).toEqual([60_000])
    expect(system.clock.elapsed - started).toBe(60_000)
  })
})

test(
  'ten thousand rows come in pages; then a look costs one read, and an edit one write more',
  { timeout: 120_000 },
  async () => {
    const rows = 10_000
    const page = 500
    for (let from = 0; from < rows; from += page) {
      const many = Array.from({ length: page }, (_, n) => ({
        id: `measure-of-many-${from + n}`,
        cells: { school: 'СОШ с. Маруха', ...whole, event: `Мероприятие ${from + n + 1}` },
      }))
      await system.seed('measures', many)
    }
    const book = await books.make({}, rows + 10)
    const begun = performance.now()
    const first = await run()
    const seconds = (performance.now() - begun) / 1000
    expect(first).toMatchObject({ received: rows, sent: 0, troubled: 0, reads: 10, writes: 10 })
    console.log(`10,000 rows into a workbook: 10 reads, 10 writes, ${seconds.toFixed(1)} s`)

    pass(10)
    expect(await run()).toMatchObject({ sent: 0, received: 0, reads: 1, writes: 0 })
    book.hand.type(book.cell('event', 5_000), 'Педсовет')
    pass(10)
    expect(await run()).toMatchObject({ sent: 1, reads: 1, writes: 1 })
  },
)

test(
  'a block of many new rows goes in parts: one read and one write each, and one write for the ids',
  { timeout: 60_000 },
  async () => {
    const rows = 1_200
    const book = await books.make({}, rows + 10)
    const lines = Array.from(
      { length: rows },
      (_, n) => `${n + 1}\tМероприятие ${n + 1}\t\t22.09.2021\tдиректор`,
    )
    book.hand.paste(book.cell('number', 2), lines.join('\n'))
    expect(await run()).toMatchObject({ sent: rows, troubled: 0, reads: 3, writes: 4 })
    const stored = await rowDocs(system.store, PROGRAMME, 'measures').count().get()
    expect(stored.data().count).toBe(rows)
    pass(10)
    expect(await run()).toMatchObject({ sent: 0, received: 0, reads: 1, writes: 0 })
  },
)

describe('at the same moment', () => {
  test.each([1, 2, 3])(
    'as the add-on, at call %i of the run, a new row is stored once and news comes once',
    async (at) => {
      const book = await books.make({})
      await run()
      await elsewhere('measure-from-afar')
      book.hand.paste(book.cell('event', 2), 'Курсы\t\t22.9.21\tдиректор')
      pass(10)
      let calls = 0
      books.meanwhile = async () => {
        if (++calls === at) await addon(book)
      }
      await run()
      books.meanwhile = () => undefined
      pass(10)
      await run()
      await addon(book)
      expect(calls).toBeGreaterThanOrEqual(at)
      expect(book.column('event')).toEqual(['Курсы', 'Педсовет'])
      expect(await measures()).toHaveLength(2)
    },
  )

  test('as another run, a workbook is in the hands of one', async () => {
    const book = await books.make({})
    book.hand.paste(book.cell('event', 2), 'Курсы\t\t22.9.21\tдиректор')
    const second = await serve()
    const seen: unknown[] = []
    books.meanwhile = async () => {
      books.meanwhile = () => undefined
      seen.push(await run(second))
    }
    expect(await run()).toMatchObject({ looked: 1, taken: 0, sent: 1 })
    expect(seen).toMatchObject([{ looked: 0, taken: 1, reads: 0 }])
    expect(await measures()).toHaveLength(1)
    await second.close()
  })

  test('a run that died leaves the workbook to the others after ten minutes', async () => {
    const book = await books.make({})
    const lease = { run: 'dead', until: system.services.clock.stamp() + 10 * MINUTES }
    await bindingDoc(system.store, book.id).update({ lease })
    expect(await run()).toMatchObject({ looked: 0, taken: 1 })
    await bindingDoc(system.store, book.id).update({ 'lease.until': Date.now() - 1 })
    expect(await run()).toMatchObject({ looked: 1, taken: 0 })
  })
})

async function callAs(email: string) {
  const token = await system.token(email)
  return job.call({ method: 'POST', headers: { authorization: `Bearer ${token}` } })
}

test('only the scheduler may start it', async () => {
  await books.make({})
  expect(await callAs(deputy)).toMatchObject({
    status: 403,
    body: { error: { code: 'scheduler.denied' } },
  })
  expect(await callAs(SCHEDULER)).toMatchObject({ status: 200 })
})
