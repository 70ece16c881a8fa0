import type { Cells, Entered } from '../entered.ts'
import type { Role, StoredRow, Value } from '../records.ts'
import type { Texts } from '../texts/texts.ts'

/** What curator and coordinator decide about a measure that a school has reported or proposes to change. */
export const REVIEW_DEEDS = ['confirm', 'return', 'agree', 'decline'] as const
export type ReviewDeed = (typeof REVIEW_DEEDS)[number]

/** What a role may decide at a school. */
export function reviewDeedsOf(role: Role | null): readonly ReviewDeed[] {
  if (role === 'coordinator') return REVIEW_DEEDS
  return role === 'curator' ? ['confirm', 'return'] : []
}

/** A measure as it stands, as far as a decision goes by it. */
export type ReviewedRow = Pick<StoredRow, 'cells' | 'cellRevs'>

/** Whether a measure stands so that the deed means something. */
export function isOpenTo(deed: ReviewDeed, { cells }: ReviewedRow): boolean {
  return deed === 'confirm' || deed === 'return' ? isReported(cells) : proposalIn(cells) !== null
}

/** The school says that it is done, at least in part, and the curator has not confirmed it. */
function isReported(cells: Cells<Value>): boolean {
  const { status, check } = cells
  return (status === 'done' || status === 'partlyDone') && check !== 'confirmed'
}

/**
 * Whether a done measure waits for the curator: it was never looked at, or the school has written since it
 * was sent back.
 */
export function waitsForReview({ cells, cellRevs }: ReviewedRow): boolean {
  if (cells['status'] !== 'done' || cells['check'] === 'confirmed') return false
  return cells['check'] !== 'rework' || isAnswered({ cells, cellRevs })
}

/** Columns that a school corrects in a measure that was sent back. */
const ANSWERS = ['status', 'doneOn', 'evidence', 'actual', 'comment']

/** Whether the school has written since the measure was sent back. */
export function isAnswered({ cells, cellRevs }: ReviewedRow): boolean {
  const sentBack = cellRevs['check'] ?? 0
  return cells['check'] === 'rework' && ANSWERS.some((key) => (cellRevs[key] ?? 0) > sentBack)
}

/**
 * What a school proposes; null where nothing is to be decided. One that it has cancelled by itself waits for
 * consent too: until then it counts as not done.
 */
export function proposalIn(
  cells: Cells<Value>,
): { readonly cancel: true } | { readonly cancel: false; readonly deadline: string } | null {
  const { status, deadline, proposedDeadline, proposedCancel, consent } = cells
  if (status === 'done') return null
  if (status === 'cancelled') return consent === undefined ? { cancel: true } : null
  if (proposedCancel === true) return { cancel: true }
  return typeof proposedDeadline === 'string' && proposedDeadline !== deadline
    ? { cancel: false, deadline: proposedDeadline }
    : null
}

/**
 * The cells that a deed fills, as they would be typed; an empty text empties the cell. An agreed move keeps
 * the first deadline, a proposal that is decided on stands no more: its record keeps it.
 *
 * @param cells the measure's values in force
 * @param words the comment of who decides; of a declined proposal, why
 * @example deedCells('return', {}, ' Добавьте приказ ', texts) // { check: 'rework', checkComment: 'Добавьте приказ' }
 */
export function deedCells(
  deed: ReviewDeed,
  cells: Cells<Value>,
  words: string,
  { mailPages }: Texts,
): Cells<Entered> {
  const said = words.trim()
  switch (deed) {
    case 'confirm':
      return { check: 'confirmed' }
    case 'return':
      return { check: 'rework', checkComment: said }
    case 'agree': {
      const { deadline, firstDeadline, proposedDeadline } = cells
      const agreed =
        cells['proposedCancel'] === true || cells['status'] === 'cancelled'
          ? { status: 'cancelled' }
          : {
              deadline: String(proposedDeadline ?? ''),
              firstDeadline: String(firstDeadline ?? deadline ?? ''),
            }
      return { ...agreed, consent: 'agreed', ...NO_PROPOSAL }
    }
    case 'decline': {
      const comment = said === '' ? {} : { checkComment: mailPages.declined(said) }
      return { consent: 'declined', ...comment, ...NO_PROPOSAL }
    }
    default:
      return deed satisfies never
  }
}

const NO_PROPOSAL = { proposedDeadline: '', proposedCancel: '', proposedReason: '' }
