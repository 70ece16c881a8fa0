/** One line of the functions' log: ids and codes only, never an address or a cell's text. */
export type Log = (
  severity: 'INFO' | 'WARNING' | 'ERROR',
  message: string,
  context?: Readonly<Record<string, string | number | boolean | null>>,
) => void

/** A log of JSON lines, in the form that Google Cloud Logging reads. */
export function jsonLog(write: (line: string) => void): Log {
  return (severity, message, context = {}) => {
    write(`${JSON.stringify({ severity, message, ...context })}\n`)
  }
}
