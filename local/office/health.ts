import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

const healthSchema = z.object({
  status: z.enum(['fine', 'late', 'down']),
  release: z.string(),
  mail: z.enum(['configured', 'missing', 'unknown']),
  jobs: z.record(
    z.string(),
    z.object({ at: z.string().nullable(), late: z.boolean(), failed: z.number() }),
  ),
})

/** How a running server is, in words for its administrator. */
export interface HealthTold {
  /** All is well; a server that has just come back after a long time says that its jobs are late. */
  readonly well: boolean
  /** It serves people. */
  readonly serves: boolean
  readonly release: string | null
  readonly lines: readonly string[]
}

const WORK: Readonly<Record<string, string>> = {
  tick: 'ежечасная проверка',
  reconcile: 'обмен с таблицами',
  refreshDashboards: '«Панель» и «Сегодня»',
  checkDeadlines: 'проверка сроков',
  weeklyDigest: 'еженедельная сводка',
}

/** Asks the server on this computer. @param url such as `http://127.0.0.1:8500` */
export async function askHealth(url: string): Promise<HealthTold> {
  let answer: unknown
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(10_000) })
    answer = await response.json()
  } catch {
    const lines = [
      `Сервер по адресу ${url} не отвечает. Что случилось: journalctl -u kurator -n 50`,
    ]
    return { well: false, serves: false, release: null, lines }
  }
  const read = healthSchema.safeParse(answer)
  if (!read.success) {
    return {
      well: false,
      serves: false,
      release: null,
      lines: [`По адресу ${url} отвечает другая программа.`],
    }
  }
  const { status, release, mail, jobs } = read.data
  const told = Object.entries(jobs).map(([name, { at, late, failed }]) => {
    const work = WORK[name] ?? name
    if (at === null) return `  ${work}: ещё не было`
    const when = new Date(at).toLocaleString('ru')
    return `  ${work}: ${when}${late ? ', давно' : ''}${failed > 0 ? ', с ошибкой' : ''}`
  })
  const words = {
    fine: 'всё работает',
    late: 'что-то давно не запускалось',
    down: 'хранилище молчит',
  }
  const mails = { configured: 'настроена', missing: 'не настроена', unknown: 'ещё не проверялась' }
  return {
    well: status === 'fine',
    serves: status !== 'down',
    release,
    lines: [`Версия ${release}: ${words[status]}.`, `  почта: ${mails[mail]}`, ...told],
  }
}

/** The same once somebody answers, or after `patience` seconds. */
export async function awaitHealth(url: string, patience: number): Promise<HealthTold> {
  for (let second = 0; ; second++) {
    const told = await askHealth(url)
    if (told.release !== null || second >= patience) return told
    await sleep(1_000)
  }
}
