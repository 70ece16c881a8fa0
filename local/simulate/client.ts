import type { Effect, EffectResult, Memory, Steps } from '../../domain/workbook/effects.ts'
import { cameTooLate } from '../../domain/workbook/turn.ts'
import type { Outcome } from '../../domain/workbook/outcome.ts'
import { NOTHING_REMEMBERED, syncRun, type RunOptions } from '../../domain/workbook/run.ts'
import { ApiError } from '../workbook/api-error.ts'
import type { Shell } from './steps.ts'

/** What carries out the effects of a run, and looks on. */
export interface World {
  newId(): string
  perform(effect: Exclude<Effect, { do: 'newId' | 'remember' | 'progress' }>): Promise<unknown>
}

/** A result that is not there yet: the world goes on, and the client waits. */
export class Pending {
  /** Lets it come about. */
  readonly answer: () => Promise<EffectResult['post']>

  constructor(answer: () => Promise<EffectResult['post']>) {
    this.answer = answer
  }
}

/** The result of going on with a run. */
export type Progress =
  | { readonly state: 'underway' | 'idle' }
  | { readonly state: 'ended'; readonly outcome: Outcome }
  /** The Sheets service has refused a call: the shell gives the run up, as Apps Script would. */
  | { readonly state: 'failed'; readonly reason: string }

/**
 * One shell over the client core, in one workbook: the add-on or `reconcile`. It goes on effect by
 * effect, and keeps between runs what the core asked it to remember, nothing else.
 */
export class Client {
  readonly shell: Shell
  memory: Memory = NOTHING_REMEMBERED
  last: Outcome | null = null
  private readonly spreadsheetId: string
  private run: Steps<Outcome> | null = null
  private waiting: Effect | null = null
  private pending: Pending | null = null

  constructor(spreadsheetId: string, shell: Shell) {
    this.spreadsheetId = spreadsheetId
    this.shell = shell
  }

  get busy(): boolean {
    return this.run !== null
  }

  begin(wishes: Omit<RunOptions, 'spreadsheetId' | 'shell' | 'memory'>): void {
    const { spreadsheetId, shell, memory } = this
    this.run = syncRun({ spreadsheetId, shell, memory, ...wishes })
    const step = this.run.next()
    if (step.done) this.end(step.value)
    else this.waiting = step.value
  }

  /** The process dies; what it was about to do is never done. */
  crash(): void {
    this.run = null
    this.waiting = null
    this.pending = null
  }

  /** Carries out up to so many effects that reach the world. */
  async advance(effects: number, world: World): Promise<Progress> {
    let left = effects
    while (this.run && this.waiting) {
      const effect = this.waiting
      const far = effect.do === 'get' || effect.do === 'batchUpdate' || effect.do === 'post'
      if (far && left-- === 0) return { state: 'underway' }
      let result: unknown
      if (this.pending) {
        const { pending } = this
        this.pending = null
        result = await pending.answer()
      } else if (effect.do === 'newId') result = world.newId()
      else if (effect.do === 'remember') this.memory = effect.memory
      else if (far) {
        try {
          result = await world.perform(effect)
        } catch (error) {
          // Another run has given ids since the sheet was read; the core reads anew.
          const late = effect.do === 'batchUpdate' && cameTooLate(String(error))
          if (!late) this.crash()
          if (late) result = null
          else if (error instanceof ApiError) return { state: 'failed', reason: error.message }
          else throw error
        }
        if (result instanceof Pending) {
          this.pending = result
          return { state: 'underway' }
        }
      }
      const step = this.run.next(result)
      if (!step.done) this.waiting = step.value
      else {
        this.end(step.value)
        return { state: 'ended', outcome: step.value }
      }
    }
    return { state: 'idle' }
  }

  private end(outcome: Outcome): void {
    this.crash()
    this.last = outcome
  }
}
