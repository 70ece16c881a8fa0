import { describe, expect, it } from 'vitest'
import { readDirectory } from '../../../domain/directory.ts'
import { recipients } from '../../../domain/digest/recipients.ts'
import type { Brief } from '../../../domain/records.ts'
import { card } from './modelWeek.ts'

function told(people: Record<string, Brief>) {
  const schools: Record<string, Brief> = {
    one: { shortName: 'СОШ с. Один', participant: true, curator: 'kurator' },
    two: { shortName: 'СОШ с. Два', participant: true },
    outside: { shortName: 'СОШ с. Три', participant: false, curator: 'kurator' },
  }
  return recipients(readDirectory(card({ briefs: { schools, people } })))
}

const head = { role: 'head', school: 'one', post: 'директор', email: 'head@example.org' }

describe('who gets a digest', () => {
  it('is one recipient per address, whatever its case', () => {
    const two = told({ a: head, b: { ...head, school: 'two', email: 'Head@Example.org ' } })
    expect(two).toEqual([
      {
        email: 'head@example.org',
        language: 'ru',
        reminders: true,
        people: ['a', 'b'],
        views: [
          { of: 'head', person: 'a', school: 'one', posts: ['директор'] },
          { of: 'head', person: 'b', school: 'two', posts: ['директор'] },
        ],
      },
    ])
  })

  it.each<[string, Brief]>([
    ['chose none', { ...head, digest: 'none' }],
    ['has no address', { ...head, email: '' }],
    ['is of a school that does not take part', { ...head, school: 'outside' }],
    ['is of no school', { role: 'head', email: 'head@example.org' }],
    ['accompanies nobody', { role: 'curator', email: 'other@example.org' }],
  ])('is not somebody who %s', (_, person) => {
    expect(told({ a: person })).toEqual([])
    expect(told({ a: head })).toHaveLength(1)
  })

  it('is a curator for the participating schools that name them', () => {
    const [curator] = told({ kurator: { role: 'curator', email: 'k@example.org', language: 'en' } })
    expect(curator?.views).toEqual([{ of: 'curator', person: 'kurator', schools: ['one'] }])
    expect(curator?.language).toBe('en')
  })

  it('is a responsible with all posts of the address, unless the whole school is told', () => {
    const deputy = { ...head, role: 'deputy', post: 'завуч' }
    const teacher = { ...head, role: 'responsible', post: 'соц. педагог' }
    expect(told({ a: deputy, b: teacher })[0]?.views).toEqual([
      { of: 'responsible', person: 'a', school: 'one', posts: ['завуч', 'соц. педагог'] },
    ])
    expect(told({ a: deputy, b: teacher, c: head })[0]?.views).toEqual([
      { of: 'head', person: 'c', school: 'one', posts: ['завуч', 'соц. педагог', 'директор'] },
    ])
  })

  it('is an observer, unless the address coordinates the programme and is told all anyway', () => {
    const observer = { role: 'observer', post: 'регион', email: 'region@example.org' }
    expect(told({ a: observer })[0]?.views).toEqual([{ of: 'observer', person: 'a' }])
    expect(told({ a: observer, b: { ...observer, role: 'coordinator' } })[0]?.views).toEqual([
      { of: 'coordinator', person: 'b' },
    ])
  })
})
