import { emptyCard } from '../domain/card.ts'
import { readDirectory } from '../domain/directory.ts'
import { receiveRow } from '../domain/receive.ts'
import type { Programme } from '../domain/records.ts'
import { people } from '../domain/tables/people.ts'
import { textsIn } from '../domain/texts/texts.ts'
import type { Services } from './services.ts'
import { commitPart } from './store/commit.ts'
import { DIRECTORY, programmeDoc } from './store/documents.ts'
import { worldOf } from './world.ts'

/**
 * Begins a programme: its settings, and the one person who can then write in all others through
 * `sync`, the coordinator. On record like every change, as done by `setup`. Safe to call again: what
 * is there stays.
 *
 * @throws Error when the coordinator's row cannot be accepted, such as for a wrong address.
 */
export async function createProgramme(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  options: {
    readonly id: string
    readonly programme: Programme
    readonly coordinator: { readonly id: string; readonly email: string }
  },
): Promise<void> {
  const { id, programme, coordinator } = options
  await store.runTransaction(async (transaction) => {
    const there = await transaction.get(programmeDoc(store, id))
    if (!there.exists) transaction.create(there.ref, { ...programme })
  })

  const world = worldOf(programme, readDirectory(emptyCard), clock.now())
  const role = textsIn(programme.language).tables.people.role.labels.coordinator
  const sent = {
    id: coordinator.id,
    rev: 0,
    row: 2,
    cells: { role, post: role.toLowerCase(), email: coordinator.email },
  }
  const from = { spreadsheetId: '', shell: 'setup' }
  const { answers } = await commitPart(store, {
    programme: id,
    card: DIRECTORY,
    number: 0,
    author: {
      at: world.at,
      day: world.today,
      by: 'setup',
      reportedEditor: null,
      role: 'coordinator',
      from,
      request: 'create-programme',
    },
    writerOf: (record) => world.writerOf(record),
    rows: [
      {
        table: people,
        id: coordinator.id,
        receive: (inForce) =>
          receiveRow(
            {
              table: people,
              sent,
              columns: Object.keys(sent.cells),
              school: null,
              roleAt: () => 'coordinator',
              workbook: '',
              lost: [],
              by: 'setup',
              at: world.at,
              context: (card) => world.contextOf(null, card),
              witness: world,
            },
            inForce,
          ),
      },
    ],
  })
  const wrong = answers[0]?.corrections.find(({ severity }) => severity === 'error')
  if (wrong) throw new Error(`The coordinator of ${id} cannot be written in: ${wrong.text}`)
}
