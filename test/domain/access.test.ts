import { describe, expect, test } from 'vitest'
import {
  actingPerson,
  authorityOfPeople,
  ceilingOf,
  roleAt,
  strangerIn,
  weakest,
} from '../../domain/access.ts'
import { readDirectory, type Directory, type Person } from '../../domain/directory.ts'
import { emptyCard } from '../../domain/card.ts'

const directory: Directory = readDirectory({
  ...emptyCard,
  briefs: {
    schools: {
      'sch-a': { shortName: 'СОШ а', curator: 'curator-1', participant: true },
      'sch-b': { shortName: 'СОШ б', curator: 'curator-1', participant: true },
      'sch-c': { shortName: 'СОШ в', participant: true },
    },
    people: {
      'head-a': { role: 'head', school: 'sch-a', email: 'a@example.org', post: 'директор' },
      'curator-1': { role: 'curator', email: 'both@example.org', post: 'куратор' },
      'deputy-c': { role: 'deputy', school: 'sch-c', email: 'both@example.org' },
      coordinator: { role: 'coordinator', email: 'c@example.org' },
      'observer-1': { role: 'observer', email: 'o@example.org' },
    },
  },
})

function people(email: string): readonly Person[] {
  return directory.people.filter((person) => person.email === email)
}

function authority(email: string) {
  return authorityOfPeople(people(email), directory)
}

describe('a person', () => {
  test.each([
    ['a@example.org', 'sch-a', 'staff'],
    ['a@example.org', 'sch-b', null],
    ['both@example.org', 'sch-a', 'curator'],
    ['both@example.org', 'sch-c', 'staff'],
    ['c@example.org', 'sch-c', 'coordinator'],
    ['o@example.org', 'sch-c', 'observer'],
    ['nobody@example.org', 'sch-a', null],
  ])('%s is at %s: %s', (email, school, role) => {
    expect(roleAt(authority(email), school)).toBe(role)
  })

  test('has in the programme’s own tables the strongest role held anywhere', () => {
    expect(roleAt(authority('both@example.org'), null)).toBe('curator')
    expect(roleAt(authority('c@example.org'), null)).toBe('coordinator')
    expect(roleAt(authority('nobody@example.org'), null)).toBe(null)
  })

  test('of several who share an address acts as the one whose role counts there', () => {
    expect(actingPerson(people('both@example.org'), directory, 'sch-a')?.id).toBe('curator-1')
    expect(actingPerson(people('both@example.org'), directory, 'sch-c')?.id).toBe('deputy-c')
  })
})

describe('a workbook', () => {
  test('holds a coordinator down to its ceiling and its schools', () => {
    const both = weakest(
      ceilingOf({ scope: ['sch-a'], ceiling: 'staff' }),
      authority('c@example.org'),
    )
    expect(roleAt(both, 'sch-a')).toBe('staff')
    expect(roleAt(both, 'sch-b')).toBe(null)
    expect(roleAt(both, null)).toBe('staff')
  })

  test('does not lift anybody up', () => {
    const all = ceilingOf({ scope: 'all', ceiling: 'coordinator' })
    expect(roleAt(weakest(all, authority('a@example.org')), 'sch-a')).toBe('staff')
    expect(roleAt(weakest(authority('a@example.org'), all), 'sch-b')).toBe(null)
    expect(roleAt(weakest(all, authority('o@example.org')), 'sch-a')).toBe('observer')
  })

  test('gives an editor who is nobody the staff’s rights at the schools it lists, or none', () => {
    expect(roleAt(strangerIn({ scope: ['sch-a', 'sch-b'] }), 'sch-b')).toBe('staff')
    expect(roleAt(strangerIn({ scope: ['sch-a'] }), 'sch-b')).toBe(null)
    expect(roleAt(strangerIn({ scope: 'all' }), 'sch-a')).toBe('observer')
  })
})
