import type { Referable } from './cells/cell.ts'
import type { Cells } from './entered.ts'
import type { Brief, Card, Value } from './records.ts'
import type { Table } from './tables/table.ts'

/** What a person is in the programme; several may share one address. */
export type PersonRole =
  | 'head'
  | 'deputy'
  | 'schoolCoordinator'
  | 'responsible'
  | 'curator'
  | 'coordinator'
  | 'observer'

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
}

/** The people and schools of a programme, as `sync` knows them. */
export interface Directory {
  readonly people: readonly Person[]
  readonly schools: ReadonlyMap<string, School>
  readonly card: Card
}

const roles: ReadonlySet<string> = new Set<PersonRole>([
  'head',
  'deputy',
  'schoolCoordinator',
  'responsible',
  'curator',
  'coordinator',
  'observer',
])

/** Reads the directory's card. A person without a role or address cannot sign in and is left out. */
export function readDirectory(card: Card): Directory {
  const people = Object.entries(card.briefs['people'] ?? {}).flatMap(([id, brief]) => {
    const role = text(brief, 'role')
    const email = text(brief, 'email')
    if (role === null || !isPersonRole(role) || email === null) return []
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
  }))
  return { people, schools: new Map(schools.map((school) => [school.id, school])), card }
}

/**
 * Rows that the cells of `from` may name, for one school: its own rows from its card, the programme's
 * from the directory. Lists are made once, when first asked for.
 */
export function referencesFor(
  from: Table,
  tables: readonly Table[],
  directory: Card,
  school: Card | null,
): (table: string) => readonly Referable[] {
  const made = new Map<string, readonly Referable[]>()
  return (name) => {
    const known = made.get(name)
    if (known !== undefined) return known
    const table = tables.find((one) => one.name === name)
    const refer = table?.refer
    if (table === undefined || refer === undefined) {
      throw new Error(`Table ${from.name} refers to ${name}, which says no names of its rows.`)
    }
    const briefs = (table.card === 'directory' ? directory : school)?.briefs[name] ?? {}
    const choosable = choosableIn(from.name, name, school)
    const list = Object.entries(briefs).map(([id, brief]) => ({
      id,
      ...refer(brief),
      choosable: choosable(id, brief),
    }))
    made.set(name, list)
    return list
  }
}

/**
 * A risk may be chosen when the programme still uses it and, outside the profile itself, when the
 * school has activated it. A school that has no profile yet may choose any: its roadmap comes first.
 */
function choosableIn(
  from: string,
  to: string,
  school: Card | null,
): (id: string, brief: Brief) => boolean {
  if (to !== 'riskFactors') return () => true
  const profile = Object.values(school?.briefs['riskProfiles'] ?? {})
  const activated = new Set(
    profile.filter((row) => row['activated'] === true).map((row) => row['risk']),
  )
  const any = from === 'riskProfiles' || profile.length === 0
  return (id, brief) => brief['active'] !== false && (any || activated.has(id))
}

function isPersonRole(role: string): role is PersonRole {
  return roles.has(role)
}

function text(cells: Cells<Value>, key: string): string | null {
  const value = cells[key]
  return typeof value === 'string' && value !== '' ? value : null
}
