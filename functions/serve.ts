import { Domain } from 'node:domain'
import { http, type HttpFunction } from '@google-cloud/functions-framework'
import { traced, traceOf } from './log.ts'

/**
 * Tells functions-framework of a function, which then runs outside the domain that the framework makes for
 * each request. Our functions answer their own errors. Inside, the connection to the store would belong to the
 * domain of the first request for ever, and a fault of any later one be laid to that one; and each callback would
 * enter and leave a domain, which cost a large import 6 to 23 % of its CPU.
 *
 * What it logs carries the trace of its request.
 */
export function serveFunction(name: string, handler: HttpFunction): void {
  http(name, (req, res) => {
    // Node's types do not tell of `process.domain`.
    if ('domain' in process && process.domain instanceof Domain) process.domain.exit()
    const trace = traceOf(req.get('traceparent'), req.get('x-cloud-trace-context'))
    return trace === undefined
      ? handler(req, res)
      : traced.run(trace, (): unknown => handler(req, res))
  })
}
