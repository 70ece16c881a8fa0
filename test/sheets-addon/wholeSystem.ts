import { createServer } from 'node:http'
import { functionsRoute } from '../../local/functions.ts'
import { startSystem, type System } from '../functions/system.ts'

/** The system whose address answers for every function, as where they are deployed. */
export async function startWholeSystem(): Promise<System> {
  const system = await startSystem()
  const route = functionsRoute(system.services, {
    add: ({ name }) => Promise.reject(new Error(`no test here starts ${name}`)),
  })
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (route(request, response, url) === false) response.writeHead(404).end()
  })
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  const address = http.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    ...system,
    url: `http://127.0.0.1:${port}/sync`,
    close: async () => {
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
      await system.close()
    },
  }
}
