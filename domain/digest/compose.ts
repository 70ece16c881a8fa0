import { coordinatorPart } from './coordinatorPart.ts'
import { curatorPart } from './curatorPart.ts'
import type { Digest, Part } from './digest.ts'
import type { ProgrammeDay } from './programmeDay.ts'
import type { Recipient, View } from './recipients.ts'
import { headPart, responsiblePart } from './schoolParts.ts'
import type { Teller } from './teller.ts'

/** Rows of each list in a letter of one role, and of several: mail programs cut letters over 100 KB. */
const ROWS = 10
const ROWS_OF_SEVERAL = 5

/**
 * The one digest of an address: its widest part gives subject and preheader, the others follow under
 * headings of their own. Null when no part has anything to say.
 *
 * @param teller in the recipient's language
 */
export function composeDigest(
  today: ProgrammeDay,
  recipient: Recipient,
  teller: Omit<Teller, 'rows'>,
): Digest | null {
  const rows = recipient.views.length > 1 ? ROWS_OF_SEVERAL : ROWS
  const [first, ...others] = recipient.views.flatMap(
    (view) => partOf(today, view, { ...teller, rows }) ?? [],
  )
  if (!first) return null
  return {
    language: teller.texts.language,
    subject: first.subject,
    preheader: first.preheader,
    greeting: teller.texts.digest.greeting,
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
