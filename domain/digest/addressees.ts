import type { Directory, Person, School } from '../directory.ts'
import type { Language } from '../texts/texts.ts'
import { tidy } from './words.ts'

/** A person with their choices about mail. */
export interface Addressee extends Person {
  readonly language: Language
  /** Whether they want reminders besides the digest. */
  readonly reminders: boolean
}

/** Schools that take part, by name: others have no digest and no place in its figures. */
export function participants(directory: Directory): readonly School[] {
  return [...directory.schools.values()]
    .filter((school) => school.participant)
    .map((school) => ({ ...school, name: tidy(school.name, 80) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ru') || a.id.localeCompare(b.id))
}

/** People who have not chosen «не присылать», by id. */
export function addressees(directory: Directory): readonly Addressee[] {
  const briefs = directory.card.briefs['people'] ?? {}
  return directory.people
    .filter(({ id, email }) => email.includes('@') && briefs[id]?.['digest'] !== 'none')
    .map((person): Addressee => ({
      ...person,
      email: person.email.trim(),
      reminders: briefs[person.id]?.['digest'] !== 'digestOnly',
      language: briefs[person.id]?.['language'] === 'en' ? 'en' : 'ru',
    }))
    .sort((a, b) => a.id.localeCompare(b.id))
}
