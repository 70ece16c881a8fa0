import { LIMITS } from '../../domain/protocol.ts'
import { measuresTab, sentRow, startSystem } from './system.ts'

/**
 * Speed of `sync` as people meet it: a real HTTP server, the embedded store, a token that is verified, rows that
 * are validated, access-checked, recorded and on disk when the answer comes: `node test/functions/bench.ts`.
 */

const deputy = 'zavuch@example.org'
const rows = 10_000
const edits = 300

const measure = (number: number) =>
  sentRow(`import-${String(number).padStart(6, '0')}`, 0, {
    number: String(number),
    event: `Провести диагностику № ${number} по русскому языку и математике, 5–9 классы`,
    deadline: `${1 + (number % 28)}.${1 + (number % 12)}.2022`,
    responsible: 'заместитель директора по УВР',
    status: number % 3 === 0 ? 'в работе' : 'не начата',
    comment: 'Пропуски, слабая база начальной школы',
  })

/** The time of `work` in milliseconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const quantile = (sorted: readonly number[], share: number) =>
  (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)

const system = await startSystem()
try {
  const measures = Array.from({ length: rows }, (_, at) => measure(at + 1))
  let cursor = (await system.sync(deputy, {})).cursor
  const before = system.usage()
  const importing = await timed(async () => {
    for (let at = 0; at < rows; at += LIMITS.rows) {
      const tabs = measuresTab(measures.slice(at, at + LIMITS.rows))
      const answer = await system.sync(deputy, { cursor, tabs })
      if (answer.rows.some(({ outcome }) => outcome !== 'stored'))
        throw new Error('A row of the import was not stored.')
      ;({ cursor } = answer)
    }
  })
  const after = system.usage()
  console.log(
    `import of ${rows} rows: ${((rows / importing) * 1000).toFixed(0)} rows/s; ` +
      `${((after.reads - before.reads) / rows).toFixed(2)} reads and ` +
      `${((after.writes - before.writes) / rows).toFixed(2)} writes a row`,
  )

  const times: number[] = []
  let rev = 1
  const first = system.usage()
  for (let edit = 0; edit < edits; edit += 1) {
    const row = sentRow('import-000001', rev, { event: `Правка № ${edit}` })
    times.push(
      await timed(async () => {
        const answer = await system.sync(deputy, { cursor, tabs: measuresTab([row], ['event']) })
        rev = answer.rows[0]?.rev ?? 0
        ;({ cursor } = answer)
      }),
    )
  }
  const last = system.usage()
  times.sort((left, right) => left - right)
  console.log(
    `one edit among them: p50 ${quantile(times, 0.5)} ms, p95 ${quantile(times, 0.95)} ms; ` +
      `${((last.reads - first.reads) / edits).toFixed(1)} reads, ` +
      `${((last.writes - first.writes) / edits).toFixed(1)} writes`,
  )
} finally {
  await system.close()
}
