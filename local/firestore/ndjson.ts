import { once } from 'node:events'
import { closeSync, createWriteStream, openSync, readSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { acceptedFields } from './document.ts'
import { formatDocumentName, parseDocumentName } from './paths.ts'
import { type Document, DocumentMessage, type Fields } from './protocol.ts'
import type { StoredDocument } from './store/reader.ts'
import type { Store } from './store/store.ts'
import { type Micros, toTimestamp } from './time.ts'

/** The format of export files; their first line says it. */
const exportFormat = 'kurator-firestore-1'

/**
 * Writes every document of one moment to a file: a line that names the format, a line for each document
 * (name, times, fields in Firestore's JSON), and a last line with their number, without which the file is incomplete.
 * Others may go on writing to the store meanwhile.
 */
export async function exportStore(store: Pick<Store, 'snapshot'>, path: string): Promise<number> {
  using snapshot = store.snapshot()
  const partial = `${path}.partial`
  const file = createWriteStream(partial, { flush: true })
  const line = async (content: object) => {
    if (!file.write(`${JSON.stringify(content, keepMinusZero)}\n`)) await once(file, 'drain')
  }
  let documents = 0
  await line({ format: exportFormat })
  for (const document of snapshot.reader.everything()) {
    await line(documentLine(document))
    documents += 1
  }
  await line({ documents })
  file.end()
  await once(file, 'close')
  await rename(partial, path)
  return documents
}

/** JSON has no -0, and a document may. */
function keepMinusZero(_key: string, value: unknown): unknown {
  return Object.is(value, -0) ? '-0' : value
}

function documentLine(document: StoredDocument): object {
  const message = DocumentMessage.decode(document.bytes)
  const { fields } = DocumentMessage.toObject(message, {
    json: true,
    longs: String,
    bytes: String,
  })
  return {
    name: formatDocumentName(document.path),
    created: microsText(document.created),
    updated: microsText(document.updated),
    fields: fields ?? {},
  }
}

/**
 * Reads an export into an empty store: all of it or, when anything is wrong with the file, nothing.
 * Returns how many documents there are. Throws naming the line that is wrong.
 */
export function importStore(store: Store, path: string): number {
  const { writer } = store
  for (const document of writer.everything())
    throw new Error(
      `The store is not empty (it has ${formatDocumentName(document.path)}). Import into a new data folder.`,
    )
  return writer.transaction(() => {
    let documents = 0
    let newest = writer.newestTime()
    let promised: number | undefined
    let line = 0
    for (const text of linesOf(path)) {
      line += 1
      const place = `${path}, line ${line}`
      const content = parseLine(text, place)
      if (line === 1) {
        if (content['format'] !== exportFormat)
          throw new Error(`${place}: this is not a file of format "${exportFormat}".`)
      } else if (typeof content['documents'] === 'number') {
        promised = content['documents']
      } else {
        const { name, created, updated, fields } = readDocument(content, place)
        writer.put(parseDocumentName(name), { fields, created, updated }, undefined)
        newest = Math.max(newest, updated)
        documents += 1
      }
    }
    if (promised !== documents)
      throw new Error(
        `${path} is incomplete: it has ${documents} documents, and its end says ${promised ?? 'nothing'}.`,
      )
    writer.rememberTime(newest)
    return documents
  })
}

function parseLine(text: string, place: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content === 'object' && content !== null) return { ...content }
  } catch (error) {
    throw new Error(`${place}: this is not JSON.`, { cause: error })
  }
  throw new Error(`${place}: this is not a JSON object.`)
}

function readDocument(
  content: Record<string, unknown>,
  place: string,
): { name: string; created: Micros; updated: Micros; fields: Fields } {
  const { name, created, updated, fields } = content
  if (typeof name !== 'string' || typeof fields !== 'object' || fields === null)
    throw new Error(`${place}: a document needs "name" and "fields".`)
  const message = DocumentMessage.fromObject({ fields })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a Document message has the shape of Document
  const document = message as unknown as Document
  return {
    name,
    created: microsOf(created, place),
    updated: microsOf(updated, place),
    fields: acceptedFields(document.fields),
  }
}

/** `2021-09-20T06:00:00.123456Z` */
function microsText(time: Micros): string {
  const { seconds, nanos } = toTimestamp(time)
  const date = new Date(Number(seconds) * 1000).toISOString().slice(0, 19)
  return `${date}.${String(Math.round(nanos / 1000)).padStart(6, '0')}Z`
}

function microsOf(text: unknown, place: string): Micros {
  const [, date, micros] = typeof text === 'string' ? (/^(.{19})\.(\d{6})Z$/.exec(text) ?? []) : []
  const millis = Date.parse(`${date}Z`)
  if (Number.isNaN(millis))
    throw new Error(
      `${place}: "created" and "updated" must be times with microseconds, not ${String(text)}.`,
    )
  return millis * 1000 + Number(micros)
}

/** The lines of a file, one at a time: exports may be larger than memory. */
function* linesOf(path: string): Generator<string> {
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.alloc(1 << 20)
    let rest = Buffer.alloc(0)
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      rest = Buffer.concat([rest, chunk.subarray(0, size)])
      for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
        yield rest.toString('utf8', 0, end)
        rest = rest.subarray(end + 1)
      }
    }
    if (rest.length > 0) yield rest.toString('utf8')
  } finally {
    closeSync(file)
  }
}
