import type { Role } from '../records.ts'
import { textsIn } from '../texts/texts.ts'
import { coordinatorPart } from './coordinatorPart.ts'
import { curatorPart } from './curatorPart.ts'
import type { Digest, Links, Part } from './digest.ts'
import { headingsIn } from './headings.ts'
import type { ProgrammeDay } from './programmeDay.ts'
import type { Recipient, View } from './recipients.ts'
import { headPart, responsiblePart } from './schoolParts.ts'
import type { Teller } from './teller.ts'

/** By what authority the reader of a part acts on what it tells of. */
const authority: Readonly<Record<View['of'], Role>> = {
  coordinator: 'coordinator',
  curator: 'curator',
  head: 'staff',
  responsible: 'staff',
}

/** Rows of each list in a letter of one role, and of several: mail programs cut letters over 100 KB. */
const ROWS = 10
const ROWS_OF_SEVERAL = 5

/**
 * The one digest of an address: its widest part gives subject and preheader, the others follow under
 * headings of their own. Null when no part has anything to say.
 *
 * @param linksFor where links lead a reader of that authority
 */
export function composeDigest(
  today: ProgrammeDay,
  recipient: Recipient,
  linksFor: (reader: Role) => Links,
): Digest | null {
  const texts = textsIn(recipient.language)
  const headings = headingsIn(texts)
  const rows = recipient.views.length > 1 ? ROWS_OF_SEVERAL : ROWS
  const [first, ...others] = recipient.views.flatMap((view) => {
    const links = linksFor(authority[view.of])
    return partOf(today, view, { texts, headings, links, rows, day: today.day }) ?? []
  })
  if (!first) return null
  return {
    language: texts.language,
    subject: first.subject,
    preheader: first.preheader,
    greeting: texts.digest.greeting,
    sections: [
      ...first.sections,
      ...others.flatMap(({ heading, sections }) => [
        { tone: 'part' as const, title: heading },
        ...sections,
      ]),
    ],
    footer: first.footer,
    messenger: first.messenger,
  }
}

function partOf(today: ProgrammeDay, view: View, teller: Teller): Part | null {
  switch (view.of) {
    case 'coordinator':
      return coordinatorPart(today, teller)
    case 'curator':
      return curatorPart(today, view.schools, teller)
    case 'head':
      return headPart(today, view.school, teller)
    default:
      return responsiblePart(today, view.school, view.posts, teller)
  }
}
