import { http } from '@google-cloud/functions-framework'
import type { Services } from './services.ts'
import { syncFunction } from './sync.ts'

/** The visible list of the functions. The local system registers the same ones over its own services. */
export function registerFunctions(services: Services): void {
  http('sync', syncFunction(services))
}
