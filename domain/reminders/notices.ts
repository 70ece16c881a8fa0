import { namesPost } from '../digest/posts.ts'
import type { ProgrammeDay, SchoolDay } from '../digest/programmeDay.ts'
import type { Recipient, SchoolView, View } from '../digest/recipients.ts'
import type { Measure } from '../figures.ts'
import type { Week } from '../tables/schools.ts'
import { isDue, type Rung, type Window } from './ladder.ts'
import { ladderOf } from './settings.ts'

/** One measure that a person is reminded of, and by which rung of the ladder. */
export interface Notice {
  readonly school: SchoolDay
  readonly measure: Measure
  readonly rung: Rung
}

/** Days whose reminders are told now, by the working week of who is told. */
export type Windows = Readonly<Record<Week, Window>>

/** The working week of a recipient: that of their school; people of the municipality work five days. */
export function weekOf(today: ProgrammeDay, { views }: Recipient): Week {
  const weeks = views.flatMap((view) =>
    'school' in view ? (today.schools.find(({ id }) => id === view.school)?.week ?? []) : [],
  )
  return weeks.length === views.length && weeks.every((week) => week === 'six') ? 'six' : 'five'
}

/**
 * What a recipient is reminded of, each measure once. Who answers for a measure is reminded before its
 * deadline; where no address has the post that it names, the head is, so that nobody's measure is
 * forgotten. Those above learn of what is overdue, but not where the school's entries may only be unsent
 * (`SchoolDay.asOf`).
 *
 * @param all every recipient of the programme: whether a post has an address
 */
export function noticesOf(
  today: ProgrammeDay,
  recipient: Recipient,
  all: readonly Recipient[],
  windows: Windows,
): readonly Notice[] {
  const seen = new Set<string>()
  return recipient.views
    .flatMap((view) => ofView(today, view, all, windows))
    .filter(({ school, measure }) => {
      const key = `${school.id}/${measure.id}`
      return !seen.has(key) && seen.add(key)
    })
}

function ofView(
  today: ProgrammeDay,
  view: View,
  all: readonly Recipient[],
  windows: Windows,
): readonly Notice[] {
  switch (view.of) {
    case 'coordinator':
      return today.schools.flatMap((school) => above(today, school, 'coordinator', windows))
    case 'curator':
      return today.schools
        .filter(({ id }) => view.schools.includes(id))
        .flatMap((school) => above(today, school, 'curator', windows))
    case 'observer':
      return []
    default:
      return ofSchool(today, view, all, windows)
  }
}

function ofSchool(
  today: ProgrammeDay,
  view: SchoolView,
  all: readonly Recipient[],
  windows: Windows,
): readonly Notice[] {
  const school = today.schools.find(({ id }) => id === view.school)
  if (school === undefined) return []
  const others = all.flatMap(({ views }) =>
    views.flatMap((one) => ('posts' in one && one.school === school.id ? one.posts : [])),
  )
  const answers = ({ responsible }: Measure) => {
    if (view.posts.some((post) => namesPost(responsible, post))) return true
    return view.of === 'head' && !others.some((post) => namesPost(responsible, post))
  }
  const own = due(today, school, 'responsible', windows[school.week]).filter(({ measure }) =>
    answers(measure),
  )
  return view.of === 'head' ? [...above(today, school, 'head', windows), ...own] : own
}

/** What is overdue for those above; nothing where the school's entries may only be unsent. */
function above(
  today: ProgrammeDay,
  school: SchoolDay,
  rung: Exclude<Rung, 'responsible'>,
  windows: Windows,
): readonly Notice[] {
  if (school.asOf !== null) return []
  return due(today, school, rung, windows[rung === 'head' ? school.week : 'five'])
}

function due(
  today: ProgrammeDay,
  school: SchoolDay,
  rung: Rung,
  window: Window,
): readonly Notice[] {
  const ladder = ladderOf(today.programme)
  const inSchool = rung === 'responsible' || rung === 'head'
  const calendar = today.calendars[inSchool ? school.week : 'five']
  return school.measures
    .filter((measure) => isDue(measure, rung, window, ladder, calendar))
    .map((measure) => ({ school, measure, rung }))
}
