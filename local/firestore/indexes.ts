import { readFileSync } from 'node:fs'
import { type FieldPath, formatFieldPath, getField, parseFieldPath } from './fieldPath.ts'
import { OrderedBytes, Tag, writeId, writePath, writeValue } from './order.ts'
import type { Fields } from './protocol.ts'

export type Mode = 'ASCENDING' | 'DESCENDING' | 'CONTAINS'
export interface IndexField {
  path: FieldPath
  mode: Mode
}
export type QueryScope = 'COLLECTION' | 'COLLECTION_GROUP'

/** One ordered list of a collection's (or group's) documents: by the fields, then by name. */
export interface Index {
  /** undefined: every document of the database. */
  collection: string | undefined
  scope: QueryScope
  fields: readonly IndexField[]
  nameMode: 'ASCENDING' | 'DESCENDING'
}

/** Two indexes with the same identity are the same list. */
export function indexIdentity(index: Index): string {
  const fields = index.fields.map(({ path, mode }) => `${formatFieldPath(path)} ${mode}`)
  return [index.collection ?? '', index.scope, ...fields, `__name__ ${index.nameMode}`].join('\n')
}

/** What an entry's name part is made of: the id within a collection, the whole path within a group. */
export interface NamedPlace {
  collection: string
  id: string
}

/**
 * The keys under which a document stands in an index: none when it lacks one of the fields,
 * several when an array is indexed by its elements.
 */
export function entryKeys(index: Index, place: NamedPlace, fields: Fields): Buffer[] {
  let prefixes: OrderedBytes[] = [new OrderedBytes()]
  for (const { path, mode } of index.fields) {
    const value = getField(fields, path)
    if (value === undefined) return []
    if (mode !== 'CONTAINS') {
      for (const out of prefixes) {
        const start = out.length
        writeValue(out, value)
        if (mode === 'DESCENDING') out.invertFrom(start)
      }
      continue
    }
    const seen = new Set<string>()
    const longer: OrderedBytes[] = []
    for (const element of value.arrayValue?.values ?? []) {
      const bytes = new OrderedBytes()
      writeValue(bytes, element)
      const key = bytes.take()
      if (seen.has(key.toString('latin1'))) continue
      seen.add(key.toString('latin1'))
      for (const prefix of prefixes) {
        const out = new OrderedBytes()
        out.raw(prefix.take())
        out.raw(key)
        longer.push(out)
      }
    }
    prefixes = longer
  }
  return prefixes.map((out) => {
    const start = out.length
    writeName(out, index.scope, place)
    if (index.nameMode === 'DESCENDING') out.invertFrom(start)
    return out.take()
  })
}

export function writeName(out: OrderedBytes, scope: QueryScope, place: NamedPlace): void {
  if (scope === 'COLLECTION') {
    writeId(out, place.id)
    return
  }
  writePath(out, place.collection)
  writeId(out, place.id)
  // Without an end, a path that begins another would keep coming first in descending order.
  out.byte(Tag.end)
}

/** What `firestore.indexes.json` says: composite indexes, and fields whose automatic indexes differ. */
export interface IndexSettings {
  composites: readonly { collection: string; scope: QueryScope; fields: readonly IndexField[] }[]
  overrides: readonly {
    collection: string
    path: FieldPath
    indexes: readonly { scope: QueryScope; mode: Mode }[]
  }[]
}

export const noIndexSettings: IndexSettings = { composites: [], overrides: [] }

/** The override of a field: its own, or of the nearest map around it, or of the whole collection (`*`). */
export function overrideOf(
  settings: IndexSettings,
  collection: string,
  path: FieldPath,
): IndexSettings['overrides'][number] | undefined {
  return settings.overrides
    .filter(
      (one) =>
        one.collection === collection &&
        (one.path[0] === '*' || one.path.every((name, at) => name === path[at])),
    )
    .toSorted((left, right) => specificity(right.path) - specificity(left.path))[0]
}

function specificity(path: FieldPath): number {
  return path[0] === '*' ? 0 : path.length
}

/** Reads `firestore.indexes.json` (https://firebase.google.com/docs/reference/firestore/indexes). Throws naming the place that is wrong. */
export function readIndexSettings(file: string): IndexSettings {
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return {
    composites: list(json, 'indexes', file).map((entry, at) => {
      const place = `${file}: indexes[${at}]`
      return {
        collection: text(entry, 'collectionGroup', place),
        scope: scopeOf(entry, place),
        fields: list(entry, 'fields', place).map((field) => ({
          path: parseFieldPath(text(field, 'fieldPath', place)),
          mode: modeOf(field, place),
        })),
      }
    }),
    overrides: list(json, 'fieldOverrides', file).map((entry, at) => {
      const place = `${file}: fieldOverrides[${at}]`
      return {
        collection: text(entry, 'collectionGroup', place),
        path: overriddenPath(text(entry, 'fieldPath', place)),
        indexes: list(entry, 'indexes', place).map((index) => ({
          scope: scopeOf(index, place),
          mode: modeOf(index, place),
        })),
      }
    }),
  }
}

/** `*` stands for every field of the collection. */
function overriddenPath(path: string): FieldPath {
  return path === '*' ? ['*'] : parseFieldPath(path)
}

function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of
    ? Object.entries(of).find(([key]) => key === name)?.[1]
    : undefined
}

function list(of: unknown, name: string, place: string): unknown[] {
  const value = property(of, name) ?? []
  if (!Array.isArray(value)) throw new Error(`${place}: "${name}" must be a list.`)
  return value
}

function text(of: unknown, name: string, place: string): string {
  const value = property(of, name)
  if (typeof value !== 'string') throw new Error(`${place}: "${name}" must be a string.`)
  return value
}

function scopeOf(of: unknown, place: string): QueryScope {
  const scope = property(of, 'queryScope') ?? 'COLLECTION'
  if (scope !== 'COLLECTION' && scope !== 'COLLECTION_GROUP')
    throw new Error(`${place}: "queryScope" must be COLLECTION or COLLECTION_GROUP.`)
  return scope
}

function modeOf(of: unknown, place: string): Mode {
  const mode = property(of, 'arrayConfig') ?? property(of, 'order')
  if (mode !== 'ASCENDING' && mode !== 'DESCENDING' && mode !== 'CONTAINS')
    throw new Error(
      `${place}: a field needs "order": ASCENDING or DESCENDING, or "arrayConfig": CONTAINS.`,
    )
  return mode
}
