import type { Level } from '../tables/schools.ts'

/** A number that may differ by the level of the school. */
export interface ByLevel {
  readonly every: number
  readonly levels: Readonly<Partial<Record<Level, number>>>
}

/** As an office writes them in «Настройки», in either language. */
const LEVEL_WORDS: Readonly<Record<string, Level>> = {
  нош: 'primary',
  оош: 'basic',
  сош: 'secondary',
  primary: 'primary',
  basic: 'basic',
  secondary: 'secondary',
}

/**
 * Reads a number for all schools, or numbers by level; null for what is neither.
 *
 * @param every what counts for the levels that are not named
 * @example readByLevel('30 %, НОШ 40', 25) // { every: 30, levels: { primary: 40 } }
 * @example readByLevel('СОШ 25', 30) // { every: 30, levels: { secondary: 25 } }
 */
export function readByLevel(
  text: string,
  every: number,
  [min, max]: readonly [number, number],
): ByLevel | null {
  const levels: Partial<Record<Level, number>> = {}
  let common: number | null = null
  for (const part of text.trim().split(/\s*[,;]\s*/)) {
    const match = /^(?:(\p{L}+)\s*[:—-]?\s*)?(\d{1,4})\s*%?$/u.exec(part)
    const value = Number(match?.[2])
    if (match === null || value < min || value > max) return null
    const word = match[1]?.toLowerCase()
    if (word === undefined) {
      if (common !== null) return null
      common = value
      continue
    }
    const level = LEVEL_WORDS[word]
    if (level === undefined || levels[level] !== undefined) return null
    levels[level] = value
  }
  return { every: common ?? every, levels }
}

/** What counts for a school; one without a level goes by what counts for all. */
export function atLevel({ every, levels }: ByLevel, level: Level | null): number {
  return (level === null ? undefined : levels[level]) ?? every
}
