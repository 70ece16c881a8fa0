import type { LiveDesk } from './desk.ts'

/** What the first line says, and its colour: fine, waiting for something, stopped. */
export interface StateLine {
  readonly text: string
  readonly tone: 'fine' | 'wait' | 'stop'
}

/** How the workbook stands: «Сохранено всё · данные на 08:10». */
export function stateLine({ say, state, panel, busy, broken }: LiveDesk): StateLine {
  const asOf = panel === null ? '' : ` · ${say.asOf(panel.time)}`
  if (busy > 0) return { text: say.loading, tone: 'wait' }
  if (broken || state === null) return { text: say.broken, tone: 'stop' }
  const { outcome } = state
  if (outcome === null) return { text: say.busy + asOf, tone: 'wait' }
  switch (outcome.state) {
    case 'unreachable':
      return { text: say.offline(outcome.waiting) + asOf, tone: 'stop' }
    case 'refused':
      return { text: outcome.refusal?.message ?? say.broken, tone: 'stop' }
    case 'restless':
      return { text: say.restless + asOf, tone: 'wait' }
    default: {
      if (state.panel === null) return { text: say.offline(outcome.waiting) + asOf, tone: 'stop' }
      const cells = state.panel.fixes.length + state.panel.moreFixes
      return { text: say.saved(cells) + asOf, tone: cells === 0 ? 'fine' : 'wait' }
    }
  }
}
