import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { measuresTab, sentRow, startSystem, type System } from './system.ts'

const zavuch = 'zavuch@example.org'

let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(() => system.close())

describe('a row that is sent', () => {
  test('is stored when it is whole, and comes back in canonical form', async () => {
    const answer = await system.sync(zavuch, {
      tabs: measuresTab([
        sentRow('measure-01', 0, {
          event: 'Входная диагностика',
          deadline: '22.9.21',
          responsible: 'руководитель ШМО',
        }),
      ]),
    })
    expect(answer.rows[0]?.outcome).toBe('stored')
  })
})
