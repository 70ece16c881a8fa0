import { expect, test } from 'vitest'
import { emptyCard } from '../../domain/card.ts'
import { readDirectory } from '../../domain/directory.ts'

function directoryOf(briefs: Parameters<typeof readDirectory>[0]['briefs']) {
  return readDirectory({ ...emptyCard, briefs })
}

test('a person is read with the address in lower case', () => {
  const { people } = directoryOf({
    people: { p1: { role: 'head', post: 'директор', school: 's1', email: 'Head@Example.org' } },
  })
  expect(people).toEqual([
    { id: 'p1', role: 'head', post: 'директор', school: 's1', email: 'head@example.org' },
  ])
})

test('a person without a role or an address cannot sign in', () => {
  const { people } = directoryOf({
    people: {
      p1: { post: 'директор', email: 'a@example.org' },
      p2: { role: 'head', post: 'директор' },
      p3: { role: 'owner', email: 'c@example.org' },
    },
  })
  expect(people).toEqual([])
})

test('a school is known by its short name, has a curator or none, and a week of five days unless six', () => {
  const { schools } = directoryOf({
    schools: {
      s1: { name: 'МКОУ «СОШ»', shortName: 'СОШ', curator: 'p1', participant: true, week: 'six' },
      s2: { name: 'МКОУ «ООШ»' },
    },
  })
  expect([...schools.values()]).toEqual([
    { id: 's1', name: 'СОШ', curator: 'p1', participant: true, week: 'six' },
    { id: 's2', name: 'МКОУ «ООШ»', curator: null, participant: false, week: 'five' },
  ])
})

test('an empty directory has nobody', () => {
  expect(directoryOf({}).people).toEqual([])
})
