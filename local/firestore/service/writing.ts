import { randomBytes } from 'node:crypto'
import type { Engine } from '../engine.ts'
import { invalidArgument, toStatus } from '../errors.ts'
import type { Bill } from '../meter.ts'
import { formatDocumentName, parseDocumentName } from '../paths.ts'
import type { Precondition, Write } from '../protocol.ts'
import { toTimestamp } from '../time.ts'
import type { Transaction } from '../transactions.ts'
import { documentBytes } from '../wire.ts'
import { checkWrite, writtenName } from '../write.ts'
import { selected } from './reading.ts'
import type {
  BatchWriteRequest,
  BeginTransactionRequest,
  CommitRequest,
  CreateDocumentRequest,
  DeleteDocumentRequest,
  RollbackRequest,
  UpdateDocumentRequest,
} from './requests.ts'

export async function beginTransaction(
  engine: Engine,
  request: BeginTransactionRequest,
): Promise<object> {
  return { transaction: engine.transactions.begin(request.options).id }
}

export async function commit(engine: Engine, request: CommitRequest, bill: Bill): Promise<object> {
  checkDatabase(request.database, request.writes)
  if (request.transaction.length === 0) return committed(engine, bill, request.writes)
  const transaction = engine.transactions.find(request.transaction)
  try {
    if (!transaction.isReadOnly) return await committed(engine, bill, request.writes, transaction)
    if (request.writes.length > 0)
      throw invalidArgument('Cannot modify entities in a read-only transaction.')
    return {}
  } finally {
    engine.transactions.end(transaction)
  }
}

async function committed(
  engine: Engine,
  bill: Bill,
  writes: readonly Write[],
  transaction?: Transaction,
): Promise<object> {
  const { time, results } = await engine.committer.commit(bill, writes, transaction)
  return { commitTime: toTimestamp(time), writeResults: results }
}

export async function rollback(engine: Engine, request: RollbackRequest): Promise<object> {
  engine.transactions.end(engine.transactions.find(request.transaction))
  return {}
}

/** Each write by itself: one that fails does not stop the others. */
export async function batchWrite(
  engine: Engine,
  request: BatchWriteRequest,
  bill: Bill,
): Promise<object> {
  checkDatabase(request.database, request.writes)
  for (const write of request.writes) checkWrite(write)
  const names = new Set(request.writes.map(writtenName))
  if (names.size < request.writes.length)
    throw invalidArgument('Multiple writes to the same document in one BatchWrite are not allowed.')
  const outcomes = await Promise.all(
    request.writes.map(async (write) => {
      try {
        const { results } = await engine.committer.commit(bill, [write])
        return { result: results[0] ?? {}, status: {} }
      } catch (error) {
        const { code, details } = toStatus(error)
        return { result: {}, status: { code, message: details } }
      }
    }),
  )
  return {
    writeResults: outcomes.map(({ result }) => result),
    status: outcomes.map((outcome) => outcome.status),
  }
}

function checkDatabase(database: string, writes: readonly Write[]): void {
  const root = `${database}/documents/`
  for (const write of writes) {
    const name = writtenName(write)
    if (!name.startsWith(root))
      throw invalidArgument(`The write of "${name}" is not in the database "${database}".`)
  }
}

export async function createDocument(
  engine: Engine,
  request: CreateDocumentRequest,
  bill: Bill,
): Promise<Uint8Array> {
  const id = request.documentId === '' ? randomId() : request.documentId
  const name = `${request.parent}/${request.collectionId}/${id}`
  const fields = request.document?.fields ?? {}
  await engine.committer.commit(bill, [
    writeOf(name, { update: { name, fields } }, mustExist(false)),
  ])
  return written(engine, name, request.mask)
}

export async function updateDocument(
  engine: Engine,
  request: UpdateDocumentRequest,
  bill: Bill,
): Promise<Uint8Array> {
  const { document, updateMask, currentDocument } = request
  if (document === null) throw invalidArgument('The request has no document.')
  const write = writeOf(document.name, { update: document }, currentDocument)
  await engine.committer.commit(bill, [{ ...write, updateMask }])
  return written(engine, document.name, request.mask)
}

export async function deleteDocument(
  engine: Engine,
  request: DeleteDocumentRequest,
  bill: Bill,
): Promise<object> {
  const write = writeOf(request.name, { delete: request.name }, request.currentDocument)
  await engine.committer.commit(bill, [write])
  return {}
}

function writeOf(
  name: string,
  operation: Pick<Write, 'update'> | Pick<Write, 'delete'>,
  currentDocument: Precondition | null,
): Write {
  return {
    operation: 'update' in operation ? 'update' : 'delete',
    update: { name, fields: {} },
    delete: name,
    transform: { document: name, fieldTransforms: [] },
    updateMask: null,
    updateTransforms: [],
    currentDocument,
    ...operation,
  }
}

function mustExist(exists: boolean): Precondition {
  return { conditionType: 'exists', exists, updateTime: null }
}

function written(engine: Engine, name: string, mask: UpdateDocumentRequest['mask']): Uint8Array {
  const document = engine.store.writer.get(parseDocumentName(name))
  if (document === undefined)
    throw invalidArgument(`"${formatDocumentName(parseDocumentName(name))}" was deleted meanwhile.`)
  return documentBytes(document, selected(mask))
}

const idLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function randomId(): string {
  return [...randomBytes(20)].map((byte) => idLetters[byte % idLetters.length]).join('')
}
