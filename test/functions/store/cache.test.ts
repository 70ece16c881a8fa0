import { expect, test } from 'vitest'
import { Cache, CACHE_MS } from '../../../functions/store/cache.ts'

function counting() {
  let now = 0
  let reads = 0
  const cache = new Cache<number>(() => now)
  return {
    cache,
    get: () => cache.get('key', () => Promise.resolve(++reads)),
    wait: (ms: number) => {
      now += ms
    },
  }
}

test('a value is read once within its age, and anew after it', async () => {
  const { get, wait } = counting()
  expect(await get()).toBe(1)
  wait(CACHE_MS - 1)
  expect(await get()).toBe(1)
  wait(1)
  expect(await get()).toBe(2)
})

test('those who ask at once share one reading', async () => {
  const { get } = counting()
  expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1])
})

test('a forgotten value is read anew', async () => {
  const { cache, get } = counting()
  await get()
  cache.forget('key')
  expect(await get()).toBe(2)
})

test('a reading that fails is told, and not kept', async () => {
  const cache = new Cache<number>(() => 0)
  const failing = cache.get('key', () => Promise.reject(new Error('no store')))
  await expect(failing).rejects.toThrow('no store')
  expect(await cache.get('key', () => Promise.resolve(7))).toBe(7)
})
