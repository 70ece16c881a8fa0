import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { tables } from '../../domain/tables/tables.ts'

const indexes = z
  .object({
    fieldOverrides: z.array(
      z.object({ collectionGroup: z.string(), fieldPath: z.string(), indexes: z.array(z.never()) }),
    ),
  })
  .parse(JSON.parse(readFileSync('firestore.indexes.json', 'utf8')))

const exempt = new Set(
  indexes.fieldOverrides.map(({ collectionGroup, fieldPath }) => `${collectionGroup}.${fieldPath}`),
)

test.each(tables.map(({ name }) => name))(
  'the large maps of %s are not indexed: a document may have 40,000 index entries',
  (name) => {
    for (const field of ['cells', 'cellRevs', 'corrections']) {
      expect(exempt).toContain(`${name}.${field}`)
    }
  },
)

test('the large maps of changes and cards are not indexed', () => {
  for (const field of ['changes.rows', 'cards.briefs', 'cards.sums', 'cards.corrections']) {
    expect(exempt).toContain(field)
  }
})
