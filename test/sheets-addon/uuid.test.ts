import { expect, test } from 'vitest'
import { z } from 'zod'
import { uuid } from '../../sheets-addon/uuid.ts'

test('10,000 ids are UUIDs, and all different', () => {
  const ids = Array.from({ length: 10_000 }, uuid)
  for (const id of ids) expect(z.uuid().safeParse(id).success).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
})
