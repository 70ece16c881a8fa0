import { exportTablesFunction } from '../../functions/exportTables.ts'
import { briefFunction } from '../../functions/brief.ts'
import { lowResultsFunction } from '../../functions/lowResults.ts'
import type { StoredRow, Value } from '../../domain/records.ts'
import { rowDocs } from '../../functions/store/documents.ts'
import { serveJob, type Job } from './jobs.ts'
import { PROGRAMME, startSystem, type System } from './system.ts'

/**
 * `node test/functions/papers.bench.ts`: what is asked for a few times a year, in a district of 400 schools with
 * 100 measures and 36 results each: identification, exports, the brief, a period closed.
 */

const SCHOOLS = 400
const MEASURES = 100
const SUBJECTS = ['математика', 'русский язык', 'физика', 'история']

const system = await startSystem()
const rowOf = (cells: Readonly<Record<string, Value>>, school: string | null): StoredRow => ({
  cells,
  school,
  rev: 1,
  cellRevs: {},
  archivedAt: null,
  updatedAt: Date.parse('2021-09-17T09:00:00Z'),
  updatedBy: 'setup',
  corrections: null,
})

const ids = Array.from({ length: SCHOOLS }, (_, at) => `school-${String(at).padStart(4, '0')}`)
for (let from = 0; from < SCHOOLS; from += 100) {
  await system.seed(
    'schools',
    ids.slice(from, from + 100).map((id) => ({
      id,
      cells: {
        name: `Школа ${id}`,
        shortName: `Школа ${id}`,
        level: 'СОШ',
        kind: 'Обычная',
        participant: 'да',
        week: 'пять дней',
      },
    })),
  )
}
const writer = system.store.bulkWriter()
const put = (table: string, id: string, cells: Readonly<Record<string, Value>>, school: string) =>
  void writer.set(rowDocs(system.store, PROGRAMME, table).doc(id), rowOf(cells, school))
for (const [of, school] of ids.entries()) {
  for (let at = 0; at < MEASURES; at++) {
    const month = `2021-0${1 + (at % 9)}`
    const done = at % 3 === 0 ? {} : { doneOn: `${month}-1${at % 9}` }
    const status = at % 3 === 0 ? 'inProgress' : 'done'
    const event = `Провести входную диагностику ${at}`
    const cells = { school, number: String(at), event, deadline: `${month}-15`, status, ...done }
    put('measures', `m-${of}-${at}`, { ...cells, responsible: 'завуч' }, school)
  }
  for (const year of [2019, 2020, 2021]) {
    for (const [at, subject] of SUBJECTS.entries()) {
      for (const procedure of ['oge', 'vpr', 'ege']) {
        const below = (of * 7 + at * 3 + year) % 12
        const cells = { school, year, procedure, subject, took: 24, below }
        put('results', `r-${of}-${year}-${at}-${procedure}`, cells, school)
      }
    }
  }
}
await writer.close()

const header = { 'content-type': 'application/json' }
async function measured(name: string, job: Job, wish: object): Promise<void> {
  const authorization = `Bearer ${await system.token('koordinator@example.org')}`
  const before = system.usage()
  const begun = performance.now()
  const body = JSON.stringify({ spreadsheetId: 'book-all', ...wish })
  const { status, body: told } = await job.call({
    method: 'POST',
    headers: { ...header, authorization },
    body,
  })
  if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(told).slice(0, 200)}`)
  const { reads, writes } = system.usage()
  console.log(
    `${name}: ${((performance.now() - begun) / 1_000).toFixed(1)} s, ${reads - before.reads} documents read, ${writes - before.writes} written, answer of ${Math.round(JSON.stringify(told).length / 1024)} KiB, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB of memory (with the store)`,
  )
}

async function all({ services }: System): Promise<void> {
  const [low, exports, brief] = await Promise.all([
    serveJob(system, lowResultsFunction(services)),
    serveJob(system, exportTablesFunction(services)),
    serveJob(system, briefFunction(services)),
  ])
  const year = { firstDay: '2021-01-01', lastDay: '2021-09-19' }
  await measured('identification, window', low, { do: 'start' })
  await measured('identification, paper', low, { do: 'paper', year: 2021 })
  await measured('measures as CSV', exports, { do: 'write', format: 'csv', table: 'measures' })
  await measured('the whole programme as XLSX', exports, { do: 'write', format: 'xlsx' })
  await measured('brief of the district', brief, { do: 'write', ...year })
  await measured('period closed, 401 briefs', brief, { do: 'freeze', ...year })
  await measured('its brief asked for again', brief, { do: 'write', ...year })
  for (const job of [low, exports, brief]) await job.close()
}
await all(system)
await system.close()
