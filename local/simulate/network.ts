import type { Request, Response } from '@google-cloud/functions-framework'
import { errorAnswerSchema, syncAnswerSchema, type SyncRequest } from '../../domain/protocol.ts'
import type { EffectResult } from '../../domain/workbook/effects.ts'
import type { Services } from '../../functions/services.ts'
import { syncFunction } from '../../functions/sync.ts'
import { NO_SHEETS, AUDIENCE, type Ground } from './ground.ts'
import type { Fate } from './steps.ts'

interface Letter {
  readonly person: string
  readonly body: string
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
  private serve: (req: Request, res: Response) => Promise<void>
  private readonly underway: Letter[] = []

  constructor(ground: Ground, now: Date) {
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
  }

  /** Another instance takes over, with nothing cached. */
  restart(): void {
    this.serve = syncFunction(this.services)
  }

  moveClock(hours: number): void {
    this.now = new Date(this.now.getTime() + hours * 3_600_000)
    this.elapsed += hours * 3_600_000
  }

  /** A request on its way to its fate; what the client hears of it. */
  async post(person: string, request: SyncRequest, fate: Fate): Promise<EffectResult['post']> {
    const letter = { person, body: JSON.stringify(request) }
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
      case 'twice':
        await this.arrive(letter)
        return this.arrive(letter)
      case 'echo':
        this.underway.push(letter)
        return this.arrive(letter)
      case 'ok':
        return this.arrive(letter)
      default:
        return fate satisfies never
    }
  }

  /** One of the requests that are still under way arrives; nobody waits for its answer any more. */
  async deliver(n: number): Promise<boolean> {
    const [letter] = this.underway.splice(n % Math.max(1, this.underway.length), 1)
    if (!letter) return false
    await this.arrive(letter)
    return true
  }

  private async arrive({ person, body }: Letter): Promise<EffectResult['post']> {
    this.requests++
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
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the members that `sync` uses of Express's objects
    await this.serve(req as unknown as Request, res as unknown as Response)
    const json: unknown = JSON.parse(text)
    if (status === 200) return { answer: syncAnswerSchema.parse(json) }
    if (status < 500) return { refused: errorAnswerSchema.parse(json).error }
    return { unreachable: `HTTP ${status}` }
  }
}
