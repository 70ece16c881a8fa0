import type { Server } from 'node:http'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import type { Tasks } from '../functions/mail/tasks.ts'
import { functionsOf, registerFunctions } from '../functions/register.ts'
import type { Services } from '../functions/services.ts'
import type { Route } from './router.ts'

/**
 * The real functions, each served by functions-framework itself, under `/sync` and so on of the local
 * address.
 *
 * @param called is told the name of each function that is called
 */
export function functionsRoute(
  services: Services,
  tasks: Tasks,
  called: (name: string) => void = () => {},
): Route {
  // As in the cloud: or the server in front of the functions tells the stack of a body that is no JSON.
  process.env['NODE_ENV'] ??= 'production'
  registerFunctions(services, tasks)
  const servers: ReadonlyMap<string, Server> = new Map(
    Object.keys(functionsOf(services, tasks)).map(
      (name) => [`/${name}`, getTestServer(name)] as const,
    ),
  )
  return (request, response, url) => {
    const server = servers.get(url.pathname)
    if (server !== undefined) called(url.pathname.slice(1))
    return server?.emit('request', request, response) ?? false
  }
}
