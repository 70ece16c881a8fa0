import { parseArgs } from 'node:util'
import { findEmulator, startEmulator, startOurs } from '../servers.ts'
import { Differential } from './differential.ts'

/** Random sequences against Google's emulator: `node test/local/firestore/differential/main.ts --seed 1 --sequences 2000`. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    sequences: { type: 'string', default: '2000' },
    stop: { type: 'string', default: '5' },
  },
})
const { jar, missing } = findEmulator()
if (jar === undefined) throw new Error(missing)
const [ours, google] = await Promise.all([startOurs(), startEmulator(jar)])
const differential = new Differential(ours, google, 'main')
const first = Number(values.seed)
let differences = 0
let played = 0
for (let seed = first; seed < first + Number(values.sequences); seed += 1) {
  const difference = await differential.play(seed)
  played += 1
  if (difference === undefined) continue
  differences += 1
  const { step, operation, answers } = difference
  console.log(`--- seed ${seed}, step ${step}: ours, then Google's`)
  console.log(JSON.stringify(operation))
  for (const answer of answers) {
    const text = JSON.stringify(answer)
    console.log(text.length > 3000 ? `${text.slice(0, 3000)}…` : text)
  }
  if (differences >= Number(values.stop)) break
}
differential.close()
await ours.stop()
await google.stop()
console.log(`${played} sequences from seed ${first}, ${differences} with a difference.`)
process.exitCode = differences === 0 ? 0 : 1
