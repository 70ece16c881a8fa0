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
 */

const database = 'projects/p/databases/(default)'
const documents = `${database}/documents`
const perBatch = 500
const batches = 20
const singles = 1000
const queries = 200
const rounds = 5

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

/** Things per second: the best of some rounds, because others use the machine too. */
async function best(
  wire: Wire,
  method: string,
  requestsOf: (round: number) => Buffer[],
  atOnce = 1,
): Promise<number> {
  let rate = 0
  for (let round = 0; round < rounds; round += 1) {
    const requests = requestsOf(round)
    const count = requests.length
    const start = performance.now()
    const work = async () => {
      for (let request = requests.pop(); request !== undefined; request = requests.pop())
        await wire.send(method, request)
    }
    await Promise.all(range(atOnce).map(work))
    rate = Math.max(rate, (count / (performance.now() - start)) * 1000)
  }
  return rate
}

async function ratesOf(server: TestServer): Promise<Record<string, number>> {
  const wire = new Wire(server.host)
  // The emulator's first thousands are slow until they are compiled: its best round counts.
  const batchRate = await best(wire, 'Commit', (round) => inBatches(`batches${round}`))
  const rates = {
    'documents/s in batches of 500': batchRate * perBatch,
    'single commits/s': await best(wire, 'Commit', (round) => oneByOne(`singles${round}`)),
    'commits/s, 8 at once': await best(wire, 'Commit', (round) => oneByOne(`eight${round}`), 8),
    'queries/s for 100 of 10,000': await best(wire, 'RunQuery', () => [...byIndex]),
    'lookups/s': await best(wire, 'BatchGetDocuments', () => [...lookups]),
  }
  wire.close()
  return rates
}

const folder = temporaryFolder()
const ours = await startChild(folder.path)
const oursRates = await ratesOf(ours)
await ours.stop()
folder.remove()

const { jar, missing } = findEmulator()
let googleRates: Record<string, number> = {}
if (jar === undefined) console.log(`No comparison. ${missing}`)
else {
  const google = await startEmulator(jar)
  googleRates = await ratesOf(google)
  await google.stop()
}
for (const [name, rate] of Object.entries(oursRates)) {
  const other = googleRates[name]
  const ratio =
    other === undefined ? '' : `, emulator ${other.toFixed(0)}, ratio ${(rate / other).toFixed(2)}`
  console.log(`${name}: ${rate.toFixed(0)}${ratio}`)
}
