import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js'
import { messageType, service } from '../../../local/firestore/protocol.ts'

/** What a call gives: its answers in Firestore's JSON, or the code and sentence of its refusal. */
export type Outcome = { answers: Record<string, unknown>[] } | { code: number; message: string }

/** Calls methods as they are on the wire, without a client library that retries and hides. */
export class RawClient {
  readonly #client: Client

  constructor(host: string) {
    this.#client = new Client(host, credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    })
  }

  /** Calls a method of one request with a message in Firestore's JSON (enumerations as names, 64-bit numbers as strings). */
  call(method: string, request: object): Promise<Outcome> {
    const definition = service.methods[method]
    if (definition === undefined) throw new Error(`There is no method ${method}.`)
    const asked = messageType(definition.requestType)
    const answered = messageType(definition.responseType)
    const serialize = (message: object) =>
      Buffer.from(asked.encode(asked.fromObject(message)).finish())
    const deserialize = (bytes: Buffer): Record<string, unknown> =>
      answered.toObject(answered.decode(bytes), {
        json: true,
        longs: String,
        enums: String,
        bytes: String,
      })
    const path = `/google.firestore.v1.Firestore/${method}`
    const metadata = new Metadata()
    metadata.set('authorization', 'Bearer owner')
    return new Promise((resolve) => {
      const refused = ({ code, details }: ServiceError) => resolve({ code, message: details })
      if (definition.responseStream !== true) {
        this.#client.makeUnaryRequest(
          path,
          serialize,
          deserialize,
          request,
          metadata,
          (error, answer) =>
            error === null
              ? resolve({ answers: answer === undefined ? [] : [answer] })
              : refused(error),
        )
        return
      }
      const answers: Record<string, unknown>[] = []
      this.#client
        .makeServerStreamRequest(path, serialize, deserialize, request, metadata)
        .on('data', (answer: Record<string, unknown>) => answers.push(answer))
        .on('error', refused)
        .on('end', () => resolve({ answers }))
    })
  }

  close(): void {
    this.#client.close()
  }
}
