import { shownDay } from '../cells/day.ts'
import type { RowRule } from './table.ts'

const doneHasEvidence: RowRule = (cells, { texts }) => {
  if (cells.status !== 'done' || cells.evidence !== undefined) return []
  const text = texts.tables.measures.rules.noEvidence
  return [{ key: 'evidence', severity: 'hint', code: 'measures.noEvidence', text }]
}

const doneHasDay: RowRule = (cells, { texts, today }) => {
  if (cells.status !== 'done' || cells.doneOn !== undefined) return []
  const text = texts.tables.measures.rules.noDoneOn(shownDay(today))
  return [{ key: 'doneOn', severity: 'hint', code: 'measures.noDoneOn', text }]
}

const dayMeansDone: RowRule = (cells, { texts }) => {
  const finished = ['done', 'partlyDone', 'cancelled'].includes(String(cells.status))
  if (cells.doneOn === undefined || finished) return []
  const text = texts.tables.measures.rules.doneOnWithoutStatus
  return [{ key: 'status', severity: 'hint', code: 'measures.doneOnWithoutStatus', text }]
}

const startsBeforeDeadline: RowRule = (cells, { texts }) => {
  const { start, deadline } = cells
  if (typeof start !== 'string' || typeof deadline !== 'string' || start <= deadline) return []
  const text = texts.tables.measures.rules.startAfterDeadline(shownDay(start), shownDay(deadline))
  return [{ key: 'start', severity: 'hint', code: 'measures.startAfterDeadline', text }]
}

const proposalIsWhole: RowRule = (cells, { texts }) => {
  const rules = texts.tables.measures.rules
  const { proposedDeadline, proposedReason, deadline } = cells
  if (proposedDeadline !== undefined && proposedReason === undefined) {
    const text = rules.noReason
    return [{ key: 'proposedReason', severity: 'hint', code: 'measures.noReason', text }]
  }
  if (proposedDeadline === undefined && proposedReason !== undefined) {
    const text = rules.noProposedDeadline
    return [
      { key: 'proposedDeadline', severity: 'hint', code: 'measures.noProposedDeadline', text },
    ]
  }
  if (proposedDeadline !== undefined && proposedDeadline === deadline) {
    const text = rules.sameDeadline
    return [{ key: 'proposedDeadline', severity: 'hint', code: 'measures.sameDeadline', text }]
  }
  return []
}

const plansToImprove: RowRule = (cells, { texts }) => {
  const { direction, baseline, planned } = cells
  if (typeof baseline !== 'number' || typeof planned !== 'number') return []
  const worse =
    (direction === 'up' && planned < baseline) || (direction === 'down' && planned > baseline)
  if (!worse) return []
  const text = texts.tables.measures.rules.plannedWorse
  return [{ key: 'planned', severity: 'hint', code: 'measures.plannedWorse', text }]
}

const percentsFit: RowRule = (cells, { texts }) => {
  if (!/^(?:%|проценты?|процентов|percent)$/i.test(String(cells.unit))) return []
  return ['baseline', 'planned', 'actual']
    .filter((key) => typeof cells[key] === 'number' && (cells[key] < 0 || cells[key] > 100))
    .map((key) => ({
      key,
      severity: 'hint',
      code: 'measures.notAPercentage',
      text: texts.tables.measures.rules.notAPercentage,
    }))
}

/** What is looked at in a whole measure, in the order of the sheet. All are hints: the row is stored. */
export const measureRules: readonly RowRule[] = [
  dayMeansDone,
  doneHasDay,
  doneHasEvidence,
  plansToImprove,
  percentsFit,
  startsBeforeDeadline,
  proposalIsWhole,
]
