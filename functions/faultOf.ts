/** A fault of ours for the log: its kind and stack. Our messages hold ids and codes, never cell texts. */
export function faultOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
