import { authorityOfPeople, roleAt } from '../../domain/access.ts'
import type { Directory } from '../../domain/directory.ts'
import type { Binding, Role } from '../../domain/records.ts'

const strength: readonly Role[] = ['observer', 'staff', 'curator', 'coordinator']

/**
 * May this address open a workbook? A sheet shows all that stands in it, so the person's own role must reach the
 * workbook's in every school that it holds: a deputy head opens the school's workbook and no other, a curator also
 * those of the schools that they accompany, the coordinator all.
 */
export function mayOpen(
  email: string,
  { scope, ceiling }: Pick<Binding, 'scope' | 'ceiling'>,
  directory: Directory,
): boolean {
  const people = directory.people.filter((person) => person.email === email)
  const authority = authorityOfPeople(people, directory)
  const reaches = (role: Role | null) =>
    role !== null && strength.indexOf(role) >= strength.indexOf(ceiling)
  return scope === 'all'
    ? reaches(authority.everywhere)
    : scope.length > 0 && scope.every((school) => reaches(roleAt(authority, school)))
}
