import { Readable } from 'node:stream'
import { Firestore } from '@google-cloud/firestore'
import type { UntypedServiceImplementation } from '@grpc/grpc-js'
import type { Type } from 'protobufjs'
import type { Engine } from '../firestore/engine.ts'
import { messageType, service } from '../firestore/protocol.ts'
import { implementation } from '../firestore/service/service.ts'

/** How Google's client reads messages: see `GRPC_OPTIONS` of google-gax. */
const AS_THE_CLIENT_READS = { longs: String, enums: String, defaults: true, oneofs: true } as const

/** One handler of the service, called with what it uses of gRPC's call. */
type Handler = (
  call: object,
  callback?: (error: ServiceError | null, answer?: object) => void,
) => void

interface ServiceError {
  readonly code: number
  readonly details: string
}

/**
 * Google's client over the embedded Firestore's own handlers, in one process: without sockets, HTTP/2 and
 * gRPC's calls, which take two thirds of a simulated request's time and are tried elsewhere
 * (`test/local/firestore`). Messages are made and read by the protocol's types as on the wire.
 */
export class DirectStore extends Firestore {
  readonly #handlers: UntypedServiceImplementation
  #commitBegins: () => void = () => undefined

  constructor(engine: Engine, projectId: string) {
    super({ projectId, host: 'localhost:1', ssl: false })
    this.#handlers = implementation(engine)
  }

  /** Resolves when the next commit is sent. */
  nextCommit(): Promise<void> {
    return new Promise((resolve) => {
      this.#commitBegins = resolve
    })
  }

  /** Replaces the client's funnel for single requests. */
  async request(methodName: string, request: object): Promise<object> {
    const method = methodOf(methodName)
    if (methodName === 'commit') this.#commitBegins()
    return new Promise((resolve, reject) => {
      this.#handler(method)({ request: method.message(request) }, (error, answer) => {
        if (error) reject(failure(error))
        else resolve(method.read(answer ?? {}))
      })
    })
  }

  /** Replaces the client's funnel for streamed answers. */
  async requestStream(
    methodName: string,
    _bidirectional: boolean,
    request: object,
  ): Promise<Readable> {
    const method = methodOf(methodName)
    const answers = await new Promise<object[]>((resolve, reject) => {
      const list: object[] = []
      this.#handler(method)({
        request: method.message(request),
        cancelled: false,
        write: (answer: object) => list.push(method.read(answer)) > 0,
        end: () => resolve(list),
        emit: (_event: string, error: ServiceError) => reject(failure(error)),
      })
    })
    const stream = new Readable({ objectMode: true, read: () => undefined })
    stream.pause()
    for (const answer of answers) stream.push(answer)
    stream.push(null)
    return stream
  }

  #handler({ name }: Method): Handler {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the handlers use no more of a call than stands here
    const handler = this.#handlers[name] as Handler | undefined
    if (!handler) throw new Error(`The embedded Firestore has no method ${name}`)
    return handler
  }
}

interface Method {
  readonly name: string
  message(request: object): { readonly message: object; readonly size: number }
  read(answer: object): object
}

const methods = new Map<string, Method>(
  service.methodsArray.map(({ name, requestType, responseType }) => {
    const [request, response] = [messageType(requestType), messageType(responseType)]
    const method: Method = {
      name,
      message: (plain) => ({ message: request.fromObject(plain), size: 0 }),
      read: (answer) => response.toObject(decoded(response, answer), AS_THE_CLIENT_READS),
    }
    return [name.slice(0, 1).toLowerCase() + name.slice(1), method]
  }),
)

function methodOf(name: string): Method {
  const method = methods.get(name)
  // The client expects lists put together from pages, which the funnels do not do.
  if (!method || name.startsWith('list')) throw new Error(`Not offered without a network: ${name}`)
  return method
}

function decoded(type: Type, answer: object): ReturnType<Type['decode']> {
  return type.decode(answer instanceof Uint8Array ? answer : type.encode(answer).finish())
}

/** As Google's client throws: with the code by which it knows what to try again. */
function failure({ code, details }: ServiceError): Error {
  return Object.assign(new Error(details), { code, details })
}
