import { parseArgs } from 'node:util'
import { BOOKS, Ground } from './ground.ts'
import { live } from './history.ts'
import { shrink } from './shrink.ts'
import { stepsOf } from './steps.ts'

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    shrink: { type: 'boolean', default: true },
    all: { type: 'boolean', default: false },
    shells: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
  allowNegative: true,
})

const started = performance.now()
let ground = await Ground.open()
const total: Record<string, number> = {}
const kinds: Record<string, number[]> = {}
const first = Number(values.seed)
const count = Number(values.histories)
let lived = 0
for (let seed = first; seed < first + count; seed++) {
  if (lived > 0 && lived % 300 === 0) {
    await ground.close()
    ground = await Ground.open()
  }
  const steps = stepsOf(seed, BOOKS.length, values.shells === '2' ? 2 : 1)
  const report = await live(ground, steps)
  lived++
  for (const [k, v] of Object.entries(report.counts)) total[k] = (total[k] ?? 0) + v
  if (values.trace) console.log(report.trace.join('\n'))
  const [violation] = report.violations
  if (!violation) continue
  for (const kind of new Set(report.violations.map(({ kind }) => kind))) (kinds[kind] ??= []).push(seed)
  if (values.all) {
    console.log(seed, report.violations.map(({ kind, text }) => `${kind}: ${text}`).slice(0, 2).join('\n   ').slice(0, 400))
    continue
  }
  console.log(`seed ${seed}`)
  for (const { kind, text } of report.violations) console.log(`  ${kind}: ${text}`)
  if (values.shrink) {
    const short = await shrink(steps, async (part) =>
      (await live(ground, part)).violations.some(({ kind }) => kind === violation.kind),
    )
    const again = await live(ground, short)
    console.log(`shrunk from ${steps.length} to ${short.length} steps`)
    console.log(again.trace.join('\n'))
    for (const { kind, text } of again.violations) console.log(`  ${kind}: ${text}`)
  }
  break
}
await ground.close()
console.log(JSON.stringify({ lived, seconds: (performance.now() - started) / 1000, total, kinds: Object.fromEntries(Object.entries(kinds).map(([k, v]) => [k, `${v.length}: ${v.slice(0, 12).join(' ')}`])) }, null, 1))
