import type { Language } from '../texts/texts.ts'
import type { Directory, Person } from '../directory.ts'
import { addressees, participants, type Addressee } from './addressees.ts'

/** What one address is told about: its roles without repetition, the widest first. */
export interface Recipient {
  /** In lower case. */
  readonly email: string
  readonly language: Language
  /** Whether anybody at the address wants reminders besides the digest. */
  readonly reminders: boolean
  /** People who share the address, by id. */
  readonly people: readonly string[]
  readonly views: readonly View[]
}

/** `person` is who acts in this role when the letter is answered. */
export type View = { readonly person: string } & (
  | { readonly of: 'coordinator' }
  | { readonly of: 'observer' }
  | { readonly of: 'curator'; readonly schools: readonly string[] }
  | SchoolView
)

/** `posts` are those of the address in that school: a head may also answer for measures by a post. */
export interface SchoolView {
  readonly of: 'head' | 'responsible'
  readonly school: string
  readonly posts: readonly string[]
}

/**
 * Who gets a digest: people with an address who have not chosen «не присылать», one recipient per
 * address. Heads and school coordinators are told about their whole school; others of a school about
 * the measures of their own post, unless their address is told about the whole school already. A
 * regional observer is told how the schools stand. People of schools that do not take part get nothing.
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
      reminders: people.some((person) => person.reminders),
      people: people.map((person) => person.id),
      views,
    })
  }
  return found.sort((a, b) => a.email.localeCompare(b.email))
}

/** The roles of people who share an address, the widest first. */
export function viewsOf(people: readonly Person[], directory: Directory): readonly View[] {
  const schools = participants(directory)
  const participating = new Set(schools.map(({ id }) => id))
  const views: View[] = []
  const coordinator = people.find(({ role }) => role === 'coordinator')
  if (coordinator) views.push({ of: 'coordinator', person: coordinator.id })

  const curators = new Set(people.filter(({ role }) => role === 'curator').map(({ id }) => id))
  const accompanied = schools.filter(({ curator }) => curator && curators.has(curator))
  const curator = accompanied[0]?.curator
  if (curator) {
    views.push({ of: 'curator', person: curator, schools: accompanied.map(({ id }) => id) })
  }

  const staff = people.filter(({ school }) => school !== null && participating.has(school))
  const bySchool = Map.groupBy(staff, ({ school }) => school ?? '')
  for (const [school, own] of bySchool) {
    const whole = own.find(({ role }) => role === 'head' || role === 'schoolCoordinator')
    const posts = own.flatMap(({ post }) => post ?? [])
    const person = whole ?? own.find(({ role, post }) => answersByPost(role) && post !== null)
    if (person) views.push({ of: whole ? 'head' : 'responsible', person: person.id, school, posts })
  }

  const observer = people.find(({ role }) => role === 'observer')
  if (observer && !coordinator) views.push({ of: 'observer', person: observer.id })
  return views.toSorted((a, b) => WIDEST.indexOf(a.of) - WIDEST.indexOf(b.of))
}

/** The order of the parts of one letter. */
const WIDEST: readonly View['of'][] = ['coordinator', 'curator', 'head', 'responsible', 'observer']

function answersByPost(role: Addressee['role']): boolean {
  return role === 'deputy' || role === 'responsible'
}
