import { status } from '@grpc/grpc-js'

/** A refusal as the client sees it: a gRPC status code and a sentence with place, reason and remedy. */
export class FirestoreError extends Error {
  override readonly name = 'FirestoreError'
  readonly code: status

  constructor(code: status, message: string) {
    super(message)
    this.code = code
  }
}

export const invalidArgument = (message: string) =>
  new FirestoreError(status.INVALID_ARGUMENT, message)
export const failedPrecondition = (message: string) =>
  new FirestoreError(status.FAILED_PRECONDITION, message)
export const notFound = (message: string) => new FirestoreError(status.NOT_FOUND, message)
export const alreadyExists = (message: string) => new FirestoreError(status.ALREADY_EXISTS, message)
export const aborted = (message: string) => new FirestoreError(status.ABORTED, message)
export const unimplemented = (what: string) =>
  new FirestoreError(status.UNIMPLEMENTED, `The embedded Firestore does not offer ${what}.`)

/** Turns whatever was thrown into what gRPC sends: our own refusals as they are, all else as INTERNAL. */
export function toStatus(error: unknown): { code: status; details: string } {
  if (error instanceof FirestoreError) return { code: error.code, details: error.message }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: status.INTERNAL, details: `The embedded Firestore failed: ${text}` }
}
