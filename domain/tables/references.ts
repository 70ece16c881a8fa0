import type { Referable, ReferenceList } from '../cells/cell.ts'
import type { Card } from '../records.ts'
import { riskFactors } from './riskFactors.ts'
import type { Table } from './table.ts'
import { tableNamed } from './tables.ts'

/**
 * What a reference may name, looked up in the cards: the directory's, and the row's school's for the
 * risks that it has activated. A row of no known school may choose any active risk. Every list is made
 * once, so one lookup serves a whole request; a change of the cards needs a new one.
 *
 * @param schoolBriefs the briefs of a school's card, where it is known
 * @example referencesIn(directory.briefs, (id) => cards.get(id)?.briefs)('schools', null)
 */
export function referencesIn(
  directory: Card['briefs'],
  schoolBriefs: (school: string) => Card['briefs'] | undefined,
): (list: ReferenceList, school: string | null) => readonly Referable[] {
  const made = new Map<string, readonly Referable[]>()
  return (list, school) => {
    const key = list === 'activatedRisks' ? `${list} ${school}` : list
    const known = made.get(key)
    if (known !== undefined) return known
    const activated =
      list === 'activatedRisks' && school !== null ? activatedIn(schoolBriefs(school)) : null
    const table = listed(list)
    const rows = Object.entries(directory[table.name] ?? {}).map(([id, brief]) => {
      const { name, aliases } = table.refer?.(brief) ?? { name: id, aliases: [] }
      const choosable = brief.active !== false && (activated === null || activated.has(id))
      return { id, name, aliases, choosable }
    })
    made.set(key, rows)
    return rows
  }
}

/** @throws Error for a list that is no table of the directory: a declaration is wrong */
function listed(list: ReferenceList): Table {
  const table = list === 'activatedRisks' ? riskFactors : tableNamed(list)
  if (table?.refer === undefined) throw new Error(`Nothing can refer to «${list}».`)
  return table
}

function activatedIn(briefs: Card['briefs'] | undefined): ReadonlySet<unknown> {
  const profiles = Object.values(briefs?.riskProfiles ?? {})
  return new Set(profiles.filter((row) => row.activated === true).map((row) => row.risk))
}
