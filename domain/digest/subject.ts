import { SUBJECT_LIMIT } from './digest.ts'
import { tidy } from './words.ts'

/** Something that the subject may say, and how the preheader says it when the subject has no room. */
export interface Piece {
  /** From the longest to the shortest. */
  readonly wordings: readonly string[]
  /** A sentence of its own. */
  readonly apart?: string
  /** A deed that joins others in one sentence: «доработать 1 меру». */
  readonly deed?: string
}

/**
 * The fullest subject of at most 60 characters: two pieces if they fit in some wording, else one, else
 * one after a shortened name. `unsaid` are the pieces left for the preheader.
 *
 * @param pieces the most urgent first; at least one
 * @example fitSubject('Маруха', [{ wordings: ['просрочена 1 мера'] }]).subject // 'Маруха: просрочена 1 мера'
 */
export function fitSubject(
  name: string,
  pieces: readonly Piece[],
): { readonly subject: string; readonly unsaid: readonly Piece[] } {
  const [first, second] = pieces
  const written = (parts: readonly string[]) => `${name}: ${parts.join(', ')}`
  const pairs = (second?.wordings ?? []).flatMap((two) =>
    (first?.wordings ?? []).map((one) => [one, two]),
  )
  const singles = (first?.wordings ?? []).map((one) => [one])
  const fitting = [...pairs, ...singles].find((parts) => written(parts).length <= SUBJECT_LIMIT)
  if (fitting) return { subject: written(fitting), unsaid: pieces.slice(fitting.length) }

  const shortest = first?.wordings.at(-1) ?? ''
  const shortName = tidy(name, Math.max(1, SUBJECT_LIMIT - shortest.length - 2))
  return { subject: `${shortName}: ${shortest}`, unsaid: pieces.slice(1) }
}
