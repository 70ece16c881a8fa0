import { parseArgs } from 'node:util'
import { Random } from '../differential/random.ts'
import { temporaryFolder } from '../servers.ts'
import { crash } from './crash.ts'

/** Kills a writing server again and again: `node test/local/firestore/crash/main.ts --kills 200 --seed 1`. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
})
const random = new Random(Number(values.seed))
const folder = temporaryFolder()
let [acknowledged, lost, torn, entries] = [0, 0, 0, 0]
for (let round = 1; round <= Number(values.kills); round += 1) {
  const damage = await crash(folder.path, round, random)
  acknowledged += damage.acknowledged
  lost += damage.lost.length
  torn += damage.torn.length
  entries += Math.abs(damage.entries)
}
folder.remove()
console.log(
  `${values.kills} kills, ${acknowledged} acknowledged commits: ${lost} lost, ${torn} torn, ${entries} index entries wrong.`,
)
process.exitCode = lost + torn + entries === 0 ? 0 : 1
