import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Holder, Locks } from '../../../local/firestore/locks.ts'

describe('soft locks', () => {
  let locks: Locks
  const order: string[] = []
  const take = async (name: string, holder: Holder, ...keys: string[]) => {
    await locks.acquire(holder, keys)
    order.push(name)
  }

  beforeEach(() => {
    vi.useFakeTimers()
    locks = new Locks(250)
    order.length = 0
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('are taken in turn', async () => {
    const [first, second, third] = [new Holder(), new Holder(), new Holder()]
    await take('first', first, 'a')
    const rest = [take('second', second, 'a'), take('third', third, 'a')]
    locks.release(first)
    await rest[0]
    expect(order).toEqual(['first', 'second'])
    locks.release(second)
    await rest[1]
    expect(order).toEqual(['first', 'second', 'third'])
  })

  test('do not stop who wants another document', async () => {
    await take('first', new Holder(), 'a')
    await take('second', new Holder(), 'b')
    expect(order).toEqual(['first', 'second'])
  })

  test('are lost after the patience of those who wait', async () => {
    await take('silent', new Holder(), 'a')
    const next = take('next', new Holder(), 'a')
    await vi.advanceTimersByTimeAsync(249)
    expect(order).toEqual(['silent'])
    await vi.advanceTimersByTimeAsync(1)
    await next
    expect(order).toEqual(['silent', 'next'])
  })

  test('are kept by who waits itself', async () => {
    const [middle, last] = [new Holder(), new Holder()]
    const busy = new Holder()
    await take('busy', busy, 'a')
    await take('middle', middle, 'b')
    const more = take('middle has both', middle, 'a')
    const end = take('last', last, 'b')
    await vi.advanceTimersByTimeAsync(240)
    locks.release(busy)
    await more
    await vi.advanceTimersByTimeAsync(240)
    expect(order).toEqual(['busy', 'middle', 'middle has both'])
    locks.release(middle)
    await end
  })

  test('of a circle: the newest gives way at once, the other goes on', async () => {
    const [old, young] = [new Holder(1), new Holder(0)]
    const giveWay = vi.spyOn(young, 'giveWay')
    await take('old', old, 'a')
    await take('young', young, 'b')
    const both = take('old has both', old, 'b')
    await take('young gave way', young, 'a')
    await both
    expect(giveWay).toHaveBeenCalledOnce()
    expect(order).toContain('old has both')
    expect(old.held).toEqual(new Set(['a', 'b']))
    expect(young.held.size).toBe(0)
  })

  test('go first to who has tried before', async () => {
    const holder = new Holder()
    await take('holder', holder, 'a')
    const fresh = take('fresh', new Holder(0), 'a')
    const retried = new Holder(2)
    const again = take('retried', retried, 'a')
    locks.release(holder)
    await again
    expect(order).toEqual(['holder', 'retried'])
    locks.release(retried)
    await fresh
  })
})
