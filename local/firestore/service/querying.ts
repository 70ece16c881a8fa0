import { Accumulator, countValue, parseAggregations } from '../aggregate.ts'
import { type Engine, readingIn, viewing } from '../engine.ts'
import { invalidArgument, unimplemented } from '../errors.ts'
import { count, execute, prepare } from '../execute.ts'
import { isName } from '../filter.ts'
import { formatDocumentName } from '../paths.ts'
import type { Value } from '../protocol.ts'
import { parseQuery, type Query } from '../query.ts'
import type { Transaction } from '../transactions.ts'
import { documentBytes, runQueryAnswer, transactionAnswer } from '../wire.ts'
import type { RunAggregationQueryRequest, RunQueryRequest } from './requests.ts'

/** Sends the documents of a query in its order; a query without any still answers once, with its read time. */
export async function runQuery(
  engine: Engine,
  request: RunQueryRequest,
  send: (answer: Uint8Array) => Promise<void>,
): Promise<void> {
  if (request.structuredQuery === null) throw invalidArgument('The request has no query.')
  if (request.explainOptions !== null) throw unimplemented('query explanations')
  const query = parseQuery(request.parent, request.structuredQuery)
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
    engine.meter.query(read)
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
): Promise<object[]> {
  const asked = request.structuredAggregationQuery
  if (!asked?.structuredQuery) throw invalidArgument('The request has no query.')
  if (request.explainOptions !== null) throw unimplemented('query explanations')
  const query = parseQuery(request.parent, asked.structuredQuery)
  const aggregates = parseAggregations(asked.aggregations)
  const { transaction, begun } = readingIn(engine, request)
  const prepared = prepare(query, engine.store.writer)
  return viewing(engine, transaction, (view) => {
    view.transaction?.readQuery(query)
    const aggregateFields: Record<string, Value> = {}
    const readTime = { seconds: Math.floor(view.time / 1e6), nanos: (view.time % 1e6) * 1000 }
    if (aggregates.every(({ kind }) => kind === 'count')) {
      const counted = count(prepared, view.reader)
      engine.meter.aggregation(counted + query.offset)
      for (const { alias, upTo } of aggregates) aggregateFields[alias] = countValue(counted, upTo)
    } else {
      const accumulators = aggregates.map((aggregate) => new Accumulator(aggregate))
      let read = 0
      for (const { document, isSkipped } of execute(prepared, view.reader)) {
        read += 1
        if (!isSkipped) for (const one of accumulators) one.add(document.fields)
      }
      engine.meter.aggregation(read)
      for (const one of accumulators) aggregateFields[one.aggregate.alias] = one.result()
    }
    const result = { result: { aggregateFields }, readTime }
    return begun === undefined ? [result] : [{ transaction: begun }, result]
  })
}
