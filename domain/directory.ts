import type { Cells } from './entered.ts'
import type { Card, Value } from './records.ts'
import { PERSON_ROLES, type PersonRole } from './tables/people.ts'
import type { Week } from './tables/schools.ts'

export interface Person {
  readonly id: string
  readonly role: PersonRole
  /** «зам. директора по УВР»; null where nobody wrote one. */
  readonly post: string | null
  /** Null for people of the municipality. */
  readonly school: string | null
  /** In lower case. */
  readonly email: string
}

export interface School {
  readonly id: string
  readonly name: string
  /** Person id. */
  readonly curator: string | null
  readonly participant: boolean
  /** The school's working week. */
  readonly week: Week
}

/** The people and schools of a programme, as `sync` knows them. */
export interface Directory {
  readonly people: readonly Person[]
  readonly schools: ReadonlyMap<string, School>
  readonly card: Card
}

/** Reads the directory's card. A person without a role or address cannot sign in and is left out. */
export function readDirectory(card: Card): Directory {
  const people = Object.entries(card.briefs['people'] ?? {}).flatMap(([id, brief]) => {
    const role = PERSON_ROLES.find((known) => known === brief['role'])
    const email = text(brief, 'email')
    if (role === undefined || email === null) return []
    const person: Person = {
      id,
      role,
      post: text(brief, 'post'),
      school: text(brief, 'school'),
      email: email.toLowerCase(),
    }
    return [person]
  })
  const schools = Object.entries(card.briefs['schools'] ?? {}).map(([id, brief]): School => ({
    id,
    name: text(brief, 'shortName') ?? text(brief, 'name') ?? id,
    curator: text(brief, 'curator'),
    participant: brief['participant'] === true,
    week: brief['week'] === 'six' ? 'six' : 'five',
  }))
  return { people, schools: new Map(schools.map((school) => [school.id, school])), card }
}

function text(cells: Cells<Value>, key: string): string | null {
  const value = cells[key]
  return typeof value === 'string' && value !== '' ? value : null
}
