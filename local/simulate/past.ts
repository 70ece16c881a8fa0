import { z } from 'zod'
import { measures } from '../../domain/tables/measures.ts'
import type { Book } from './book.ts'
import type { Ledger } from './ledger.ts'
import type { Network } from './network.ts'
import type { Asked } from './steps.ts'

const told = z.object({
  head: z.object({ rev: z.int() }),
  changes: z.array(
    z.object({
      rev: z.int(),
      cells: z.array(z.object({ key: z.string(), before: z.string().nullable() })),
      refused: z.array(z.object({ key: z.string(), shown: z.string() })),
    }),
  ),
})

/** What a person needs to go back in a row's history. */
export interface Archive {
  readonly network: Network
  readonly ledger: Ledger
  /** Ids of rows that somebody has deleted. */
  readonly archived: string[]
  /** Of a new wish, each another. */
  readonly request: string
}

/** Goes back in the history of one row as the sidebar does; tells in words what came of it. */
export async function goBack(
  { network, ledger, archived, request }: Archive,
  book: Book,
  asked: Asked,
  [which = 0, change = 0]: readonly number[],
): Promise<string> {
  const ids = asked === 'restore' ? archived : book.view().lines.flatMap(({ id }) => id || [])
  const id = ids[which % Math.max(1, ids.length)]
  if (id === undefined) return `${asked}: there is no row`
  const row = { spreadsheetId: book.id, table: measures.name, id }
  const past = told.safeParse(await network.history(book.person, { do: 'read', ...row }))
  if (!past.success) return `${asked} of ${id}: no history`
  const { head, changes } = past.data
  const wish = { ...row, request }
  if (asked === 'archive' || asked === 'restore') {
    const answer = await network.history(book.person, { do: asked, ...wish })
    if (answer !== null && asked === 'archive') {
      archived.push(id)
      for (const line of book.view().lines) {
        if (line.id !== id || line.corrections === '') continue
        for (const token of ledger.tokensOf(line)) {
          if (ledger.typed.get(token)?.personal === true) ledger.parted.add(token)
        }
      }
    }
    return `${asked} ${id}: ${answer === null ? 'refused' : 'done'}`
  }
  if (asked === 'undo') {
    const undone = changes.filter(({ cells }) => cells.length > 0)
    const one = undone[change % Math.max(1, undone.length)]
    if (!one) return `undo of ${id}: nothing`
    for (const { before } of one.cells) ledger.noteAgain(before ?? '')
    const answer = await network.history(book.person, { do: asked, ...wish, rev: one.rev })
    return `undo ${id}@${one.rev}: ${answer === null ? 'refused' : 'done'}`
  }
  const refused = changes.flatMap(({ rev, refused }) => refused.map((entry) => ({ rev, ...entry })))
  const one = refused[change % Math.max(1, refused.length)]
  if (!one) return `bring back of ${id}: nothing`
  ledger.noteAgain(one.shown)
  const { rev, key, shown } = one
  await network.history(book.person, { do: asked, ...wish, rev, key, seen: head.rev })
  return `bring back «${shown}» into ${key} of ${id}`
}
