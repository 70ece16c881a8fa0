import { invalidArgument } from './errors.ts'

/** Where a document is: `collection` is the path of its collection below the database's root. */
export interface DocumentPath {
  /** `projects/P/databases/D` */
  database: string
  /** `programmes/p1/measures` */
  collection: string
  id: string
}

/** A place that collections hang from: a document, or the root when `path` is empty. */
export interface ParentPath {
  database: string
  /** `programmes/p1`, or `` for the root */
  path: string
}

const namePattern = /^(projects\/[^/]+\/databases\/[^/]+)\/documents(?:\/(.*))?$/s
const reservedPattern = /^__.*__$/s
const numericIdPattern = /^__id-?\d+__$/

/** Reads `projects/P/databases/D/documents/…` with an even number of segments after `documents`. */
export function parseDocumentName(name: string): DocumentPath {
  const { database, path } = split(name)
  const segments = path.split('/')
  if (path === '' || segments.length % 2 !== 0)
    throw invalidArgument(
      `Document name "${name}" does not point to a document: it needs an even number of segments after "documents".`,
    )
  checkSegments(segments, name)
  const slash = path.lastIndexOf('/')
  return { database, collection: path.slice(0, slash), id: path.slice(slash + 1) }
}

/** Reads the parent of collections: the database's root or a document. */
export function parseParent(name: string): ParentPath {
  const { database, path } = split(name)
  if (path === '') return { database, path }
  const segments = path.split('/')
  if (segments.length % 2 !== 0)
    throw invalidArgument(`Parent "${name}" is a collection; it must be a document or the root.`)
  checkSegments(segments, name)
  return { database, path }
}

function split(name: string): ParentPath {
  const match = namePattern.exec(name)
  const database = match?.[1]
  if (database === undefined)
    throw invalidArgument(
      `Resource name "${name}" does not begin with "projects/{project}/databases/{database}/documents".`,
    )
  return { database, path: match?.[2] ?? '' }
}

/** Firestore's rules for ids: https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields */
function checkSegments(segments: readonly string[], name: string): void {
  for (const [index, segment] of segments.entries()) {
    if (segment === '') throw invalidArgument(`Resource name "${name}" has an empty segment.`)
    if (segment === '.' || segment === '..')
      throw invalidArgument(`Resource name "${name}" has the id "${segment}", which is reserved.`)
    const isReserved = segment.startsWith('__') && reservedPattern.test(segment)
    if (isReserved && !(index % 2 === 1 && numericIdPattern.test(segment)))
      throw invalidArgument(
        `Resource name "${name}" has the id "${segment}": ids between double underscores are reserved.`,
      )
    if (segment.length > 500 && Buffer.byteLength(segment) > 1500)
      throw invalidArgument(`Resource name "${name}" has an id longer than 1500 bytes.`)
  }
}

export function formatDocumentName(path: DocumentPath): string {
  return `${path.database}/documents/${path.collection}/${path.id}`
}

export function formatParent(parent: ParentPath): string {
  return parent.path === ''
    ? `${parent.database}/documents`
    : `${parent.database}/documents/${parent.path}`
}

/** The path of the collection `id` below a parent. */
export function childCollection(parent: ParentPath, id: string): string {
  return parent.path === '' ? id : `${parent.path}/${id}`
}

/** The last segment of a collection's path: what collection-group queries and indexes go by. */
export function collectionId(collection: string): string {
  return collection.slice(collection.lastIndexOf('/') + 1)
}
