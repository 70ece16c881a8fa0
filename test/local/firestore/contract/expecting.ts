import type { Query } from '@google-cloud/firestore'

/** Ids of a query's documents, in its order. */
export async function ids(query: Query): Promise<string[]> {
  return (await query.get()).docs.map((document) => document.id)
}

/** The gRPC code with which something is refused; undefined when it is not. */
export async function refusal(work: Promise<unknown>): Promise<number | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'number')
      return error.code
    throw error
  }
}

/** gRPC codes by their names: https://grpc.io/docs/guides/status-codes/ */
export const Code = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  UNIMPLEMENTED: 12,
} as const
