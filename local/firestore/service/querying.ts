import {
  Accumulator,
  type Aggregate,
  countValue,
  parseAggregations,
  withSummedFields,
} from '../aggregate.ts'
import { type Engine, readingIn, viewing } from '../engine.ts'
import { failedPrecondition, invalidArgument, unimplemented } from '../errors.ts'
import { count, execute, prepare } from '../execute.ts'
import { formatFieldPath } from '../fieldPath.ts'
import { isName, samePath, testsOf } from '../filter.ts'
import type { Bill } from '../meter.ts'
import { formatDocumentName } from '../paths.ts'
import type { StructuredQuery, Value } from '../protocol.ts'
import { parseQuery, type Query } from '../query.ts'
import { missingIndex } from '../strict.ts'
import type { Transaction } from '../transactions.ts'
import { documentBytes, runQueryAnswer, transactionAnswer } from '../wire.ts'
import type { RunAggregationQueryRequest, RunQueryRequest, Send } from './requests.ts'

/** Sends the documents of a query in its order; a query without any still answers once, with its read time. */
export async function runQuery(
  engine: Engine,
  request: RunQueryRequest,
  bill: Bill,
  send: Send,
): Promise<void> {
  if (request.structuredQuery === null) throw invalidArgument('The request has no query.')
  if (request.explainOptions !== null) throw unimplemented('query explanations')
  const query = parseQuery(request.parent, request.structuredQuery)
  checkIndexes(engine, query)
  const { transaction, begun } = readingIn(engine, request)
  const prepared = prepare(query, engine.store.writer)
  const select = query.select?.filter((path) => !isName(path))
  if (begun !== undefined) await send(transactionAnswer(2, begun))
  await lockResults(engine, transaction, query)
  await viewing(engine, transaction, async (view) => {
    view.transaction?.readQuery(query)
    let [read, skipped, sent] = [0, 0, 0]
    for (const { document, isSkipped } of execute(prepared, view.reader)) {
      read += 1
      if (isSkipped) {
        skipped += 1
        continue
      }
      sent += 1
      await send(runQueryAnswer(documentBytes(document, select), view.time, skipped))
      skipped = 0
    }
    bill.query(read)
    if (sent === 0) await send(runQueryAnswer(undefined, view.time, skipped))
  })
}

/** Waits for the documents that a transaction's query finds, so that transactions on the same ones take turns. */
async function lockResults(
  engine: Engine,
  transaction: Transaction | undefined,
  query: Query,
): Promise<void> {
  if (transaction === undefined || transaction.isReadOnly) return
  const prepared = prepare(query, engine.store.writer)
  const names = await viewing(engine, transaction, ({ reader }) =>
    [...execute(prepared, reader)].map(({ document }) => formatDocumentName(document.path)),
  )
  await engine.transactions.locks.acquire(transaction, names)
}

export async function runAggregationQuery(
  engine: Engine,
  request: RunAggregationQueryRequest,
  bill: Bill,
): Promise<object[]> {
  const asked = request.structuredAggregationQuery
  if (!asked?.structuredQuery) throw invalidArgument('The request has no query.')
  if (request.explainOptions !== null) throw unimplemented('query explanations')
  const aggregates = parseAggregations(asked.aggregations)
  const parsed = parseQuery(request.parent, asked.structuredQuery)
  if (parsed.select !== undefined && aggregates.some(({ path }) => path !== undefined))
    throw invalidArgument('Cannot apply property masks when aggregation fields are present.')
  checkSummed(parsed, aggregates, asked.structuredQuery)
  const query = withSummedFields(parsed, aggregates)
  checkIndexes(engine, query)
  const { transaction, begun } = readingIn(engine, request)
  const prepared = prepare(query, engine.store.writer)
  return viewing(engine, transaction, (view) => {
    view.transaction?.readQuery(query)
    const aggregateFields: Record<string, Value> = {}
    const readTime = { seconds: Math.floor(view.time / 1e6), nanos: (view.time % 1e6) * 1000 }
    if (aggregates.every(({ kind }) => kind === 'count')) {
      const counted = count(prepared, view.reader)
      bill.aggregation(counted + query.offset)
      for (const { alias, upTo } of aggregates) aggregateFields[alias] = countValue(counted, upTo)
    } else {
      const accumulators = aggregates.map((aggregate) => new Accumulator(aggregate))
      let read = 0
      for (const { document, isSkipped } of execute(prepared, view.reader)) {
        read += 1
        if (!isSkipped) for (const one of accumulators) one.add(document.fields)
      }
      bill.aggregation(read)
      for (const one of accumulators) aggregateFields[one.aggregate.alias] = one.result()
    }
    const result = { result: { aggregateFields }, readTime }
    return begun === undefined ? [result] : [{ transaction: begun }, result]
  })
}

/** In strict mode refuses what production would refuse, and says so on the console: client libraries tell only seconds later. */
function checkIndexes(engine: Engine, query: Query): void {
  const entry = engine.strict ? missingIndex(query, engine.indexes) : undefined
  if (entry === undefined) return
  const message = `The query requires an index that firestore.indexes.json does not have. Add to ${entry}`
  console.warn(message)
  throw failedPrecondition(message)
}

/** Sums cannot be read behind the name: nothing stands there in an index. */
function checkSummed(
  query: Query,
  aggregates: readonly Aggregate[],
  { where, orderBy }: StructuredQuery,
): void {
  const tests = where === null ? [] : testsOf(where)
  const usesName =
    tests.some(({ path }) => isName(path)) ||
    orderBy.some(({ field }) => field?.fieldPath === '__name__')
  if (!usesName) return
  const missing = aggregates.flatMap(({ path }) =>
    path === undefined || query.orders.some((order) => samePath(order.path, path))
      ? []
      : [formatFieldPath(path)],
  )
  if (missing.length > 0)
    throw invalidArgument(
      `This query requires an index that has fields [${[...new Set(missing)].join(', ')}] after __name__ and Firestore does not currently support such an index. Please try the query again with additional ordering on those fields.`,
    )
}
