import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startFirestore } from './firestore.ts'
import { exportStore, importStore } from './ndjson.ts'
import { Store } from './store/store.ts'

const usage = `npm run firestore -- [--port N] [--data DIR] [--indexes FILE] [--lenient]   start a Firestore
npm run firestore -- export FILE [--data DIR]   write all documents to an NDJSON file, also while a server runs
npm run firestore -- import FILE [--data DIR]   read such a file into an empty data folder`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '8080' },
    data: { type: 'string', default: join('data', 'firestore') },
    indexes: { type: 'string', default: 'firestore.indexes.json' },
    lenient: { type: 'boolean', default: false },
  },
})
const [command, file] = positionals

try {
  await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(): Promise<void> {
  if (command === undefined) {
    const server = await startFirestore({
      data: values.data,
      port: Number(values.port),
      indexes: values.indexes,
      strict: !values.lenient,
    })
    console.log(`Firestore: FIRESTORE_EMULATOR_HOST=${server.host}, data in ${values.data}`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void server.close())
  } else if (command === 'export' && file !== undefined) {
    const documents = await exportStore(Store.openToRead(values.data), file)
    console.log(`${documents} documents of ${values.data} are in ${file}.`)
  } else if (command === 'import' && file !== undefined) {
    const store = Store.open(values.data)
    try {
      console.log(`${importStore(store, file)} documents of ${file} are in ${values.data}.`)
    } finally {
      store.close()
    }
  } else {
    console.error(usage)
    process.exitCode = 2
  }
}
