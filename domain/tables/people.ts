import { choice } from '../cells/choice.ts'
import { email } from '../cells/email.ts'
import { reference } from '../cells/reference.ts'
import { text } from '../cells/text.ts'
import type { Role } from '../records.ts'
import { columnsOf, corrections, peoplesKeys } from './column.ts'
import { examples, onlyOnce } from './rules.ts'
import type { Column, RowRule, Table } from './table.ts'

export const PERSON_ROLES = [
  'head',
  'deputy',
  'schoolCoordinator',
  'responsible',
  'curator',
  'coordinator',
  'observer',
] as const
/** What a person is in the programme; what they may do is `authorityOf`. */
export type PersonRole = (typeof PERSON_ROLES)[number]

/** All mail, the weekly digest without reminders, or nothing. */
export const DIGESTS = ['weekly', 'digestOnly', 'none'] as const
export type DigestChoice = (typeof DIGESTS)[number]

export const LANGUAGES = ['ru', 'en'] as const

/**
 * What a person may do: everybody who works in a school is `staff`.
 *
 * @example authorityOf('deputy') // 'staff'
 */
export function authorityOf(role: PersonRole): Role {
  return role === 'curator' || role === 'coordinator' || role === 'observer' ? role : 'staff'
}

/** Staff without a school could not open anything. */
const staffHaveSchool: RowRule = {
  code: 'people.noSchool',
  severity: 'error',
  ...examples(
    { role: 'deputy', post: 'завуч', email: 'zavuch@example.org' },
    { role: 'deputy', post: 'завуч', email: 'zavuch@example.org', school: 'sch-maruha' },
  ),
  find(cells, { texts }) {
    const role = PERSON_ROLES.find((known) => known === cells.role)
    const works = role !== undefined && authorityOf(role) === 'staff'
    if (!works || cells.school !== undefined) return []
    return [{ key: 'school', text: texts.tables.people.rules.noSchool }]
  },
}

const curator = { role: 'curator', email: 'kurator@example.org' }

const column = columnsOf((texts) => texts.tables.people.columns)
const by: readonly Role[] = ['coordinator']

const columns: readonly Column[] = [
  column(
    'role',
    choice(PERSON_ROLES, (texts) => texts.tables.people.role),
    190,
    by,
    {
      required: true,
    },
  ),
  column('post', text({ max: 150 }), 240, by, { required: true, example: 'зам. директора по УВР' }),
  column('school', reference('schools'), 200, by),
  column('email', email(), 220, by, { required: true, example: 'shkola@example.org' }),
  column(
    'digest',
    choice(DIGESTS, (texts) => texts.tables.people.digest),
    130,
    by,
    {
      initial: 'weekly',
    },
  ),
  column(
    'language',
    choice(LANGUAGES, (texts) => texts.tables.people.language),
    110,
    by,
    {
      initial: 'ru',
    },
  ),
  corrections,
]

/** Who takes part: role, post, school and address; no names. */
export const people: Table = {
  name: 'people',
  title: (texts) => texts.tables.people.title,
  about: (texts) => texts.tables.people.about,
  card: 'directory',
  columns,
  rules: [
    onlyOnce('people', ['email', 'role', 'school'], {
      code: 'people.twice',
      wrong: { cells: curator, beside: { people: { other: curator } } },
      // Several roles of one address add up.
      right: { cells: curator, beside: { people: { other: { ...curator, role: 'coordinator' } } } },
    }),
    staffHaveSchool,
  ],
  brief: peoplesKeys(columns),
  refer: (brief) => ({ name: String(brief.post ?? ''), aliases: [String(brief.email ?? '')] }),
  see: ['coordinator'],
  front: ['coordinator'],
}
