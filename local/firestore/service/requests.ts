import type {
  Aggregation,
  Consistency,
  Document,
  Mask,
  Precondition,
  StructuredQuery,
  TransactionOptions,
  Write,
} from '../protocol.ts'

/** A message to send: one to encode, or the bytes of one. */
export type Answer = object | Uint8Array
/** Sends one of the answers of a stream; to be awaited, for a client that reads slowly is waited for. Throws when the client has gone. */
export type Send = (answer: Answer) => Promise<void> | undefined

/** The requests of the service, as protobufjs decodes them. */
export interface GetDocumentRequest extends Consistency {
  name: string
  mask: Mask | null
}
export interface ListDocumentsRequest extends Consistency {
  parent: string
  collectionId: string
  pageSize: number
  pageToken: string
  orderBy: string
  mask: Mask | null
  showMissing: boolean
}
export interface CreateDocumentRequest {
  parent: string
  collectionId: string
  documentId: string
  document: Document | null
  mask: Mask | null
}
export interface UpdateDocumentRequest {
  document: Document | null
  updateMask: Mask | null
  mask: Mask | null
  currentDocument: Precondition | null
}
export interface DeleteDocumentRequest {
  name: string
  currentDocument: Precondition | null
}
export interface BatchGetDocumentsRequest extends Consistency {
  database: string
  documents: string[]
  mask: Mask | null
}
export interface BeginTransactionRequest {
  database: string
  options: TransactionOptions | null
}
export interface CommitRequest {
  database: string
  writes: Write[]
  transaction: Uint8Array
}
export interface RollbackRequest {
  database: string
  transaction: Uint8Array
}
export interface RunQueryRequest extends Consistency {
  parent: string
  structuredQuery: StructuredQuery | null
  explainOptions: object | null
}
export interface RunAggregationQueryRequest extends Consistency {
  parent: string
  structuredAggregationQuery: {
    structuredQuery: StructuredQuery | null
    aggregations: Aggregation[]
  } | null
  explainOptions: object | null
}
export interface ListCollectionIdsRequest {
  parent: string
  pageSize: number
  pageToken: string
  readTime: Consistency['readTime']
}
export interface BatchWriteRequest {
  database: string
  writes: Write[]
}
