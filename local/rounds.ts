import type { Host } from './host.ts'

/**
 * Calls the scheduled functions as the scheduler does in production, and before them the add-on's hourly triggers
 * as Google does: every ten minutes what the sheets have goes to the store and then «Панель» and «Сегодня» are made
 * of it; every hour the tick finds the programmes whose hour has come. A round that is still running when the next is due is not joined by another.
 *
 * @returns how to stop
 */
export function startRounds(
  host: Pick<Host, 'job'> & { readonly script: Pick<Host['script'], 'fireTimeTriggers'> },
  failed: (error: unknown) => void = console.error,
): () => void {
  const round = repeat(10 * 60_000, async () => {
    await host.script.fireTimeTriggers()
    await host.job('reconcile')
    await host.job('refreshDashboards')
  })
  const hour = repeat(60 * 60_000, async () => {
    await host.job('tick')
  })
  return () => {
    clearInterval(round)
    clearInterval(hour)
  }

  function repeat(every: number, work: () => Promise<void>): NodeJS.Timeout {
    let running = false
    return setInterval(() => {
      if (running) return
      running = true
      work()
        .catch(failed)
        .finally(() => (running = false))
    }, every)
  }
}
