import { invalidArgument } from './errors.ts'
import { formatFieldPath, getField, parseFieldPath } from './fieldPath.ts'
import { statedTests } from './filter.ts'
import type {
  Aggregation,
  Consistency,
  FieldReference,
  Filter,
  Mask,
  Precondition,
  StructuredQuery,
  TransactionOptions,
  Write,
} from './protocol.ts'
import type {
  BatchWriteRequest,
  BeginTransactionRequest,
  CommitRequest,
  ListCollectionIdsRequest,
  ListDocumentsRequest,
  RunAggregationQueryRequest,
  RunQueryRequest,
} from './service/requests.ts'

/**
 * What a request asks for, without its values and the names of documents: requests of one form need the
 * same code of this server. A collection is told by its depth: `*` at the root, three stars below one of
 * its documents, `group *` wherever it lies. Of the writes of a commit each kind is told once.
 *
 * RunQuery: from *, where (card == and seq >), by seq, limit, select paths
 * Commit: update if absent; update with setToServerValue, in a transaction
 */
export function formOf(method: string, request: never): string {
  const parts = describers[method]?.(request) ?? []
  return parts.length === 0 ? method : `${method}: ${parts.join(', ')}`
}

/** Requests are typed by their methods, as in the service's lists. */
const describers: Record<string, (request: never) => string[]> = {
  GetDocument: readForm,
  BatchGetDocuments: readForm,
  ListDocuments: (request: ListDocumentsRequest) => [
    `of ${collectionForm(request.parent)}`,
    ...(request.showMissing ? ['the missing too'] : []),
    ...(request.pageSize > 0 ? ['page size'] : []),
    ...(request.pageToken === '' ? [] : ['next page']),
    ...(request.orderBy === '' ? [] : [`order by ${request.orderBy}`]),
    ...readForm(request),
  ],
  ListCollectionIds: (request: ListCollectionIdsRequest) => [
    isRoot(request.parent) ? 'of the root' : 'of a document',
    ...(request.pageSize > 0 ? ['page size'] : []),
    ...(request.pageToken === '' ? [] : ['next page']),
  ],
  BeginTransaction: ({ options }: BeginTransactionRequest) => [optionsForm(options)],
  Commit: ({ writes, transaction }: CommitRequest) => [
    writesForm(writes),
    ...(transaction.length > 0 ? ['in a transaction'] : []),
  ],
  BatchWrite: ({ writes }: BatchWriteRequest) => [writesForm(writes)],
  RunQuery: (request: RunQueryRequest) => [
    ...queryForm(request.parent, request.structuredQuery),
    ...consistencyForm(request),
  ],
  RunAggregationQuery: (request: RunAggregationQueryRequest) => [
    ...(request.structuredAggregationQuery?.aggregations ?? []).map(aggregationForm),
    ...queryForm(request.parent, request.structuredAggregationQuery?.structuredQuery ?? null),
    ...consistencyForm(request),
  ],
}

function readForm(request: Consistency & { mask: Mask | null }): string[] {
  return [...(request.mask === null ? [] : ['mask']), ...consistencyForm(request)]
}

function consistencyForm({ transaction, newTransaction, readTime }: Consistency): string[] {
  return [
    ...(transaction.length > 0 ? ['in a transaction'] : []),
    ...(newTransaction ? [`begins a ${optionsForm(newTransaction)} transaction`] : []),
    ...(readTime === null ? [] : ['at a read time']),
  ]
}

function optionsForm(options: TransactionOptions | null): string {
  if (options?.mode === 'readOnly')
    return options.readOnly.readTime === null ? 'read-only' : 'read-only, timed'
  return options?.mode === 'readWrite' && options.readWrite.retryTransaction.length > 0
    ? 'retried'
    : 'read-write'
}

function isRoot(parent: string): boolean {
  return parent.endsWith('/documents')
}

function collectionForm(parent: string): string {
  const path = parent.split('/documents/')[1]
  return [...(path?.split('/') ?? []), ''].map(() => '*').join('/')
}

function writesForm(writes: readonly Write[]): string {
  const kinds = [...new Set(writes.map(writeForm))].sort()
  return kinds.length === 0 ? 'nothing' : kinds.join('; ')
}

function writeForm(write: Write): string {
  const transforms =
    write.operation === 'transform' ? write.transform.fieldTransforms : write.updateTransforms
  const kinds = [...new Set(transforms.map(({ transformType }) => transformType ?? 'none'))].sort()
  return [
    write.operation ?? 'none',
    ...maskForm(write),
    ...(kinds.length === 0 ? [] : [`with ${kinds.join(' ')}`]),
    ...preconditionForm(write.currentDocument),
  ].join(' ')
}

/** What the mask names and the fields do not have is removed. */
function maskForm({ updateMask, update }: Write): string[] {
  if (updateMask === null) return []
  const removes = updateMask.fieldPaths.some(
    (path) => getField(update.fields, parseFieldPath(path)) === undefined,
  )
  return [removes ? 'with mask that removes' : 'with mask']
}

function preconditionForm(precondition: Precondition | null): string[] {
  switch (precondition?.conditionType) {
    case undefined:
      return []
    case 'exists':
      return [precondition.exists ? 'if there' : 'if absent']
    case 'updateTime':
      return ['if unchanged']
    default:
      throw invalidArgument('A precondition is of no known kind.')
  }
}

function queryForm(parent: string, query: StructuredQuery | null): string[] {
  if (query === null) return ['nothing']
  const { select, from, where, orderBy, startAt, endAt, offset, limit } = query
  return [
    ...from.map(({ allDescendants }) =>
      allDescendants
        ? `from group *${isRoot(parent) ? '' : ' below a document'}`
        : `from ${collectionForm(parent)}`,
    ),
    ...(where === null ? [] : [`where ${filterForm(where)}`]),
    ...orderBy.map(
      ({ field, direction }) => `by ${nameOf(field)}${direction === 2 ? ' downwards' : ''}`,
    ),
    ...(startAt === null
      ? []
      : [`start ${startAt.before ? 'at' : 'after'} ${startAt.values.length} values`]),
    ...(endAt === null
      ? []
      : [`end ${endAt.before ? 'before' : 'at'} ${endAt.values.length} values`]),
    ...(offset > 0 ? ['offset'] : []),
    ...(limit === null ? [] : ['limit']),
    ...(select === null ? [] : [`select ${select.fields.map(nameOf).join(' ')}`]),
  ]
}

function filterForm(filter: Filter): string {
  if (filter.filterType === 'compositeFilter') {
    const { op, filters } = filter.compositeFilter
    return `(${filters.map(filterForm).join(op === 2 ? ' or ' : ' and ')})`
  }
  return statedTests(filter)
    .map(({ path, operator, isUnary }) =>
      [formatFieldPath(path), operator, ...(isUnary ? ['null or NaN'] : [])].join(' '),
    )
    .join()
}

function aggregationForm({ operator, count, sum, avg }: Aggregation): string {
  if (operator === 'count') return count.upTo === null ? 'count' : 'count up to'
  return `${operator ?? 'none'} ${nameOf(operator === 'sum' ? sum.field : avg.field)}`
}

function nameOf(field: FieldReference | null): string {
  return field?.fieldPath ?? ''
}
