import type { Directory, Person } from './directory.ts'
import type { Binding, Role } from './records.ts'
import { authorityOf } from './tables/people.ts'

/**
 * What somebody may do, by school. Pure data, so that authorities combine: a person's several roles
 * add up (`union`), a workbook and its editor hold each other down (`weakest`).
 */
export interface Authority {
  /** Holds in every school and in the programme's own tables. */
  readonly everywhere: Role | null
  /** By school id, where it is stronger than `everywhere`. */
  readonly schools: ReadonlyMap<string, Role>
}

const strength: readonly Role[] = ['observer', 'staff', 'curator', 'coordinator']

const nothing: Authority = { everywhere: null, schools: new Map() }

/** The role at one school; for null, the programme's own tables: the strongest role held anywhere. */
export function roleAt(authority: Authority, school: string | null): Role | null {
  if (school === null) return [...authority.schools.values()].reduce(stronger, authority.everywhere)
  return stronger(authority.everywhere, authority.schools.get(school) ?? null)
}

/** The authority of an address: of all the people in the directory who share it. */
export function authorityOfPeople(people: readonly Person[], directory: Directory): Authority {
  return people.map((person) => ofPerson(person, directory)).reduce(union, nothing)
}

/** The most that an edit from this workbook may do. */
export function ceilingOf(binding: Pick<Binding, 'scope' | 'ceiling'>): Authority {
  return binding.scope === 'all'
    ? { everywhere: binding.ceiling, schools: new Map() }
    : { everywhere: null, schools: new Map(binding.scope.map((id) => [id, binding.ceiling])) }
}

/**
 * An editor whose address is reported but is nobody's in the directory: staff of the schools that the
 * workbook lists, a reader where it lists none.
 */
export function strangerIn(binding: Pick<Binding, 'scope'>): Authority {
  return binding.scope === 'all'
    ? ceilingOf({ scope: 'all', ceiling: 'observer' })
    : ceilingOf({ scope: binding.scope, ceiling: 'staff' })
}

/** School by school the weaker role; none where either has none. */
export function weakest(a: Authority, b: Authority): Authority {
  const schools = new Map<string, Role>()
  for (const school of [...a.schools.keys(), ...b.schools.keys()]) {
    const role = weaker(roleAt(a, school), roleAt(b, school))
    if (role !== null) schools.set(school, role)
  }
  return { everywhere: weaker(a.everywhere, b.everywhere), schools }
}

/** Of the people who share an address, the one whose role counts at this school. */
export function actingPerson(
  people: readonly Person[],
  directory: Directory,
  school: string | null,
): Person | undefined {
  const held = (person: Person) => rank(roleAt(ofPerson(person, directory), school))
  return people.toSorted((a, b) => held(b) - held(a))[0]
}

function ofPerson(person: Person, directory: Directory): Authority {
  const role = authorityOf(person.role)
  switch (role) {
    case 'coordinator':
    case 'observer':
      return { everywhere: role, schools: new Map() }
    case 'curator': {
      const own = [...directory.schools.values()].filter((school) => school.curator === person.id)
      return { everywhere: null, schools: new Map(own.map((school) => [school.id, role])) }
    }
    case 'staff':
      return {
        everywhere: null,
        schools: new Map(person.school === null ? [] : [[person.school, role]]),
      }
    default:
      return role satisfies never
  }
}

function union(a: Authority, b: Authority): Authority {
  const schools = new Map(a.schools)
  for (const [school, role] of b.schools) {
    const both = stronger(schools.get(school) ?? null, role)
    if (both !== null) schools.set(school, both)
  }
  return { everywhere: stronger(a.everywhere, b.everywhere), schools }
}

function rank(role: Role | null): number {
  return role === null ? -1 : strength.indexOf(role)
}

function stronger(a: Role | null, b: Role | null): Role | null {
  return rank(a) >= rank(b) ? a : b
}

function weaker(a: Role | null, b: Role | null): Role | null {
  return rank(a) <= rank(b) ? a : b
}
