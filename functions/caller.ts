import {
  actingPerson,
  authorityOfPeople,
  ceilingOf,
  roleAt,
  strangerIn,
  weakest,
  type Authority,
} from '../domain/access.ts'
import type { Directory } from '../domain/directory.ts'
import type { Binding } from '../domain/records.ts'
import { Refusal } from './errors.ts'

/** Who a request comes from, and what it may do in its workbook. */
export interface Caller {
  /** What it may see. */
  readonly reading: Authority
  /** What it may change: `reading`, held down by the editor that a trigger reported. */
  readonly writing: Authority
  /** Person id to put on record for changes at a school. */
  by(school: string | null): string
}

/**
 * The caller of a request with a token: the weakest of the workbook, the token's person and, for
 * changes, the reported editor (docs/design.md, “Whose authority an edit has”).
 *
 * @throws Refusal `person.unknown`, `workbook.denied`
 */
export function callerOf(
  email: string,
  editor: string | undefined,
  binding: Binding,
  directory: Directory,
): Caller {
  const people = directory.people.filter((person) => person.email === email)
  if (people.length === 0) throw new Refusal('person.unknown')
  const reading = weakest(ceilingOf(binding), authorityOfPeople(people, directory))
  if (roleAt(reading, null) === null) throw new Refusal('workbook.denied')
  return {
    reading,
    writing:
      editor === undefined ? reading : weakest(reading, ofEditor(editor, binding, directory)),
    by: (school) => actingPerson(people, directory, school)?.id ?? '',
  }
}

/** Stands for a person where nobody is known: what `reconcile` found in a workbook. */
export const UNSIGNED = 'reconcile'

/**
 * The caller when no person is there: `reconcile` sends what stands in a workbook. It may see what the
 * workbook may, and change what the trigger of its named sender may. Where there is no sender who still
 * belongs here, a school's workbook speaks for staff of its schools, as an unknown editor does; any other
 * only reads.
 */
export function callerOfWorkbook(binding: Binding, directory: Directory): Caller {
  const reading = ceilingOf(binding)
  const sender = directory.people.filter(({ email }) => email === binding.sender)
  const signed = weakest(reading, authorityOfPeople(sender, directory))
  const unsigned = ceilingOf({ ...binding, ceiling: 'observer' })
  const nobody = binding.ceiling === 'staff' ? reading : unsigned
  return {
    reading,
    writing: roleAt(signed, null) === null ? nobody : signed,
    by: () => UNSIGNED,
  }
}

function ofEditor(editor: string, binding: Binding, directory: Directory): Authority {
  const people = directory.people.filter((person) => person.email === editor.toLowerCase())
  return people.length === 0 ? strangerIn(binding) : authorityOfPeople(people, directory)
}
