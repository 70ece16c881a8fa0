import { roleAt } from '../../domain/access.ts'
import { mayShelve, RESTORE_MS } from '../../domain/archive.ts'
import { PROTOCOL } from '../../domain/limits.ts'
import { programmeDay } from '../../domain/digest/programmeDay.ts'
import { composePanel } from '../../domain/composePanel.ts'
import type { DeletedRow, Panel } from '../../domain/panel.ts'
import type { Card, StoredRow } from '../../domain/records.ts'
import { rowTitle } from '../../domain/row.ts'
import { tables } from '../../domain/tables/tables.ts'
import type { PersonAtWorkbook } from '../personAtWorkbook.ts'
import { cardDocs, DIRECTORY, recordIn, rowDocs } from '../store/documents.ts'

/** What stands in the workbook, by table: the ids of its rows. */
export type Present = Readonly<Record<string, readonly string[]>>

/**
 * The sidebar of a person at a workbook. Reads the cards of the workbook's schools, not their rows: of a
 * table that a card has outgrown (`Card.overflow`) it tells nothing.
 */
export async function readPanel(person: PersonAtWorkbook, present: Present): Promise<Panel> {
  const { binding, world, caller, email } = person
  const cards = await readCards(person)
  const schools = new Map(
    [...world.directory.schools].filter(
      ([id]) => binding.scope === 'all' || binding.scope.includes(id),
    ),
  )
  const directory = { ...world.directory, schools }
  const today = programmeDay(world.programme, world.today, directory, cards)
  const panel = composePanel(today, {
    email,
    roleAt: (school) => roleAt(caller.reading, school),
    ceiling: binding.ceiling,
    scope: binding.scope,
    directory,
    cards,
    present,
    context: world.contextOf(null, world.directory.card),
    time: world.clockTime(world.at),
  })
  if ((binding.addon?.protocol ?? PROTOCOL) === PROTOCOL) return panel
  const { title, text } = world.texts.sync.oldAddon
  return { ...panel, sections: [{ tone: 'decide', title, lines: [[text]] }, ...panel.sections] }
}

async function readCards({
  engine,
  binding,
  world,
}: PersonAtWorkbook): Promise<ReadonlyMap<string, Card>> {
  const { store } = engine.services
  const docs = cardDocs(store, binding.programme)
  const found =
    binding.scope === 'all'
      ? (await docs.get()).docs
      : await store.getAll(...binding.scope.map((id) => docs.doc(id)))
  const cards = new Map<string, Card>([[DIRECTORY, world.directory.card]])
  for (const snapshot of found) {
    const card = recordIn<Card>(snapshot)
    if (card !== null && snapshot.id !== DIRECTORY) cards.set(snapshot.id, card)
  }
  return cards
}

/** Deleted rows told at once; older ones are still in the rows' histories. */
const DELETED = 50

/** Rows looked through per table: those of a whole programme, deleted within thirty days. */
const LOOKED_THROUGH = 500

/** Rows that were deleted within the time in which they can be brought back, the latest first. */
export async function readDeleted(person: PersonAtWorkbook): Promise<readonly DeletedRow[]> {
  const { engine, binding, caller, world } = person
  const { store } = engine.services
  const context = world.contextOf(null, world.directory.card)
  const within = (school: string | null) =>
    school === null || binding.scope === 'all' || binding.scope.includes(school)
  const seen = tables.filter((table) => table.see.includes(binding.ceiling))
  const found = await Promise.all(
    seen.map(async (table) => {
      const rows = await rowDocs(store, binding.programme, table.name)
        .where('archivedAt', '>=', world.at - RESTORE_MS)
        .orderBy('archivedAt', 'desc')
        .limit(LOOKED_THROUGH)
        .get()
      return rows.docs.flatMap((snapshot) => {
        const row = recordIn<StoredRow>(snapshot)
        if (row === null || row.archivedAt === null || !within(row.school)) return []
        // With its year, not by somebody's wish.
        if (row.closedWith !== undefined) return []
        if (!mayShelve(table, roleAt(caller.reading, row.school))) return []
        const told: DeletedRow = {
          table: table.name,
          id: snapshot.id,
          tab: table.title(world.texts),
          title: rowTitle(table, row.cells, context),
          when: world.moment(row.archivedAt),
          by: world.personNamed(row.updatedBy),
        }
        return [{ at: row.archivedAt, told }]
      })
    }),
  )
  return found
    .flat()
    .sort((a, b) => b.at - a.at)
    .slice(0, DELETED)
    .map(({ told }) => told)
}
