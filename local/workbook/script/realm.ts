import { createHash } from 'node:crypto'
import vm from 'node:vm'
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'
import type { ServiceCall, ServiceCalls } from './calls.ts'
import type { Answer, FromWorker, ServiceFailure } from './wire.ts'

/** The world that one run of the script lives in: its own globals, and the services' way to the host. */
export interface Realm {
  readonly context: vm.Context
  /** Calls a service of the host and waits for its answer, as every service of Apps Script does. */
  call<K extends ServiceCall>(
    op: K,
    ...args: Parameters<ServiceCalls[K]>
  ): ReturnType<ServiceCalls[K]>
  /** A line for the execution's log. */
  log(text: string): void
  /** An error that the script's own `instanceof Error` knows. */
  error(message: string, name?: string, details?: object): Error
  /** The script's own copy of a plain value, so that its arrays and objects are the script's. */
  own(value: unknown): unknown
}

/** @param clockOffset milliseconds to add to the machine's time */
export function createRealm(
  port: MessagePort,
  flag: SharedArrayBuffer,
  clockOffset: number,
): Realm {
  const context = vm.createContext({})
  const signal = new Int32Array(flag)
  // The functions below belong to the script's world: what they make passes its `instanceof`.
  const parse: unknown = vm.runInContext('(json) => JSON.parse(json)', context)
  const makeError: unknown = vm.runInContext(
    `(message, name, details) => {
      const error = new Error(message)
      error.name = name
      if (details !== '') error.details = JSON.parse(details)
      return error
    }`,
    context,
  )
  if (clockOffset !== 0) vm.runInContext(`(${shiftedDate})(${clockOffset})`, context)

  const error: Realm['error'] = (message, name = 'Exception', details) => {
    const made = invoke(makeError, message, name, details ? JSON.stringify(details) : '')
    if (Object(made) === made) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an Error of another realm is none for `instanceof`
      return made as Error
    }
    throw new Error(`The script's world made no error of: ${message}`)
  }

  return {
    context,
    error,
    own: (value) => (value === undefined ? undefined : invoke(parse, JSON.stringify(value))),
    log: (text) => port.postMessage({ kind: 'log', text } satisfies FromWorker),
    call: <K extends ServiceCall>(op: K, ...args: Parameters<ServiceCalls[K]>) => {
      const seen = Atomics.load(signal, 0)
      port.postMessage({ kind: 'call', op, args: JSON.stringify(args) } satisfies FromWorker)
      const answer = waitForAnswer(port, signal, seen)
      if ('error' in answer) throw thrown(answer.error, error)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the host answers each call by its contract
      return invoke(parse, answer.value) as ReturnType<ServiceCalls[K]>
    },
  }
}

function waitForAnswer(port: MessagePort, signal: Int32Array, seen: number): Answer {
  for (;;) {
    Atomics.wait(signal, 0, seen)
    const received: { message: Answer } | undefined = receiveMessageOnPort(port)
    if (received) return received.message
  }
}

function thrown({ message, name, details }: ServiceFailure, error: Realm['error']): Error {
  return error(message, name, details)
}

function invoke(fn: unknown, ...args: readonly unknown[]): unknown {
  if (typeof fn !== 'function') throw new Error('A function of the script’s world is missing')
  return Reflect.apply(fn, undefined, args)
}

/** Runs inside of the script's world: moves its `Date` to the system's clock. */
const shiftedDate = `(offset) => {
  const Real = Date
  const now = () => Real.now() + offset
  globalThis.Date = new Proxy(Real, {
    construct: (target, args, made) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, made === globalThis.Date ? target : made),
    apply: () => new Real(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
}`

/**
 * A service object that has nothing but what is imitated: any other member throws «not implemented
 * locally» when it is touched, instead of being undefined.
 */
export function strict<T extends object>(realm: Realm, name: string, members: T): T {
  return new Proxy(members, {
    get: (target, key) => {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key)
      // Promises and JSON look for these on everything.
      if (key === 'then' || key === 'toJSON') return undefined
      throw realm.error(`not implemented locally: ${name}.${key}`)
    },
  })
}

/** @throws an error of the script's world for options that are not imitated */
export function onlyKnown(
  realm: Realm,
  name: string,
  options: object,
  known: readonly string[],
): void {
  for (const option of Object.keys(options)) {
    if (!known.includes(option))
      throw realm.error(`not implemented locally: ${name}({ ${option} })`)
  }
}

/** Apps Script gives bytes as numbers from -128 to 127. */
export function signedBytes(bytes: Uint8Array): number[] {
  return [...new Int8Array(bytes)]
}

export function sha256(text: string): number[] {
  return signedBytes(createHash('sha256').update(text, 'utf8').digest())
}
