import type { Card } from '../../domain/records.ts'
import { showRow } from '../../domain/row.ts'
import { tables } from '../../domain/tables/tables.ts'
import type { World } from '../world.ts'

/**
 * Ids of a school's rows whose computed columns show something else now than at an earlier moment, though
 * nobody has changed them: at midnight a deadline comes near, or passes.
 *
 * Computed from the card's briefs, which keep what the computed columns are made of. A card that has
 * outgrown its briefs tells of none.
 */
export function turnedOver(school: string, card: Card, before: World, now: World): string[] {
  const was = before.contextOf(school, card)
  const is = now.contextOf(school, card)
  return tables.flatMap((table) => {
    const computed = table.columns.filter(({ compute }) => compute !== undefined)
    if (computed.length === 0 || table.card !== 'school') return []
    return Object.entries(card.briefs[table.name] ?? {}).flatMap(([id, brief]) => {
      const left = showRow(table, brief, was)
      const right = showRow(table, brief, is)
      return computed.some(({ key }) => left[key]?.value !== right[key]?.value) ? [id] : []
    })
  })
}
