import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { bugNamed } from './bugs.ts'
import type { CampaignReport } from './campaign.ts'
import { plantEach } from './planted.ts'
import { liveThrough } from './workers.ts'

const { values } = parseArgs({
  options: {
    /** How many histories to live through. */
    histories: { type: 'string', default: '200' },
    /** Of the first history. */
    seed: { type: 'string', default: '1' },
    /** Threads that live histories at the same time; one for each core. */
    workers: { type: 'string', default: String(availableParallelism()) },
    /** Print figures as JSON alone. */
    json: { type: 'boolean', default: false },
    /** Plant one fault, and see whether it is noticed. */
    bug: { type: 'string' },
    /** Plant each fault in turn, and print where it is caught. */
    bugs: { type: 'boolean', default: false },
    /** Shells that work in each workbook: 1, or in some histories 2 at once. */
    shells: { type: 'string', default: '2' },
    /** Go on after a failure, and only list what failed. */
    all: { type: 'boolean', default: false },
  },
})

const range = {
  histories: Number(values.histories),
  seed: Number(values.seed),
  workers: Number(values.workers),
  shells: values.shells === '2' ? (2 as const) : (1 as const),
}

process.exitCode = (await (values.bugs ? plantAll() : run())) ? 0 : 1

/** @returns whether nothing happened that must not; with a planted fault, whether it was noticed */
async function run(): Promise<boolean> {
  const bug = values.bug === undefined ? undefined : bugNamed(values.bug)
  const report = await liveThrough({
    ...range,
    shrink: !bug && !values.all,
    ...(bug ? { bug: bug.name, until: bug.shows } : values.all ? { until: [] } : {}),
  })
  const kinds = report.failures.flatMap(({ violations }) => violations.map(({ kind }) => kind))
  const caught = bug && kinds.some((kind) => bug.shows.includes(kind))
  if (values.json) {
    const failures = report.failures.map(({ seed, violations, steps }) => ({
      seed,
      steps,
      violations,
    }))
    const named = bug ? { bug: bug.name, caught } : {}
    console.log(JSON.stringify({ ...named, ...report, failures }))
  } else {
    tell(report)
    if (bug) console.log(caught ? `${bug.name}: caught` : `${bug.name}: NOT caught`)
  }
  return caught ?? report.failures.length === 0
}

async function plantAll(): Promise<boolean> {
  let caught = 0
  let all = 0
  for await (const { bug, kind, seed, histories } of plantEach(() => range)) {
    all++
    if (kind !== null) caught++
    const where = kind === null ? 'NOT caught' : `seed ${seed}, by «${kind}»`
    console.log(`${bug.padEnd(40)}${String(histories).padStart(5)} histories  ${where}`)
  }
  console.log(
    `${caught} of ${all} planted bugs are caught, each by a history that passes without it`,
  )
  return caught === all
}

function tell({ histories, seconds, counts, failures }: CampaignReport): void {
  for (const { seed, violations, trace, steps } of failures) {
    console.log(`\nseed ${seed}, ${steps} steps`)
    if (!values.all) console.log(trace.map((line) => `  ${line}`).join('\n'))
    for (const { kind, text } of violations) console.log(`  ${kind}: ${text}`)
  }
  const speed = (histories / seconds).toFixed(1)
  const workers = `${values.workers} worker${values.workers === '1' ? '' : 's'}`
  console.log(
    `\n${histories} histories from seed ${values.seed} in ${seconds.toFixed(0)} s, ${speed}/s, ${workers}`,
  )
  console.log(
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
  )
  console.log(`${failures.length} of them with violations`)
}
