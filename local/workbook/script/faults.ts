import { exception } from './failure.ts'

/** A failure of a service that a test orders. */
export interface CallFault {
  /** Name of the call as in an execution's `serviceCalls`, such as `UrlFetchApp.fetch`. */
  readonly service: string
  /**
   * `before`: the call is not carried out and fails. `after`: it is carried out and its answer is lost.
   * `never`: no answer comes, until the run's time limit.
   */
  readonly when: 'before' | 'after' | 'never'
  /** How many calls fail; 1 unless said otherwise. */
  readonly times?: number
  /** How many calls go well before. */
  readonly skip?: number
  readonly message?: string
}

/** What happens to a trigger's runs that are about to begin. */
export interface TriggerFault {
  /** `delay`: they wait for `releaseDelayed`, and are not waited for by `idle`. */
  readonly do: 'drop' | 'duplicate' | 'delay'
  readonly times?: number
}

/** Failures of the platform, provoked from tests. */
export interface Faults {
  call(fault: CallFault): void
  trigger(fault: TriggerFault): void
  /** The next `times` tries to get a lock fail at once. */
  lockTimeout(times?: number): void
  /** Starts the trigger runs that were held back. */
  releaseDelayed(): void
  /** Milliseconds that a run may last: six minutes, as in Google, unless set. */
  timeLimitMs: number
  /** Forgets all orders that have not been used up. */
  clear(): void
}

/** The side of the faults that the runtime asks. */
export interface FaultDesk extends Faults {
  /** Carries out a call as the ordered faults will have it. */
  around<T>(service: string, work: () => Promise<T>): Promise<T>
  takeLockTimeout(): boolean
  /** Starts a trigger's run zero, one or two times, now or later. */
  start(run: () => void): void
}

const SIX_MINUTES = 6 * 60_000

export function createFaults(): FaultDesk {
  const calls: { fault: CallFault; skip: number; left: number }[] = []
  const triggers: { fault: TriggerFault; left: number }[] = []
  const delayed: (() => void)[] = []
  let lockTimeouts = 0

  const due = (service: string): CallFault | undefined => {
    const order = calls.find((one) => one.fault.service === service)
    if (!order) return undefined
    if (order.skip > 0) {
      order.skip -= 1
      return undefined
    }
    order.left -= 1
    if (order.left === 0) calls.splice(calls.indexOf(order), 1)
    return order.fault
  }

  return {
    timeLimitMs: SIX_MINUTES,
    call: (fault) => void calls.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 }),
    trigger: (fault) => void triggers.push({ fault, left: fault.times ?? 1 }),
    lockTimeout: (times = 1) => {
      lockTimeouts += times
    },
    releaseDelayed: () => {
      for (const run of delayed.splice(0)) run()
    },
    clear: () => {
      calls.length = 0
      triggers.length = 0
      lockTimeouts = 0
    },
    around: async (service, work) => {
      const fault = due(service)
      if (!fault) return await work()
      if (fault.when === 'never') return await new Promise<never>(() => undefined)
      if (fault.when === 'after') await work()
      throw exception(fault.message ?? `Service failed: ${service} (ordered by a test)`)
    },
    takeLockTimeout: () => {
      if (lockTimeouts === 0) return false
      lockTimeouts -= 1
      return true
    },
    start: (run) => {
      const order = triggers[0]
      if (!order) return run()
      order.left -= 1
      if (order.left === 0) triggers.shift()
      if (order.fault.do === 'delay') delayed.push(run)
      if (order.fault.do === 'duplicate') {
        run()
        run()
      }
    },
  }
}
