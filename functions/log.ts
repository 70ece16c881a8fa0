import { AsyncLocalStorage } from 'node:async_hooks'
import { RELEASE } from '../domain/limits.ts'

/** One line of the functions' log: ids and codes only, never an address or a cell's text. */
export type Log = (
  severity: 'INFO' | 'WARNING' | 'ERROR',
  message: string,
  context?: Readonly<Record<string, string | number | boolean | null>>,
) => void

/** The request that is being answered, as the platform traces it. */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly trace: string
  /** 16 hexadecimal digits. */
  readonly span: string
  readonly sampled: boolean
}

/** Known to every line that is logged while a request is answered. */
export const traced = new AsyncLocalStorage<Trace>()

/**
 * The trace that a request belongs to, by the header of W3C or, where there is none, Google's own.
 *
 * @see https://www.w3.org/TR/trace-context/ and https://cloud.google.com/trace/docs/trace-context
 * @example traceOf('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', undefined)
 */
export function traceOf(
  traceparent: string | undefined,
  cloudTrace: string | undefined,
): Trace | undefined {
  const w3c = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '')
  if (w3c) {
    const [, trace = '', span = '', flags = ''] = w3c
    return { trace, span, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
  }
  const google = /^([0-9a-f]{32})\/(\d{1,20})(?:;o=([01]))?$/.exec(cloudTrace ?? '')
  if (!google) return undefined
  const [, trace = '', span = '', sampled] = google
  return { trace, span: BigInt(span).toString(16).padStart(16, '0'), sampled: sampled === '1' }
}

/**
 * A log of JSON lines, in the form that Google Cloud Logging reads: `severity` and `message`, the trace by which
 * it shows all lines of one request together, and what the line says besides as fields of its own. A fault's
 * `message` holds its stack, by which Error Reporting groups it.
 *
 * @param project of the traces; without one lines have none
 * @see https://cloud.google.com/logging/docs/structured-logging#special-payload-fields
 */
export function jsonLog(write: (line: string) => void, project?: string): Log {
  return (severity, message, context = {}) => {
    const trace = project === undefined ? undefined : traced.getStore()
    const fields = trace && {
      'logging.googleapis.com/trace': `projects/${project}/traces/${trace.trace}`,
      'logging.googleapis.com/spanId': trace.span,
      'logging.googleapis.com/trace_sampled': trace.sampled,
    }
    const labels = { 'logging.googleapis.com/labels': { release: RELEASE } }
    const time = new Date().toISOString()
    write(`${JSON.stringify({ severity, message, time, ...context, ...fields, ...labels })}\n`)
  }
}
