import type { Language } from '../texts/texts.ts'
import type { Directory } from '../directory.ts'
import { addressees, participants, type Addressee } from './addressees.ts'

/** What one address is told about: its roles without repetition, the widest first. */
export interface Recipient {
  /** In lower case. */
  readonly email: string
  readonly language: Language
  /** People who share the address, by id. */
  readonly people: readonly string[]
  readonly views: readonly View[]
}

export type View =
  | { readonly of: 'coordinator' }
  | { readonly of: 'curator'; readonly schools: readonly string[] }
  | { readonly of: 'head'; readonly school: string }
  | { readonly of: 'responsible'; readonly school: string; readonly posts: readonly string[] }

/**
 * Who gets a digest: people with an address who have not chosen «не присылать», one recipient per
 * address. Heads and school coordinators are told about their whole school; others of a school about
 * the measures of their own post, unless their address is told about the whole school already.
 * People of schools that do not take part get nothing.
 */
export function recipients(directory: Directory): readonly Recipient[] {
  const byEmail = new Map<string, Addressee[]>()
  for (const person of addressees(directory)) {
    byEmail.set(person.email, [...(byEmail.get(person.email) ?? []), person])
  }
  const found: Recipient[] = []
  for (const [email, people] of byEmail) {
    const views = viewsOf(people, directory)
    const first = people[0]
    if (views.length === 0 || !first) continue
    found.push({
      email,
      language: first.language,
      people: people.map((person) => person.id),
      views,
    })
  }
  return found.sort((a, b) => a.email.localeCompare(b.email))
}

function viewsOf(people: readonly Addressee[], directory: Directory): readonly View[] {
  const schools = participants(directory)
  const participating = new Set(schools.map(({ id }) => id))
  const has = (role: string) => people.some((person) => person.role === role)
  const views: View[] = has('coordinator') ? [{ of: 'coordinator' }] : []

  const curators = new Set(people.filter(({ role }) => role === 'curator').map(({ id }) => id))
  const accompanied = schools.filter(({ curator }) => curator && curators.has(curator))
  if (accompanied.length > 0) {
    views.push({ of: 'curator', schools: accompanied.map((school) => school.id) })
  }

  const whole = new Set<string>()
  const posts = new Map<string, string[]>()
  for (const { role, school, post } of people) {
    if (school === null || !participating.has(school)) continue
    if (role === 'head' || role === 'schoolCoordinator') whole.add(school)
    else if (role === 'deputy' || role === 'responsible') {
      if (post !== null) posts.set(school, [...(posts.get(school) ?? []), post])
    }
  }
  for (const school of whole) views.push({ of: 'head', school })
  for (const [school, own] of posts) {
    if (!whole.has(school)) views.push({ of: 'responsible', school, posts: own })
  }
  return views
}
