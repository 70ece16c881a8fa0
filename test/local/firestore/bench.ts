import { Client, credentials, Metadata } from '@grpc/grpc-js'
import { messageType, service } from '../../../local/firestore/protocol.ts'
import { Random } from './differential/random.ts'
import {
  findEmulator,
  startChild,
  startEmulator,
  temporaryFolder,
  type TestServer,
} from './servers.ts'

/**
 * Speed of ours, durable, beside Google's emulator, which keeps nothing: `node test/local/firestore/bench.ts`.
 * Requests are encoded beforehand and answers not decoded, so that the servers are compared and not the client.
 * The servers take turns, round by round: a machine whose speed changes meanwhile changes it for both.
 */

const database = 'projects/p/databases/(default)'
const documents = `${database}/documents`
const perBatch = 500
const batches = 20
const singles = 300
const queries = 20
const rounds = 15

const same = (bytes: Buffer) => bytes

/** Sends requests that are bytes already. */
class Wire {
  readonly #client: Client
  readonly #metadata = new Metadata()

  constructor(host: string) {
    this.#client = new Client(host, credentials.createInsecure())
    this.#metadata.set('authorization', 'Bearer owner')
  }

  /** Resolves with the number of answers. */
  send(method: string, request: Buffer): Promise<number> {
    const path = `/google.firestore.v1.Firestore/${method}`
    return new Promise((resolve, reject) => {
      if (service.methods[method]?.responseStream !== true) {
        this.#client.makeUnaryRequest(path, same, same, request, this.#metadata, (error) =>
          error === null ? resolve(1) : reject(error),
        )
        return
      }
      let answers = 0
      this.#client
        .makeServerStreamRequest(path, same, same, request, this.#metadata)
        .on('data', () => (answers += 1))
        .on('error', reject)
        .on('end', () => resolve(answers))
    })
  }

  close(): void {
    this.#client.close()
  }
}

function encoded(method: string, request: object): Buffer {
  const type = messageType(service.methods[method]?.requestType ?? '')
  return Buffer.from(type.encode(type.fromObject(request)).finish())
}

const random = new Random(1)

const write = (collection: string, at: number) => ({
  update: {
    name: `${documents}/${collection}/${at}`,
    fields: {
      school: { stringValue: `school-${at % 100}` },
      due: { integerValue: String(at) },
      title: { stringValue: `Мера ${at}: занятия с обучающимися по математике` },
      tags: {
        arrayValue: { values: [{ stringValue: 'risk' }, { stringValue: `stage-${at % 7}` }] },
      },
      cells: {
        mapValue: {
          fields: {
            status: { stringValue: 'в работе' },
            share: { doubleValue: random.fraction() },
          },
        },
      },
    },
  },
})

const commit = (writes: object[]) => encoded('Commit', { database, writes })
const range = (count: number) => Array.from({ length: count }, (_, at) => at)

const inBatches = (collection: string) =>
  range(batches).map((batch) =>
    commit(range(perBatch).map((at) => write(collection, batch * perBatch + at))),
  )
const oneByOne = (collection: string) => range(singles).map((at) => commit([write(collection, at)]))
const byIndex = range(queries).map((at) =>
  encoded('RunQuery', {
    parent: documents,
    structuredQuery: {
      from: [{ collectionId: 'batches0' }],
      where: {
        fieldFilter: {
          field: { fieldPath: 'school' },
          op: 'EQUAL',
          value: { stringValue: `school-${at % 100}` },
        },
      },
    },
  }),
)
const lookups = range(singles).map((at) =>
  encoded('BatchGetDocuments', { database, documents: [`${documents}/batches0/${at}`] }),
)

interface Measure {
  name: string
  method: string
  requestsOf: (round: number) => Buffer[]
  /** Requests on their way at once. */
  atOnce?: number
  /** Things that one request does. */
  things?: number
}

const measures: Measure[] = [
  {
    name: 'documents/s in batches of 500',
    method: 'Commit',
    requestsOf: (round) => inBatches(`batches${round}`),
    things: perBatch,
  },
  {
    name: 'single commits/s',
    method: 'Commit',
    requestsOf: (round) => oneByOne(`singles${round}`),
  },
  {
    name: 'commits/s, 8 at once',
    method: 'Commit',
    requestsOf: (round) => oneByOne(`eight${round}`),
    atOnce: 8,
  },
  { name: 'queries/s for 100 of 10,000', method: 'RunQuery', requestsOf: () => [...byIndex] },
  { name: 'lookups/s', method: 'BatchGetDocuments', requestsOf: () => [...lookups] },
]

/** Things per second of one round. */
async function rateOf(wire: Wire, measure: Measure, round: number): Promise<number> {
  const { method, requestsOf, atOnce = 1, things = 1 } = measure
  const requests = requestsOf(round)
  const count = requests.length * things
  const start = performance.now()
  const work = async () => {
    for (let request = requests.pop(); request !== undefined; request = requests.pop())
      await wire.send(method, request)
  }
  await Promise.all(range(atOnce).map(work))
  return (count / (performance.now() - start)) * 1000
}

const folder = temporaryFolder()
const servers: TestServer[] = [await startChild(folder.path)]
const { jar, missing } = findEmulator()
if (jar === undefined) console.log(`No comparison. ${missing}`)
else servers.push(await startEmulator(jar))
const wires = servers.map(({ host }) => new Wire(host))

/** The best of many short rounds: the emulator is slow until it is compiled, and others use the machine too. */
const best = measures.map(() => wires.map(() => 0))
for (const round of range(rounds))
  for (const [at, measure] of measures.entries())
    for (const [of, wire] of wires.entries()) {
      const rates = best[at] ?? []
      rates[of] = Math.max(rates[of] ?? 0, await rateOf(wire, measure, round))
    }

for (const wire of wires) wire.close()
for (const server of servers) await server.stop()
folder.remove()

for (const [at, { name }] of measures.entries()) {
  const [ours = 0, google] = best[at] ?? []
  const beside =
    google === undefined
      ? ''
      : `, emulator ${google.toFixed(0)}, ratio ${(ours / google).toFixed(2)}`
  console.log(`${name}: ${ours.toFixed(0)}${beside}`)
}
