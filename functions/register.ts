import { http } from '@google-cloud/functions-framework'
import { checkDeadlinesFunction } from './checkDeadlines.ts'
import type { Services } from './services.ts'
import { syncFunction } from './sync.ts'
import { weeklyDigestFunction } from './weeklyDigest.ts'

/** The visible list of the functions. The local system registers the same ones over its own services. */
export function registerFunctions(services: Services): void {
  http('sync', syncFunction(services))
  http('checkDeadlines', checkDeadlinesFunction(services))
  http('weeklyDigest', weeklyDigestFunction(services))
}
