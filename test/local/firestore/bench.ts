import type { Firestore } from '@google-cloud/firestore'
import { client, findEmulator, startChild, startEmulator, temporaryFolder } from './servers.ts'

/** Speed of ours, durable, beside Google's emulator, which keeps nothing: `node test/local/firestore/bench.ts`. */

const documents = 10_000
const perBatch = 500
const singles = 400
const queries = 100

const measure = (at: number) => ({
  school: `school-${at % 100}`,
  due: at,
  title: `Мера ${at}: занятия с обучающимися по математике`,
  tags: ['risk', `stage-${at % 7}`],
  cells: { status: 'в работе', indicator: at * 1.5, evidence: null },
})

/** Things per second: the best of three runs, because others use the machine too. */
async function best(count: number, run: (round: number) => Promise<unknown>): Promise<number> {
  let rate = 0
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now()
    await run(round)
    rate = Math.max(rate, (count / (performance.now() - start)) * 1000)
  }
  return rate
}

async function inBatches(database: Firestore, round: number): Promise<void> {
  for (let from = 0; from < documents; from += perBatch) {
    const batch = database.batch()
    for (let at = from; at < from + perBatch; at += 1)
      batch.set(database.doc(`batches${round}/${at}`), measure(at))
    await batch.commit()
  }
}

async function oneByOne(database: Firestore, round: number): Promise<void> {
  for (let at = 0; at < singles; at += 1)
    await database.doc(`singles${round}/${at}`).set(measure(at))
}

async function eightAtOnce(database: Firestore, round: number): Promise<void> {
  let at = 0
  const write = async () => {
    while (at < singles) {
      at += 1
      await database.doc(`parallel${round}/${at}`).set(measure(at))
    }
  }
  await Promise.all(Array.from({ length: 8 }, write))
}

async function byIndex(database: Firestore): Promise<void> {
  for (let at = 0; at < queries; at += 1) {
    const found = await database.collection('batches0').where('school', '==', `school-${at}`).get()
    if (found.size !== 100) throw new Error(`${found.size} documents instead of 100.`)
  }
}

async function lookups(database: Firestore): Promise<void> {
  for (let at = 0; at < singles; at += 1) await database.doc(`batches0/${at}`).get()
}

async function ratesOf(database: Firestore): Promise<Record<string, number>> {
  // Both warm up: the emulator compiles, ours makes the index.
  await inBatches(database, 9)
  await oneByOne(database, 9)
  const rates: Record<string, number> = {}
  rates['documents/s in batches of 500'] = await best(documents, (round) =>
    inBatches(database, round),
  )
  await byIndex(database)
  rates['single commits/s'] = await best(singles, (round) => oneByOne(database, round))
  rates['commits/s, 8 at once'] = await best(singles, (round) => eightAtOnce(database, round))
  rates['queries/s for 100 of 10,000'] = await best(queries, () => byIndex(database))
  rates['lookups/s'] = await best(singles, () => lookups(database))
  return rates
}

const folder = temporaryFolder()
const ours = await startChild(folder.path)
const oursClient = client(ours)
const oursRates = await ratesOf(oursClient)
await oursClient.terminate()
await ours.stop()
folder.remove()

const { jar, missing } = findEmulator()
let googleRates: Record<string, number> = {}
if (jar === undefined) console.log(`No comparison. ${missing}`)
else {
  const google = await startEmulator(jar)
  const googleClient = client(google)
  googleRates = await ratesOf(googleClient)
  await googleClient.terminate()
  await google.stop()
}
for (const [name, rate] of Object.entries(oursRates)) {
  const other = googleRates[name]
  const ratio =
    other === undefined ? '' : `, emulator ${other.toFixed(0)}, ratio ${(rate / other).toFixed(2)}`
  console.log(`${name}: ${rate.toFixed(0)}${ratio}`)
}
