import { invalidArgument } from './errors.ts'
import { type Fields, kindOf, type Value } from './protocol.ts'

/** A field's place inside a document: the names of the maps on the way, then its own. */
export type FieldPath = readonly string[]

const simple = /^[a-zA-Z_][a-zA-Z_0-9]*$/
const reserved = /^__.*__$/s

/**
 * Reads `a.b` or a path with quoted names: backquotes around, `\` before a backquote or a backslash.
 *
 * parseFieldPath('a.`b.c`') // ['a', 'b.c']
 */
export function parseFieldPath(text: string): FieldPath {
  const names: string[] = []
  let at = 0
  for (;;) {
    const [name, next] = text[at] === '`' ? quoted(text, at) : plain(text, at)
    names.push(name)
    if (next === text.length) return names
    if (text[next] !== '.')
      throw invalidArgument(`Field path "${text}" is not valid: a dot is missing at ${next}.`)
    at = next + 1
  }
}

function plain(text: string, start: number): [string, number] {
  const dot = text.indexOf('.', start)
  const end = dot === -1 ? text.length : dot
  const name = text.slice(start, end)
  if (!simple.test(name))
    throw invalidArgument(
      `Field path "${text}" is not valid: "${name}" must be put in backquotes, or must not be empty.`,
    )
  return [name, end]
}

function quoted(text: string, start: number): [string, number] {
  let name = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at]
    if (char === '`') {
      if (name === '') break
      return [name, at + 1]
    }
    if (char === '\\') at += 1
    name += text[at] ?? ''
  }
  throw invalidArgument(
    `Field path "${text}" is not valid: a backquote is not closed, or nothing is in it.`,
  )
}

/** Writes a path as Firestore does, with quotes where a name is not a plain identifier. */
export function formatFieldPath(path: FieldPath): string {
  return path
    .map((name) => (simple.test(name) ? name : `\`${name.replaceAll(/[\\`]/g, String.raw`\$&`)}\``))
    .join('.')
}

/** A path that a write may name: Firestore keeps names between double underscores to itself. */
export function parseWritablePath(text: string): FieldPath {
  const path = parseFieldPath(text)
  for (const name of path) checkFieldName(name)
  return path
}

export function checkFieldName(name: string): void {
  if (name === '') throw invalidArgument('A field name must not be empty.')
  if (reserved.test(name))
    throw invalidArgument(`Field name "${name}" is reserved: it is between double underscores.`)
  if (name.length > 500 && Buffer.byteLength(name) > 1500)
    throw invalidArgument(`Field name "${name.slice(0, 40)}…" is longer than 1500 bytes.`)
}

/** The fields of a map; undefined for all else, also for a vector, which only looks like a map. */
function fieldsInside(value: Value): Fields | undefined {
  if (kindOf(value) !== 'mapValue') return undefined
  const fields = value.mapValue?.fields ?? {}
  return Object.hasOwn(fields, '__type__') ? undefined : fields
}

export function getField(fields: Fields, path: FieldPath): Value | undefined {
  let inside: Fields | undefined = fields
  let value: Value | undefined
  for (const name of path) {
    if (inside === undefined || !Object.hasOwn(inside, name)) return undefined
    value = inside[name]
    inside = value === undefined ? undefined : fieldsInside(value)
  }
  return value
}

/** The fields with one replaced (or removed, when `value` is undefined); what is not on its way is shared, not copied. */
export function withField(fields: Fields, path: FieldPath, value: Value | undefined): Fields {
  const [name, ...rest] = path
  if (name === undefined) return fields
  const copy: Fields = { ...fields }
  if (rest.length === 0) {
    if (value === undefined) delete copy[name]
    else copy[name] = value
    return copy
  }
  const old = Object.hasOwn(fields, name) ? fields[name] : undefined
  const inside = old === undefined ? undefined : fieldsInside(old)
  if (inside === undefined && value === undefined) return fields
  copy[name] = { mapValue: { fields: withField(inside ?? {}, rest, value) } }
  return copy
}

/** Only the fields that the paths name. */
export function pickFields(fields: Fields, paths: readonly FieldPath[]): Fields {
  let picked: Fields = {}
  for (const path of paths) {
    const value = getField(fields, path)
    if (value !== undefined) picked = withField(picked, path, value)
  }
  return picked
}
