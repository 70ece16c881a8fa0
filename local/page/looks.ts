import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import type { Cell } from '../workbook/state.ts'
import type { Look, Looks } from './view.ts'

/** What the look of a cell depends on besides its format and rule. */
type Kind = 'text' | 'number' | 'boolean' | 'error'

/**
 * The looks of all cells, numbered: thousands of cells share a few. Formats and rules are values that
 * never change, so each is judged once.
 */
export class LookBook {
  readonly #looks: Look[] = [{}]
  readonly #numbers = new Map<string, number>([['{}', 0]])
  readonly #byParts = new Map<string, number>()
  readonly #parts = new WeakMap<object, number>()
  readonly #texts = new Map<string, number>()

  /** The number of a cell's look; 0 is the plain one. */
  of(cell: Cell): number {
    const { userEnteredFormat: format, dataValidation: rule } = cell
    const kind = kindOf(cell)
    const key = `${this.#part(format)} ${this.#part(rule)} ${kind}`
    const known = this.#byParts.get(key)
    if (known !== undefined) return known
    const number = this.#numbered(lookOf(format ?? {}, rule, kind))
    this.#byParts.set(key, number)
    return number
  }

  /** The looks of these numbers. */
  pick(numbers: Iterable<number>): Looks {
    return Object.fromEntries([...new Set(numbers)].map((n) => [n, this.#looks[n] ?? {}]))
  }

  #part(value: object | undefined): number {
    if (!value) return 0
    const known = this.#parts.get(value)
    if (known !== undefined) return known
    const text = JSON.stringify(value)
    const number = this.#texts.get(text) ?? this.#texts.size + 1
    this.#texts.set(text, number)
    this.#parts.set(value, number)
    return number
  }

  #numbered(look: Look): number {
    const text = JSON.stringify(look)
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#looks.length)
    return this.#looks.push(look) - 1
  }
}

function kindOf({ userEnteredValue: value }: Cell): Kind {
  if (typeof value?.numberValue === 'number') return 'number'
  if (typeof value?.boolValue === 'boolean') return 'boolean'
  return typeof value?.formulaValue === 'string' ? 'error' : 'text'
}

/** Numbers stand to the right and yes/no in the middle, unless somebody has aligned them. */
const NATURAL: Readonly<Record<Kind, Look['align']>> = {
  text: undefined,
  number: 'RIGHT',
  boolean: 'CENTER',
  error: 'CENTER',
}

function lookOf(
  format: sheets_v4.Schema$CellFormat,
  rule: sheets_v4.Schema$DataValidationRule | undefined,
  kind: Kind,
): Look {
  const { bold, italic, underline, strikethrough, fontSize, foregroundColor } =
    format.textFormat ?? {}
  const align = oneOf(['LEFT', 'CENTER', 'RIGHT'], format.horizontalAlignment) ?? NATURAL[kind]
  const valign = oneOf(['TOP', 'MIDDLE', 'BOTTOM'], format.verticalAlignment)
  const wrap = format.wrapStrategy === 'WRAP' ? 'WRAP' : clipped(format.wrapStrategy)
  const condition = rule?.condition
  return {
    ...(bold ? { bold: true } : {}),
    ...(italic ? { italic: true } : {}),
    ...(underline ? { underline: true } : {}),
    ...(strikethrough ? { strike: true } : {}),
    ...(fontSize ? { size: fontSize } : {}),
    ...(foregroundColor ? { color: hexOf(foregroundColor) } : {}),
    ...(format.backgroundColor ? { fill: hexOf(format.backgroundColor) } : {}),
    ...(align ? { align } : {}),
    ...(valign ? { valign } : {}),
    ...(wrap ? { wrap } : {}),
    ...(condition?.type === 'ONE_OF_LIST'
      ? { choices: (condition.values ?? []).map((value) => value.userEnteredValue ?? '') }
      : {}),
    ...(condition?.type === 'BOOLEAN' ? { checkBox: true } : {}),
  }
}

function clipped(strategy: string | null | undefined): Look['wrap'] {
  return strategy === 'CLIP' ? 'CLIP' : undefined
}

function oneOf<T extends string>(list: readonly T[], value: string | null | undefined) {
  return list.find((one) => one === value)
}

/** Google's colour has parts from 0 to 1; those left out are 0. */
export function hexOf({ red, green, blue }: sheets_v4.Schema$Color): string {
  return `#${hexPart(red)}${hexPart(green)}${hexPart(blue)}`
}

function hexPart(value: number | null | undefined): string {
  return Math.round((value ?? 0) * 255)
    .toString(16)
    .padStart(2, '0')
}
