import { afterAll, beforeAll, expect, it } from 'vitest'
import { previewDigest } from '../../../local/digest/preview.ts'
import {
  measuresTab,
  PROGRAMME,
  sentRow,
  startSystem,
  type System,
} from '../../functions/system.ts'

let system: System
beforeAll(async () => {
  system = await startSystem()
  await system.sync('zavuch@example.org', {
    tabs: measuresTab([
      sentRow('measure-late', 0, {
        event: 'Закрепить наставников',
        deadline: '15.09.2021',
        responsible: 'зам. директора по УВР',
        status: 'В работе',
      }),
    ]),
  })
})
afterAll(() => system.close())

it('shows any person’s digest of any day, and leaves the store as it is', async () => {
  const before = await system.dump()
  const then = await previewDigest(system.services, PROGRAMME, 'maruha-head', '2021-09-20')
  expect(then?.subject).toBe('Маруха: просрочена 1 мера')
  const earlier = await previewDigest(system.services, PROGRAMME, 'maruha-head', '2021-09-13')
  expect(earlier?.subject).toBe('Маруха: на этой неделе срок у 1 меры')
  expect(await previewDigest(system.services, PROGRAMME, 'maruha-head', '2021-03-01')).toBeNull()
  expect(await system.dump()).toBe(before)
})

it('names those who get mail, and a day that is none', async () => {
  await expect(previewDigest(system.services, PROGRAMME, 'nobody', '2021-09-20')).rejects.toThrow(
    /ermol-head, maruha-head, coordinator/,
  )
  await expect(
    previewDigest(system.services, PROGRAMME, 'maruha-head', '2021-02-30'),
  ).rejects.toThrow('2021-02-30')
})
