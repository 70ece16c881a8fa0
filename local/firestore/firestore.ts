import { createServer as createHttpServer } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { Engine } from './engine.ts'
import type { Faults } from './faults.ts'
import { noIndexSettings, readIndexSettings } from './indexes.ts'
import { largestRequest } from './limits.ts'
import type { Usage } from './meter.ts'
import { exportStore } from './ndjson.ts'
import { definition, implementation } from './service/service.ts'

/** A running embedded Firestore. */
export interface FirestoreServer {
  /** `127.0.0.1:PORT`: what `FIRESTORE_EMULATOR_HOST` is set to. */
  readonly host: string
  readonly port: number
  /** Documents read, written and deleted since the start, as Firestore bills them. `GET http://host/stats` tells this and the last hundred requests. */
  stats(): Usage
  /** Writes one consistent NDJSON file of everything, while the server goes on. */
  export(path: string): Promise<void>
  /** For tests: makes commits fail or become visible late. */
  readonly faults: Faults
  close(): Promise<void>
}

export interface FirestoreOptions {
  /** The data folder; created when it is not there. One process at a time owns it. */
  data: string
  /** 0, the default, takes any free port. */
  port?: number
  /** Path of `firestore.indexes.json`. */
  indexes?: string
  /** Refuse queries that production would refuse for want of an index. Default true. */
  strict?: boolean
  /** Called with the form of each request (`form.ts`), before it is answered. */
  onRequest?: (form: string) => void
}

/**
 * Starts a Firestore of one's own on 127.0.0.1: `google.firestore.v1` over gRPC, durable in the data folder.
 * Throws when the folder is in use, damaged or of another format, or the port is taken.
 *
 * const server = await startFirestore({ data: 'data/firestore' })
 * process.env.FIRESTORE_EMULATOR_HOST = server.host
 */
export async function startFirestore(options: FirestoreOptions): Promise<FirestoreServer> {
  const engine = new Engine({
    data: options.data,
    indexes: options.indexes === undefined ? noIndexSettings : readIndexSettings(options.indexes),
    strict: options.strict ?? true,
    onRequest: options.onRequest,
  })
  const grpc = new Server({
    // Larger ones are refused by ourselves, with the code of production.
    'grpc.max_receive_message_length': 4 * largestRequest,
    'grpc.max_send_message_length': -1,
    // Statistics that nobody asks for would cost a tenth of each call.
    'grpc.enable_channelz': 0,
  })
  grpc.addService(definition, implementation(engine))
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure())
  const http = createHttpServer((request, response) => {
    const isStats = request.method === 'GET' && request.url === '/stats'
    response.writeHead(isStats ? 200 : 404, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(
        isStats
          ? { ...engine.meter.total(), recent: engine.meter.recent() }
          : { error: 'Only GET /stats is here.' },
      ),
    )
  })
  const sockets = new Set<Socket>()
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    // gRPC is HTTP/2 and begins with PRI; a browser's GET /stats is HTTP/1.
    socket.once('data', (start) => {
      socket.pause()
      socket.unshift(start)
      if (start[0] === 'P'.charCodeAt(0)) injector.injectConnection(socket)
      else {
        http.emit('connection', socket)
        socket.resume()
      }
    })
  })
  try {
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject)
      listener.listen(options.port ?? 0, '127.0.0.1', resolve)
    })
  } catch (error) {
    engine.close()
    throw error
  }
  const address = listener.address()
  if (address === null || typeof address === 'string')
    throw new Error('The server listens, but has no TCP address.')
  const { port } = address
  return {
    host: `127.0.0.1:${port}`,
    port,
    faults: engine.faults,
    stats: () => engine.meter.total(),
    async export(path) {
      await exportStore(engine.store, path)
    },
    async close() {
      const closed = new Promise((resolve) => listener.close(resolve))
      grpc.forceShutdown()
      for (const socket of sockets) socket.destroy()
      await closed
      engine.close()
    },
  }
}
