import { authorityOfPeople, type Authority } from '../../domain/access.ts'
import type { Person } from '../../domain/directory.ts'
import type { Services } from '../services.ts'
import type { Known } from '../store/known.ts'
import { worldOf, type World } from '../world.ts'
import { readLink, type BadLink, type MailLink } from './links.ts'

/** A link that holds: who opens it, and in which programme. */
export interface OpenLink {
  readonly link: MailLink
  readonly person: Person
  /** What the person may do now, whatever it was when the mail was sent. */
  readonly authority: Authority
  readonly world: World
}

/** Why nothing can be done by a link; `denied`: its person is not in the programme any more. */
export type Closed = BadLink | 'denied'

/** Reads a link's token and finds its person, as the directory has them now (at most 60 s old). */
export async function openLink(
  { config, clock }: Services,
  known: Known,
  token: string,
): Promise<OpenLink | Closed> {
  const link = readLink(config.linkSecret, token, clock.now().getTime())
  if (typeof link === 'string') return link
  const [programme, directory] = await Promise.all([
    known.programme(link.programme),
    known.directory(link.programme),
  ])
  const person = directory.people.find(({ id }) => id === link.person)
  if (person === undefined) return 'denied'
  return {
    link,
    person,
    authority: authorityOfPeople([person], directory),
    world: worldOf(programme, directory, clock.now()),
  }
}
