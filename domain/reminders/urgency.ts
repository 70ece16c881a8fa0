import { namesPost } from '../digest/posts.ts'
import type { ProgrammeDay } from '../digest/programmeDay.ts'
import type { Recipient, View } from '../digest/recipients.ts'
import { weekEnd } from '../days.ts'
import type { Measure } from '../figures.ts'

/**
 * Recipients in the order in which their letters matter: the coordinator, then those with something
 * overdue, then with a deadline this week, then the rest. When not all letters can go in a day, the first
 * go first.
 */
export function byUrgency(
  today: ProgrammeDay,
  recipients: readonly Recipient[],
): readonly Recipient[] {
  return recipients
    .map((recipient) => ({ recipient, rank: rankOf(today, recipient) }))
    .sort((a, b) => a.rank - b.rank || a.recipient.email.localeCompare(b.recipient.email))
    .map(({ recipient }) => recipient)
}

function rankOf(today: ProgrammeDay, { views }: Recipient): number {
  if (views.some(({ of }) => of === 'coordinator')) return 0
  const last = weekEnd(today.day)
  const measures = views.flatMap((view) => measuresOf(today, view))
  if (measures.some(({ state }) => state === 'overdue')) return 1
  const soon = measures.some(
    ({ next, status }) => status !== 'done' && next !== null && next <= last,
  )
  return soon ? 2 : 3
}

function measuresOf(today: ProgrammeDay, view: View): readonly Measure[] {
  switch (view.of) {
    case 'coordinator':
    case 'observer':
      return []
    case 'curator':
      return today.schools
        .filter(({ id }) => view.schools.includes(id))
        .flatMap(({ measures }) => measures)
    default: {
      const measures = today.schools.find(({ id }) => id === view.school)?.measures ?? []
      if (view.of === 'head') return measures
      return measures.filter(({ responsible }) =>
        view.posts.some((post) => namesPost(responsible, post)),
      )
    }
  }
}
