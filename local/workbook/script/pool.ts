import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import type { Answer, FromWorker, Job, Outcome, WorkerStart } from './wire.ts'

/** What a running job asks of the host. */
export interface JobHost {
  /** Answers one service call. What it throws is thrown into the script. */
  readonly call: (op: string, args: readonly unknown[]) => Promise<Answer>
  readonly log: (text: string) => void
  /** Milliseconds after which the run is ended from outside. */
  readonly timeLimitMs: number
}

/** A few workers, each with one job at a time; more jobs wait in line. */
export interface Pool {
  run(job: Job, host: JobHost): Promise<Outcome>
  close(): Promise<void>
}

interface Hand {
  readonly worker: Worker
  readonly port: MessagePort
  readonly flag: Int32Array
  /** Sends the worker home when it has had nothing to do for a while. */
  rest?: NodeJS.Timeout
}

/** A worker takes some 30 MB: those beyond the first go when they are idle for so long. */
const REST_MS = 60_000

const CLOSED = 'The Apps Script runtime was closed'

/** @param size the most runs at one time; workers are started when they are first needed */
export function createPool(size: number, start: Omit<WorkerStart, 'flag'>, restMs = REST_MS): Pool {
  const idle: Hand[] = []
  const waiting: ((hand: Hand | undefined) => void)[] = []
  const hands = new Set<Hand>()
  let closed = false

  const hire = (): Hand => {
    const { port1, port2 } = new MessageChannel()
    const buffer = new SharedArrayBuffer(4)
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { ...start, flag: buffer, port: port2 },
      transferList: [port2],
    })
    const hand: Hand = { worker, port: port1, flag: new Int32Array(buffer) }
    hands.add(hand)
    return hand
  }

  /** A free worker, in the order of asking; none once the pool is closed. */
  const take = async (): Promise<Hand | undefined> => {
    if (closed) return undefined
    const free = idle.pop()
    if (free) {
      clearTimeout(free.rest)
      return free
    }
    if (hands.size < size) return hire()
    return await new Promise((resolve) => waiting.push(resolve))
  }

  const giveBack = (hand: Hand): void => {
    const next = waiting.shift()
    if (next) return next(hand)
    idle.push(hand)
    hand.rest = setTimeout(() => {
      if (hands.size === 1) return
      idle.splice(idle.indexOf(hand), 1)
      void dismiss(hand)
    }, restMs).unref()
    return undefined
  }

  /** A worker that was ended in the middle of a job is of no more use. */
  const dismiss = async (hand: Hand): Promise<void> => {
    hands.delete(hand)
    clearTimeout(hand.rest)
    hand.port.close()
    await hand.worker.terminate()
    const next = waiting.shift()
    if (next && !closed) next(hire())
  }

  return {
    run: async (job, host) => {
      const hand = await take()
      if (!hand) return { error: { message: CLOSED, stack: '' } }
      const outcome = await work(hand, job, host)
      if (outcome === 'overdue') {
        await dismiss(hand)
        return { error: { message: 'Exceeded maximum execution time', stack: '' } }
      }
      if ('crash' in outcome) {
        await dismiss(hand)
        return { error: { message: outcome.crash, stack: '' } }
      }
      giveBack(hand)
      return outcome
    },
    close: async () => {
      closed = true
      for (const resolve of waiting.splice(0)) resolve(undefined)
      await Promise.all([...hands].map(dismiss))
    },
  }
}

async function work(
  { worker, port, flag }: Hand,
  job: Job,
  host: JobHost,
): Promise<Outcome | 'overdue' | { crash: string }> {
  const reply = (answer: Answer): void => {
    port.postMessage(answer)
    Atomics.add(flag, 0, 1)
    Atomics.notify(flag, 0)
  }
  const onMessage = (message: FromWorker): void => {
    if (message.kind === 'log') return host.log(message.text)
    const args: unknown = JSON.parse(message.args)
    void host.call(message.op, Array.isArray(args) ? args : []).then(reply)
  }
  const ended = Promise.withResolvers<Outcome | 'overdue' | { crash: string }>()
  const onCrash = (error: unknown): void => ended.resolve({ crash: String(error) })
  const onExit = (): void => ended.resolve({ crash: CLOSED })
  const timer = setTimeout(() => ended.resolve('overdue'), host.timeLimitMs)
  port.on('message', onMessage)
  worker.on('error', onCrash)
  worker.on('exit', onExit)
  worker.once('message', ended.resolve)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
  worker.postMessage(job)
  try {
    return await ended.promise
  } finally {
    clearTimeout(timer)
    port.off('message', onMessage)
    worker.off('error', onCrash)
    worker.off('exit', onExit)
    worker.off('message', ended.resolve)
  }
}
