import { ApiError } from './api-error.ts'
import { fieldIn } from './schema.ts'

/** Which parts of a message are meant: all of it, or some fields with their parts. */
export type Mask = true | ReadonlyMap<string, Mask>

type Tree = Map<string, Tree | true>

/**
 * Reads a partial-response mask, such as `sheets(properties.title,data/rowData)`, against a message.
 *
 * Strict as Google is: a space or an unknown name is an error, not an empty answer.
 *
 * @throws {ApiError} 400 with Google's words; 501 for a field that is not kept locally
 */
export function responseMask(fields: string, message: string): Mask {
  return parse(
    fields,
    message,
    (path) => `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`,
  )
}

/**
 * Reads the `fields` of an update request: `*`, or paths such as `userEnteredFormat.numberFormat`.
 *
 * @param message the message that the paths start from, such as `CellData`
 */
export function updateMask(fields: string | null | undefined, message: string): Mask {
  if (!fields) {
    throw new ApiError(
      400,
      "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    )
  }
  return parse(fields, message, (path) => `Invalid field: ${path}`)
}

function parse(fields: string, message: string, complaint: (path: string) => string): Mask {
  const root: Tree = new Map()
  let all = false
  // Each open bracket remembers the path that stood before it.
  const open: string[][] = []
  let path: string[] = []
  let word = ''
  const land = (): void => {
    if (word === '' && path.length === (open.at(-1)?.length ?? 0)) return
    const full = word === '' ? path : [...path, word]
    if (full.length === 1 && full[0] === '*') all = true
    else add(root, full, message, complaint)
    word = ''
    path = [...(open.at(-1) ?? [])]
  }
  let justClosed = false
  for (const char of fields) {
    if (char === ',') {
      if (!justClosed) {
        if (word === '') throw new ApiError(400, complaint([...path, word].join('.')))
        land()
      }
      path = [...(open.at(-1) ?? [])]
    } else if (char === '.' || char === '/') {
      path.push(word)
      word = ''
    } else if (char === '(') {
      path.push(word)
      word = ''
      open.push([...path])
    } else if (char === ')') {
      if (!justClosed) land()
      if (open.pop() === undefined) throw new ApiError(400, complaint(fields))
      path = [...(open.at(-1) ?? [])]
    } else {
      word += char
    }
    justClosed = char === ')'
  }
  if (!justClosed) {
    if (word === '') throw new ApiError(400, complaint([...path, word].join('.')))
    land()
  }
  if (open.length > 0) throw new ApiError(400, complaint(fields))
  return all ? true : root
}

function add(
  root: Tree,
  path: readonly string[],
  message: string,
  complaint: (path: string) => string,
): void {
  let tree = root
  let type: string | undefined = message
  for (const [index, name] of path.entries()) {
    const last = index === path.length - 1
    if (name === '*' && last && index > 0) {
      return markWhole(root, path.slice(0, -1))
    }
    const field: ReturnType<typeof fieldIn> = type === undefined ? undefined : fieldIn(type, name)
    if (!field) throw new ApiError(400, complaint(path.join('.')))
    type = field.message
    if (last) {
      tree.set(name, true)
      return
    }
    const next = tree.get(name)
    if (next === true) return
    const part: Tree = next ?? new Map()
    tree.set(name, part)
    tree = part
  }
}

function markWhole(root: Tree, path: readonly string[]): void {
  let tree = root
  for (const name of path.slice(0, -1)) {
    const next = tree.get(name)
    if (next === true) return
    const part: Tree = next ?? new Map()
    tree.set(name, part)
    tree = part
  }
  const name = path.at(-1)
  if (name !== undefined) tree.set(name, true)
}

/** The part of a mask below one field: undefined where the field is not asked for. */
export function below(mask: Mask, field: string): Mask | undefined {
  return mask === true ? true : mask.get(field)
}

/** A copy of a value that holds only what the mask asks for; absent parts stay absent. */
export function project<T>(value: T, mask: Mask): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field of an API message is optional: with some left out it is still a T
  return projected(value, mask) as T
}

function projected(value: unknown, mask: Mask): unknown {
  if (mask === true || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => projected(item, mask))
  const out: Record<string, unknown> = {}
  for (const [field, part] of mask) {
    const given: unknown = Reflect.get(value, field)
    if (given !== undefined && given !== null) out[field] = projected(given, part)
  }
  return out
}

/**
 * The target with the masked fields taken from the source: present ones replace, absent ones clear.
 * Returns undefined when nothing is left.
 *
 * @example assign({ note: 'a', hidden: true }, { note: 'b' }, updateMask('note', …))
 * // { note: 'b', hidden: true }
 */
export function assign<T extends object>(
  target: T | undefined,
  source: T | null | undefined,
  mask: Mask,
): T | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fields of one message, taken from two messages of its type
  return assigned(target, source ?? undefined, mask) as T | undefined
}

function assigned(
  target: object | undefined,
  source: object | undefined,
  mask: Mask,
): object | undefined {
  if (mask === true) return source && Object.keys(source).length > 0 ? source : undefined
  const out: Record<string, unknown> = { ...target }
  for (const [field, part] of mask) {
    const given: unknown = (source && Reflect.get(source, field)) ?? undefined
    const next = part === true ? given : assigned(asObject(out[field]), asObject(given), part)
    if (next === undefined) delete out[field]
    else out[field] = next
  }
  return Object.keys(out).length > 0 ? out : undefined
}

function asObject(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined
}
