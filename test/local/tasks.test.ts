import { describe, expect, it } from 'vitest'
import type { Task } from '../../functions/mail/tasks.ts'
import { localTasks } from '../../local/tasks.ts'

const task = (name: string): Task => ({ job: 'weeklyDigest', programme: 'p', name })

describe('tasks of this process', () => {
  it('run once each, however often they are added', async () => {
    const done: string[] = []
    const tasks = localTasks(
      ({ name }) => Promise.resolve(done.push(name)),
      () => Promise.resolve(),
      () => undefined,
    )
    const added = [tasks.add(task('a')), tasks.add(task('b')), tasks.add(task('a'))]
    expect(await Promise.all(added)).toEqual(['added', 'added', 'known'])
    await tasks.idle()
    expect(done).toEqual(['a', 'b'])
  })

  it('are tried again with growing waits, and given up with a word', async () => {
    const waits: number[] = []
    const failed: string[] = []
    let tries = 0
    const tasks = localTasks(
      ({ name }) => {
        tries++
        return name === 'bad' || tries < 3 ? Promise.reject(new Error('busy')) : Promise.resolve()
      },
      (ms) => {
        waits.push(ms)
        return Promise.resolve()
      },
      ({ name }) => failed.push(name),
    )
    await tasks.add(task('good'))
    await tasks.idle()
    expect([tries, waits, failed]).toEqual([3, [1_000, 2_000], []])
    await tasks.add(task('bad'))
    await tasks.idle()
    expect([tries, failed]).toEqual([8, ['bad']])
    expect(waits.slice(2)).toEqual([1_000, 2_000, 4_000, 8_000])
  })
})
