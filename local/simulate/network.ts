import type { Request, Response } from '@google-cloud/functions-framework'
import {
  errorAnswerSchema,
  syncAnswerSchema,
  syncRequestSchema,
  type SyncRequest,
} from '../../domain/protocol.ts'
import type { EffectResult } from '../../domain/workbook/effects.ts'
import { callerOfWorkbook } from '../../functions/caller.ts'
import { Refusal } from '../../functions/errors.ts'
import { historyFunction } from '../../functions/history.ts'
import type { Services } from '../../functions/services.ts'
import { syncFunction } from '../../functions/sync.ts'
import { engineOf, syncWorkbook, type Engine } from '../../functions/sync/syncWorkbook.ts'
import { Pending } from './client.ts'
import { NO_SHEETS, AUDIENCE, type Ground } from './ground.ts'
import type { Fate, Shell } from './steps.ts'

interface Letter {
  readonly shell: Shell
  readonly person: string
  readonly body: string
}

/** A request whose commit has its time, and waits to become visible. */
interface Held {
  readonly release: () => void
  readonly answer: Promise<EffectResult['post']>
}

/** The function `sync` behind a network that loses, delays, repeats and reorders. */
export class Network {
  /** The programme's clock. */
  now: Date
  /** What the function has logged as its own fault. */
  readonly faults: string[] = []
  /** Requests that the function has seen. */
  requests = 0
  private elapsed = 0
  private readonly services: Services
  private serve: Serve
  private serveHistory: Serve
  private engine: Engine
  private readonly ground: Ground
  private readonly underway: Letter[] = []
  private readonly held: Held[] = []

  constructor(ground: Ground, now: Date) {
    this.ground = ground
    this.now = now
    this.services = {
      config: ground.config,
      store: ground.store,
      clock: {
        now: () => this.now,
        stamp: () => this.now.getTime(),
        elapsed: () => this.elapsed,
      },
      // Tokens are not what is tried here: the header says who it is.
      verify: (header) =>
        Promise.resolve({ email: header?.slice('Bearer '.length) ?? '', audiences: [AUDIENCE] }),
      sheets: NO_SHEETS,
      log: (severity, message) => {
        if (severity === 'ERROR') this.faults.push(message)
      },
    }
    this.serve = syncFunction(this.services)
    this.serveHistory = historyFunction(this.services)
    this.engine = engineOf(this.services)
  }

  /** Another instance takes over, with nothing cached. */
  restart(): void {
    this.serve = syncFunction(this.services)
    this.serveHistory = historyFunction(this.services)
    this.engine = engineOf(this.services)
  }

  moveClock(hours: number): void {
    this.now = new Date(this.now.getTime() + hours * 3_600_000)
    this.elapsed += hours * 3_600_000
  }

  /** A request on its way to its fate; what the client hears of it. */
  async post(
    shell: Shell,
    person: string,
    request: SyncRequest,
    fate: Fate,
  ): Promise<EffectResult['post'] | Pending> {
    const letter = { shell, person, body: JSON.stringify(request) }
    switch (fate) {
      case 'throttle':
        return { unreachable: 'HTTP 429' }
      case 'loseRequest':
        return { unreachable: 'the request is lost' }
      case 'delay':
        this.underway.push(letter)
        return { unreachable: 'the request is late' }
      case 'loseAnswer':
        await this.arrive(letter)
        return { unreachable: 'the answer is lost' }
      case 'twice': {
        const [, answer] = await Promise.all([this.arrive(letter), this.arrive(letter)])
        return answer
      }
      case 'late':
        await this.hold(letter)
        return { unreachable: 'the answer is late' }
      case 'slow': {
        const held = await this.hold(letter)
        return new Pending(() => this.free(held))
      }
      case 'echo':
        this.underway.push(letter)
        return this.arrive(letter)
      case 'ok':
        return this.arrive(letter)
      default:
        return fate satisfies never
    }
  }

  /** One of the requests that are still under way arrives, or one of the late commits becomes visible. */
  async deliver(n: number): Promise<boolean> {
    const at = n % Math.max(1, this.underway.length + this.held.length)
    const held = this.held[at - this.underway.length]
    if (held) {
      await this.free(held)
      return true
    }
    const [letter] = this.underway.splice(at, 1)
    if (!letter) return false
    await this.arrive(letter)
    return true
  }

  /** What the person is told of a row's past, or what became of a wish; null when it was refused. */
  async history(person: string, wish: object): Promise<unknown> {
    const { status, json } = await call(this.serveHistory, person, JSON.stringify(wish))
    if (status === 200) return json
    if (status >= 500) this.faults.push(`history answered ${status}`)
    return null
  }

  /** Lets a request come as far as its commit. */
  private async hold(letter: Letter): Promise<Held> {
    const { faults, store } = this.ground
    const release = faults.delayNext()
    const commits = store.nextCommit()
    const held = { release, answer: this.arrive(letter) }
    await Promise.race([commits, held.answer])
    // Until then the server has taken the commit.
    await new Promise((resolve) => setImmediate(resolve))
    // A request that stores nothing leaves the next commit alone.
    faults.take()
    this.held.push(held)
    return held
  }

  private async free(held: Held): Promise<EffectResult['post']> {
    const at = this.held.indexOf(held)
    if (at >= 0) this.held.splice(at, 1)
    held.release()
    return held.answer
  }

  private async arrive({ shell, person, body }: Letter): Promise<EffectResult['post']> {
    this.requests++
    if (shell === 'reconcile') return this.arriveInside(body)
    const { status, json } = await call(this.serve, person, body)
    if (status === 200) return { answer: syncAnswerSchema.parse(json) }
    if (status < 500) return { refused: errorAnswerSchema.parse(json).error }
    return { unreachable: `HTTP ${status}` }
  }

  /** As `reconcile` asks: in the same process, in the workbook's name. */
  private async arriveInside(body: string): Promise<EffectResult['post']> {
    const { known } = this.engine
    const request = syncRequestSchema.parse(JSON.parse(body))
    const binding = await known.binding(request.spreadsheetId)
    if (!binding) return { refused: { code: 'workbook.unknown', message: '' } }
    const caller = callerOfWorkbook(binding, await known.directory(binding.programme))
    try {
      return { answer: await syncWorkbook(this.engine, caller, binding, request) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { refused: { code: error.code, message: error.place } }
    }
  }
}

type Serve = (req: Request, res: Response) => Promise<void>

/** A function called without a server. */
async function call(
  serve: Serve,
  person: string,
  body: string,
): Promise<{ status: number; json: unknown }> {
  const headers = new Map([['authorization', `Bearer ${person}`]])
  const req = {
    method: 'POST',
    rawBody: Buffer.from(body),
    body: JSON.parse(body),
    get: (name: string) => headers.get(name.toLowerCase()),
    is: () => 'application/json',
  }
  let status = 0
  let text = ''
  const res = {
    status(code: number) {
      status = code
      return res
    },
    json(answer: unknown) {
      text = JSON.stringify(answer)
      return res
    },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the members that our functions use of Express's objects
  await serve(req as unknown as Request, res as unknown as Response)
  return { status, json: JSON.parse(text) }
}
