import { expect, test } from 'vitest'
import { emptyCard } from '../../../domain/card.ts'
import { readDirectory } from '../../../domain/directory.ts'
import { mayOpen } from '../../../local/office/seat.ts'

const directory = readDirectory({
  ...emptyCard,
  briefs: {
    schools: {
      'sch-a': { name: 'СОШ А', participant: true, curator: 'curator-a' },
      'sch-b': { name: 'СОШ Б', participant: true, curator: 'curator-b' },
    },
    people: {
      coordinator: { role: 'coordinator', email: 'coordinator@example.org' },
      'curator-a': { role: 'curator', email: 'curator@example.org' },
      'curator-b': { role: 'curator', email: 'other.curator@example.org' },
      'head-a': { role: 'head', school: 'sch-a', email: 'head@example.org' },
      'deputy-b': { role: 'deputy', school: 'sch-b', email: 'deputy@example.org' },
      observer: { role: 'observer', email: 'region@example.org' },
      // One address, two schools.
      'teacher-a': { role: 'deputy', school: 'sch-a', email: 'both@example.org' },
      'teacher-b': { role: 'deputy', school: 'sch-b', email: 'both@example.org' },
    },
  },
})

const books = {
  coordinator: { scope: 'all', ceiling: 'coordinator' },
  schoolA: { scope: ['sch-a'], ceiling: 'staff' },
  visitsA: { scope: ['sch-a'], ceiling: 'curator' },
  both: { scope: ['sch-a', 'sch-b'], ceiling: 'staff' },
  region: { scope: 'all', ceiling: 'observer' },
  nothing: { scope: [], ceiling: 'staff' },
} as const

test.each([
  ['coordinator@example.org', ['coordinator', 'schoolA', 'visitsA', 'both', 'region']],
  ['curator@example.org', ['schoolA', 'visitsA']],
  ['other.curator@example.org', []],
  ['head@example.org', ['schoolA']],
  ['deputy@example.org', []],
  ['both@example.org', ['schoolA', 'both']],
  ['region@example.org', ['region']],
  ['stranger@example.org', []],
  ['', []],
])('%s opens %j and no other', (email, allowed) => {
  const open = Object.entries(books).flatMap(([name, book]) =>
    mayOpen(email, book, directory) ? [name] : [],
  )
  expect(open).toEqual(allowed)
})
