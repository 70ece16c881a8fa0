import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import type { Engine } from '../engine.ts'
import { FirestoreError, invalidArgument, toStatus, unimplemented } from '../errors.ts'
import { formOf } from '../form.ts'
import { largestRequest } from '../limits.ts'
import type { Bill } from '../meter.ts'
import { messageType, service } from '../protocol.ts'
import { decodeWrites } from '../sent.ts'
import { runAggregationQuery, runQuery } from './querying.ts'
import { batchGetDocuments, getDocument, listCollectionIds, listDocuments } from './reading.ts'
import type { Answer, Send } from './requests.ts'
import {
  batchWrite,
  beginTransaction,
  commit,
  createDocument,
  deleteDocument,
  rollback,
  updateDocument,
} from './writing.ts'

interface Request {
  message: unknown
  /** Bytes on the wire. */
  size: number
}
/** Requests are typed where they are handled; `never` lets one list hold all of them. */
type Unary = (engine: Engine, request: never, bill: Bill) => Promise<Answer>
type Streaming = (engine: Engine, request: never, bill: Bill, send: Send) => Promise<void>

const unary: Record<string, Unary> = {
  GetDocument: getDocument,
  ListDocuments: listDocuments,
  ListCollectionIds: listCollectionIds,
  CreateDocument: createDocument,
  UpdateDocument: updateDocument,
  DeleteDocument: deleteDocument,
  BeginTransaction: beginTransaction,
  Commit: commit,
  Rollback: rollback,
  BatchWrite: batchWrite,
}

const streaming: Record<string, Streaming> = {
  BatchGetDocuments: batchGetDocuments,
  RunQuery: runQuery,
  RunAggregationQuery: async (engine, request, bill, send) => {
    for (const answer of await runAggregationQuery(engine, request, bill)) await send(answer)
  },
}

/** How the methods are called and their messages encoded. */
export const definition: ServiceDefinition = Object.fromEntries(
  service.methodsArray.map((method) => {
    const request = messageType(method.requestType)
    const response = messageType(method.responseType)
    return [
      method.name,
      {
        path: `/google.firestore.v1.Firestore/${method.name}`,
        requestStream: method.requestStream === true,
        responseStream: method.responseStream === true,
        requestSerialize: (message: object) => Buffer.from(request.encode(message).finish()),
        requestDeserialize: (bytes: Buffer): Request => ({
          message:
            request.name === 'CommitRequest' || request.name === 'BatchWriteRequest'
              ? decodeWrites(request.name, bytes)
              : request.decode(bytes),
          size: bytes.length,
        }),
        responseSerialize: (answer: Answer) =>
          answer instanceof Uint8Array
            ? Buffer.from(answer.buffer, answer.byteOffset, answer.length)
            : Buffer.from(response.encode(answer).finish()),
        responseDeserialize: (bytes: Buffer) => response.decode(bytes),
      },
    ]
  }),
)

/** The methods over one engine. Those not offered say so. */
export function implementation(engine: Engine): UntypedServiceImplementation {
  return Object.fromEntries(
    service.methodsArray.map((method) => {
      const { name } = method
      const one = unary[name]
      if (one !== undefined) return [name, unaryCall(engine, name, one)]
      const stream = streaming[name]
      if (stream !== undefined) return [name, streamingCall(engine, name, stream)]
      return [name, method.responseStream === true ? refusedStream(name) : refusedCall(name)]
    }),
  )
}

/** The request as its handler's type of request; refused when it is larger than production takes. */
function messageOf(engine: Engine, name: string, { message, size }: Request): never {
  if (size > largestRequest)
    throw invalidArgument(`Request payload size exceeds the limit: ${largestRequest} bytes.`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- gRPC has decoded the request by the method's own type
  const request = message as never
  engine.onRequest?.(formOf(name, request))
  return request
}

function unaryCall(engine: Engine, name: string, handle: Unary): handleUnaryCall<Request, Answer> {
  const answer = async (request: Request) =>
    handle(engine, messageOf(engine, name, request), engine.meter.request(name))
  return (call, callback) => {
    answer(call.request).then(
      (message) => callback(null, message),
      (error: unknown) => callback(toStatus(error)),
    )
  }
}

function streamingCall(
  engine: Engine,
  name: string,
  handle: Streaming,
): handleServerStreamingCall<Request, Answer> {
  const answer = async (request: Request, send: Send) =>
    handle(engine, messageOf(engine, name, request), engine.meter.request(name), send)
  return (call) => {
    const send = (message: Answer) => {
      if (call.cancelled) throw new FirestoreError(status.CANCELLED, 'The client has gone.')
      // A large result is never held in memory for a client that reads slowly.
      return call.write(message) ? undefined : drained(call)
    }
    answer(call.request, send).then(
      () => call.end(),
      (error: unknown) => {
        call.emit('error', toStatus(error))
      },
    )
  }
}

/** Resolves when the client has taken what was sent, or has gone. */
function drained(call: ServerWritableStream<Request, Answer>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      call.off('drain', done)
      call.off('cancelled', done)
      resolve()
    }
    call.on('drain', done)
    call.on('cancelled', done)
  })
}

function refusedCall(name: string): handleUnaryCall<Request, Answer> {
  return (_call, callback) => callback(toStatus(unimplemented(`the method ${name}`)))
}

function refusedStream(name: string): handleServerStreamingCall<Request, Answer> {
  return (call) => {
    call.emit('error', toStatus(unimplemented(`the method ${name}`)))
  }
}
