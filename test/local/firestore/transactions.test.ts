import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Store } from '../../../local/firestore/store/store.ts'
import { CommitClock } from '../../../local/firestore/time.ts'
import { Transactions } from '../../../local/firestore/transactions.ts'
import { temporaryFolder } from './servers.ts'

const path = { database: 'projects/p/databases/d', collection: 'c', id: 'a' }
const name = 'projects/p/databases/d/documents/c/a'

describe('transactions', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let store: Store
  let transactions: Transactions

  beforeEach(() => {
    folder = temporaryFolder()
    store = Store.open(folder.path)
    transactions = new Transactions(store, new CommitClock(0))
  })
  afterEach(() => {
    vi.useRealTimers()
    transactions.close()
    store.close()
    folder.remove()
  })

  test('are forgotten after a minute without use', () => {
    vi.useFakeTimers()
    const [idle, used] = [transactions.begin(null), transactions.begin(null)]
    vi.advanceTimersByTime(40_000)
    transactions.find(used.id)
    vi.advanceTimersByTime(40_000)
    transactions.begin(null)
    expect(() => transactions.find(idle.id)).toThrow('has expired or is no longer valid')
    expect(transactions.find(used.id)).toBe(used)
  })

  test('are stale once another changes what they read, and only then', () => {
    const [reader, other] = [transactions.begin(null), transactions.begin(null)]
    reader.readDocument(name)
    other.readDocument(`${name}b`)
    transactions.announce([{ path, before: undefined, after: { fields: {} } }], undefined)
    expect(() => reader.assertFresh()).toThrow('another commit changed what it has read')
    expect(() => other.assertFresh()).not.toThrow()
  })

  test('are not made stale by themselves', () => {
    const author = transactions.begin(null)
    author.readDocument(name)
    transactions.announce([{ path, before: undefined, after: { fields: {} } }], author)
    expect(() => author.assertFresh()).not.toThrow()
  })

  test('go on seeing what they saw when they are stale', () => {
    const put = (n: number) =>
      store.writer.transaction(() =>
        store.writer.put(
          path,
          { fields: { n: { doubleValue: n } }, created: 1, updated: n },
          store.writer.get(path),
        ),
      )
    const seen = () => {
      const view = transaction.view()
      const value = view.snapshot.reader.get(path)?.fields['n']?.doubleValue
      view.drop()
      return value
    }
    put(1)
    const transaction = transactions.begin(null)
    expect(seen()).toBe(1)
    transaction.readDocument(name)
    put(2)
    transactions.announce([{ path, before: { fields: {} }, after: { fields: {} } }], undefined)
    expect(seen()).toBe(1)
  })
})
