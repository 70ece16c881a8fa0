import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { BUGS } from './bugs.ts'
import type { CampaignReport, Failure } from './campaign.ts'
import { plant } from './plant.ts'

const { values } = parseArgs({
  options: {
    /** How many histories to live through. */
    histories: { type: 'string', default: '200' },
    /** Of the first history. */
    seed: { type: 'string', default: '1' },
    /** Print figures as JSON alone. */
    json: { type: 'boolean', default: false },
    /** Plant one fault, and see whether it is noticed. */
    bug: { type: 'string' },
    /** Plant each fault in turn. */
    bugs: { type: 'boolean', default: false },
    /** Shells that work in each workbook: 1, or in some histories 2 at once. */
    shells: { type: 'string', default: '2' },
    /** Go on after a failure, and only list what failed. */
    all: { type: 'boolean', default: false },
  },
})

if (values.bugs) process.exitCode = plantAll()
else process.exitCode = await run()

async function run(): Promise<number> {
  const bug = BUGS.find(({ name }) => name === values.bug)
  if (values.bug !== undefined && !bug) {
    const names = BUGS.map(({ name }) => name).join(', ')
    throw new Error(`No bug «${values.bug}»; there are: ${names}`)
  }
  if (bug) plant(bug)
  // Loaded only now, so that a planted fault is in it.
  const { campaign } = await import('./campaign.ts')
  const report = await campaign({
    histories: Number(values.histories),
    seed: Number(values.seed),
    shells: values.shells === '2' ? 2 : 1,
    shrink: !bug && !values.all,
    ...(bug ? { until: bug.shows } : values.all ? { until: [] } : {}),
  })
  const caught = bug && report.failures.some((failure) => shows(failure, bug.shows))
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
  return bug ? (caught ? 0 : 1) : report.failures.length === 0 ? 0 : 1
}

/** Each fault in a process of its own. */
function plantAll(): number {
  let missed = 0
  for (const { name, shows: kinds } of BUGS) {
    const line = bugIn(name)
    const seen = line.failures.find((failure) => shows(failure, kinds))
    if (!seen) missed++
    const kind = seen?.violations.find((violation) => kinds.includes(violation.kind))?.kind
    const what = seen ? `caught by «${kind}» in history ${line.histories}` : 'NOT caught'
    console.log(`${name}: ${what}, ${line.seconds.toFixed(0)} s`)
  }
  console.log(`${BUGS.length - missed} of ${BUGS.length} planted bugs are caught`)
  return missed === 0 ? 0 : 1
}

function bugIn(name: string): CampaignReport {
  const args = ['--bug', name, '--json', '--seed', values.seed, '--histories', values.histories]
  try {
    return JSON.parse(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args]).toString(),
    )
  } catch (error) {
    // Not caught: the report is there all the same, with another exit code.
    const { stdout } = Object(error)
    if (stdout instanceof Buffer && stdout.length > 0) return JSON.parse(stdout.toString())
    throw error
  }
}

function shows({ violations }: Pick<Failure, 'violations'>, kinds: readonly string[]): boolean {
  return violations.some(({ kind }) => kinds.includes(kind))
}

function tell({ histories, seconds, counts, failures }: CampaignReport): void {
  for (const { seed, violations, trace, steps } of failures) {
    console.log(`\nseed ${seed}, ${steps} steps`)
    if (!values.all) console.log(trace.map((line) => `  ${line}`).join('\n'))
    for (const { kind, text } of violations) console.log(`  ${kind}: ${text}`)
  }
  const speed = (histories / seconds).toFixed(1)
  console.log(
    `\n${histories} histories from seed ${values.seed} in ${seconds.toFixed(0)} s, ${speed}/s`,
  )
  console.log(
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
  )
  console.log(`${failures.length} of them with violations`)
}
