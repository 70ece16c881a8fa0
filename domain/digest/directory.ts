import type { Brief, Card } from '../records.ts'
import type { Language } from '../texts/texts.ts'
import { tidy } from './words.ts'

/** A participating school as the directory's card keeps it. */
export interface School {
  readonly id: string
  /** «СОШ с. Маруха». */
  readonly name: string
  /** Person id, or null while nobody accompanies the school. */
  readonly curator: string | null
}

export interface Person {
  readonly id: string
  readonly role: string
  /** «зам. директора по УВР». */
  readonly post: string
  /** Null for people of the municipality. */
  readonly school: string | null
  /** In lower case; empty while unknown. */
  readonly email: string
  readonly digest: boolean
  readonly language: Language
}

export interface Directory {
  /** Participants only, by name. */
  readonly schools: readonly School[]
  /** By id. */
  readonly people: readonly Person[]
}

/** Reads the directory's card. Schools that do not take part have no digest and no place in figures. */
export function readDirectory(card: Card): Directory {
  const schools = Object.entries(card.briefs['schools'] ?? {})
    .filter(([, brief]) => brief['participant'] === true)
    .map(([id, brief]) => ({
      id,
      name: tidy(text(brief, 'shortName') || text(brief, 'name') || id, 80),
      curator: text(brief, 'curator') || null,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ru') || a.id.localeCompare(b.id))
  const people = Object.entries(card.briefs['people'] ?? {})
    .map(([id, brief]) => ({
      id,
      role: text(brief, 'role'),
      post: text(brief, 'post'),
      school: text(brief, 'school') || null,
      email: text(brief, 'email').toLowerCase(),
      digest: text(brief, 'digest') !== 'none',
      language: text(brief, 'language') === 'en' ? ('en' as const) : ('ru' as const),
    }))
    .sort((a, b) => a.id.localeCompare(b.id))
  return { schools, people }
}

function text(brief: Brief, key: string): string {
  return String(brief[key] ?? '').trim()
}
