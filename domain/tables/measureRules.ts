import { shownDay } from '../cells/day.ts'
import { isCancelled } from '../deadlines.ts'
import { examples, inOrder, onlyOnce } from './rules.ts'
import type { RowRule } from './table.ts'

const done = { event: 'Входная диагностика', status: 'done', doneOn: '2021-09-17' } as const
const proof = 'Приказ № 45 от 12.09.2021'

const dayMeansDone: RowRule = {
  code: 'measures.doneOnWithoutStatus',
  severity: 'hint',
  ...examples({ ...done, status: 'inProgress' }, { ...done, evidence: proof }),
  find(cells, { texts }) {
    const finished = ['done', 'partlyDone', 'cancelled'].includes(String(cells.status))
    if (cells.doneOn === undefined || finished) return []
    return [{ key: 'status', text: texts.tables.measures.rules.doneOnWithoutStatus }]
  },
}

const doneHasDay: RowRule = {
  code: 'measures.noDoneOn',
  severity: 'hint',
  ...examples({ status: 'done', evidence: proof }, { ...done, evidence: proof }),
  find(cells, { texts, today }) {
    if (cells.status !== 'done' || cells.doneOn !== undefined) return []
    return [{ key: 'doneOn', text: texts.tables.measures.rules.noDoneOn(shownDay(today)) }]
  },
}

const doneHasEvidence: RowRule = {
  code: 'measures.noEvidence',
  severity: 'hint',
  ...examples(done, { ...done, evidence: proof }),
  find(cells, { texts }) {
    if (cells.status !== 'done' || cells.evidence !== undefined) return []
    return [{ key: 'evidence', text: texts.tables.measures.rules.noEvidence }]
  },
}

const plansToImprove: RowRule = {
  code: 'measures.plannedWorse',
  severity: 'hint',
  ...examples(
    { direction: 'down', baseline: 1, planned: 3 },
    { direction: 'down', baseline: 3, planned: 1 },
  ),
  find(cells, { texts }) {
    const { direction, baseline, planned } = cells
    if (typeof baseline !== 'number' || typeof planned !== 'number') return []
    const worse =
      (direction === 'up' && planned < baseline) || (direction === 'down' && planned > baseline)
    return worse ? [{ key: 'planned', text: texts.tables.measures.rules.plannedWorse }] : []
  },
}

const percentsFit: RowRule = {
  code: 'measures.notAPercentage',
  severity: 'hint',
  ...examples({ unit: '%', actual: 101 }, { unit: '%', actual: 100 }),
  find(cells, { texts }) {
    if (!/^(?:%|проценты?|процентов|percent)$/i.test(String(cells.unit))) return []
    return ['baseline', 'planned', 'actual']
      .filter((key) => typeof cells[key] === 'number' && (cells[key] < 0 || cells[key] > 100))
      .map((key) => ({ key, text: texts.tables.measures.rules.notAPercentage }))
  },
}

const startsBeforeDeadline = inOrder('start', 'deadline', {
  code: 'measures.startAfterDeadline',
  ...examples(
    { start: '2021-10-01', deadline: '2021-09-30' },
    { start: '2021-09-30', deadline: '2021-09-30' },
  ),
})

const proposalHasReason: RowRule = {
  code: 'measures.noReason',
  severity: 'hint',
  ...examples(
    { deadline: '2021-10-15', proposedDeadline: '2021-10-29' },
    { deadline: '2021-10-15', proposedDeadline: '2021-10-29', proposedReason: 'ремонт зала' },
  ),
  find(cells, { texts }) {
    if (cells.proposedDeadline === undefined || cells.proposedReason !== undefined) return []
    return [{ key: 'proposedReason', text: texts.tables.measures.rules.noReason }]
  },
}

const reasonHasProposal: RowRule = {
  code: 'measures.noProposedDeadline',
  severity: 'hint',
  ...examples(
    { deadline: '2021-10-15', proposedReason: 'ремонт зала' },
    { deadline: '2021-10-15', proposedReason: 'ремонт зала', proposedCancel: true },
  ),
  find(cells, { texts }) {
    const proposed = cells.proposedDeadline !== undefined || cells.proposedCancel === true
    if (cells.proposedReason === undefined || proposed) return []
    return [{ key: 'proposedDeadline', text: texts.tables.measures.rules.noProposedDeadline }]
  },
}

const cancelHasReason: RowRule = {
  code: 'measures.noCancelReason',
  severity: 'hint',
  ...examples(
    { proposedCancel: true },
    { proposedCancel: true, proposedReason: 'кабинет закрыт на ремонт' },
  ),
  find(cells, { texts }) {
    if (cells.proposedCancel !== true || cells.proposedReason !== undefined) return []
    return [{ key: 'proposedCancel', text: texts.tables.measures.rules.noCancelReason }]
  },
}

const cancelledByConsent: RowRule = {
  code: 'measures.cancelledWithoutConsent',
  severity: 'hint',
  ...examples({ status: 'cancelled' }, { status: 'cancelled', consent: 'agreed' }),
  find(cells, { texts }) {
    if (cells.status !== 'cancelled' || isCancelled(cells)) return []
    return [{ key: 'status', text: texts.tables.measures.rules.cancelledWithoutConsent }]
  },
}

const proposesAnotherDay: RowRule = {
  code: 'measures.sameDeadline',
  severity: 'hint',
  ...examples(
    { deadline: '2021-10-15', proposedDeadline: '2021-10-15', proposedReason: 'ремонт зала' },
    { deadline: '2021-10-15', proposedDeadline: '2021-10-29', proposedReason: 'ремонт зала' },
  ),
  find(cells, { texts }) {
    const { proposedDeadline, proposedReason, deadline } = cells
    const same = proposedDeadline !== undefined && proposedDeadline === deadline
    if (!same || proposedReason === undefined) return []
    return [{ key: 'proposedDeadline', text: texts.tables.measures.rules.sameDeadline }]
  },
}

const twin = { event: 'Входная диагностика', deadline: '2021-09-30' }

/** What is looked at in a whole measure, in the order of the sheet. All are hints: the row is stored. */
export const measureRules: readonly RowRule[] = [
  onlyOnce('measures', ['event', 'deadline'], {
    code: 'measures.twice',
    wrong: { cells: twin, beside: { measures: { other: twin } } },
    right: { cells: twin, beside: { measures: { other: { ...twin, deadline: '2021-12-24' } } } },
  }),
  dayMeansDone,
  cancelledByConsent,
  doneHasDay,
  doneHasEvidence,
  plansToImprove,
  percentsFit,
  startsBeforeDeadline,
  proposalHasReason,
  cancelHasReason,
  reasonHasProposal,
  proposesAnotherDay,
]
