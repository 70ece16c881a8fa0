import { http, type HttpFunction } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { checkDeadlinesFunction } from '../functions/checkDeadlines.ts'
import type { Services } from '../functions/services.ts'
import { syncFunction } from '../functions/sync.ts'
import { weeklyDigestFunction } from '../functions/weeklyDigest.ts'
import type { Route } from './router.ts'

/**
 * The real functions, each served by functions-framework itself, under `/sync` and so on of the local
 * address.
 */
export function functionsRoute(services: Services): Route {
  const functions: Readonly<Record<string, HttpFunction>> = {
    sync: syncFunction(services),
    checkDeadlines: checkDeadlinesFunction(services),
    weeklyDigest: weeklyDigestFunction(services),
  }
  const servers = new Map(
    Object.entries(functions).map(([name, handler]) => {
      http(name, handler)
      return [`/${name}`, getTestServer(name)] satisfies [string, unknown]
    }),
  )
  return (request, response, url) =>
    servers.get(url.pathname)?.emit('request', request, response) ?? false
}
