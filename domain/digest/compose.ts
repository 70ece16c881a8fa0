import type { Role } from '../records.ts'
import type { Notice } from '../reminders/notices.ts'
import { reminderPart } from './reminderPart.ts'
import { textsIn } from '../texts/texts.ts'
import { coordinatorPart } from './coordinatorPart.ts'
import { curatorPart } from './curatorPart.ts'
import { observerPart } from './observerPart.ts'
import type { Action, Digest, Links, Part } from './digest.ts'
import { headingsIn } from './headings.ts'
import type { ProgrammeDay } from './programmeDay.ts'
import { weekEnd } from '../days.ts'
import { action } from './lists.ts'
import type { Recipient, View } from './recipients.ts'
import { headPart, responsiblePart } from './schoolParts.ts'
import type { Teller } from './teller.ts'

/** By what authority the reader of a part acts on what it tells of. */
const authority: Readonly<Record<View['of'], Role>> = {
  coordinator: 'coordinator',
  curator: 'curator',
  head: 'staff',
  responsible: 'staff',
  observer: 'observer',
}

/** Links as one reader may use them: by their authority, signed for the person. */
export type LinksFor = (reader: Role, person: string) => Links

/** Rows of each list in a letter of one role, and of several: mail programs cut letters over 100 KB. */
const ROWS = 10
const ROWS_OF_SEVERAL = 5

/**
 * The one digest of an address: its widest part gives subject and preheader, the others follow under
 * headings of their own. Null when no part has anything to say.
 *
 * @param notices the day's reminders: on the digest's day they are part of it
 */
export function composeDigest(
  today: ProgrammeDay,
  recipient: Recipient,
  linksFor: LinksFor,
  notices: readonly Notice[] = [],
): Digest | null {
  const texts = textsIn(recipient.language)
  const headings = headingsIn(texts)
  const rows = recipient.views.length > 1 ? ROWS_OF_SEVERAL : ROWS
  const tellerOf = (view: View): Teller => {
    const links = linksFor(authority[view.of], view.person)
    return { texts, headings, links, rows, day: today.day }
  }
  const parts = recipient.views.flatMap((view) => partOf(today, view, tellerOf(view)) ?? [])
  const ahead = aheadOf(today, notices)
  const [widest] = recipient.views
  if (widest && ahead.length > 0) {
    parts.push(reminderPart(today, recipient, ahead, tellerOf(widest)))
  }
  const [first, ...others] = parts
  if (!first || !widest) return null
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
    footerActions: footerActions(tellerOf(widest)),
    unsubscribe: tellerOf(widest).links.preferences(true),
    messenger: first.messenger,
  }
}

/** The reminder of one address on a day without a digest. */
export function composeReminder(
  today: ProgrammeDay,
  recipient: Recipient,
  linksFor: LinksFor,
  notices: readonly Notice[],
): Digest | null {
  const [widest] = recipient.views
  if (!widest || notices.length === 0) return null
  const texts = textsIn(recipient.language)
  const links = linksFor(authority[widest.of], widest.person)
  const teller = { texts, headings: headingsIn(texts), links, rows: ROWS, day: today.day }
  return {
    ...reminderPart(today, recipient, notices, teller),
    language: texts.language,
    greeting: texts.digest.greeting,
    footerActions: footerActions(teller),
    unsubscribe: links.preferences(true),
  }
}

/** Reminders that the digest's own lists do not hold: of deadlines after this week. */
function aheadOf(today: ProgrammeDay, notices: readonly Notice[]): readonly Notice[] {
  return notices.filter(
    ({ rung, measure }) =>
      rung === 'responsible' && measure.next !== null && measure.next > weekEnd(today.day),
  )
}

function footerActions({ texts, links }: Teller): readonly Action[] {
  return [
    ...action(texts.digest.actions.preferences, links.preferences(false)),
    ...action(texts.digest.actions.unsubscribe, links.preferences(true)),
  ]
}

function partOf(today: ProgrammeDay, view: View, teller: Teller): Part | null {
  switch (view.of) {
    case 'coordinator':
      return coordinatorPart(today, teller)
    case 'curator':
      return curatorPart(today, view.schools, teller)
    case 'head':
      return headPart(today, view.school, teller)
    case 'observer':
      return observerPart(today, teller)
    default:
      return responsiblePart(today, view.school, view.posts, teller)
  }
}
