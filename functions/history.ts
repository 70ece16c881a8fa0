import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { ROW_ID } from '../domain/limits.ts'
import type { PastChange, RowHead } from '../domain/panel.ts'
import type { RowAnswer } from '../domain/protocol.ts'
import { askedRow, recordsOf, type AskedRow } from './history/askedRow.ts'
import { askHelp, bringBack, undo } from './history/rewrite.ts'
import { shelve } from './history/shelve.ts'
import { changesOf, headOf } from './history/tell.ts'
import { askedAtWorkbook } from './personAtWorkbook.ts'
import { personFunction } from './personFunction.ts'
import type { Services } from './services.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'

const row = {
  spreadsheetId: z.string().min(1).max(200),
  table: z.string().max(40),
  id: z.string().regex(ROW_ID),
}
/** Made once per wish and kept when it is sent again: the same request twice is one change. */
const request = z.uuid()
const rev = z.int().min(1)

const historySchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('read'), ...row }),
  z.strictObject({ do: z.literal('undo'), ...row, request, rev }),
  z.strictObject({
    do: z.literal('bringBack'),
    ...row,
    request,
    rev,
    key: z.string().max(40),
    seen: rev,
  }),
  z.strictObject({
    do: z.literal('help'),
    ...row,
    request,
    seen: rev,
    text: z.string().max(2_000),
  }),
  z.strictObject({ do: z.enum(['archive', 'restore']), ...row, request }),
])

/** What `history` answers: a row with its changes, newest first, or what became of a wish. */
export type HistoryAnswer =
  | { readonly head: RowHead; readonly changes: readonly PastChange[] }
  | { readonly row: RowAnswer }

/**
 * The HTTP function `history`: who wrote what into a row and when (`read`), and the ways back: a change
 * undone (`undo`), a refused entry written again (`bringBack`), a row deleted and restored (`archive`,
 * `restore`); and «Нужна помощь» (`help`). Each is done by the asking person's own authority, is on
 * record, and is safe to send again.
 */
export function historyFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'history', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<HistoryAnswer> {
  const { wish, person } = await askedAtWorkbook(engine, req, historySchema)
  const asked = await askedRow(person, wish.table, wish.id)
  if (wish.do === 'read') {
    return { head: headOf(asked), changes: changesOf(asked, await recordsOf(asked)) }
  }
  return { row: await carryOut(asked, wish) }
}

type Wish = Exclude<z.infer<typeof historySchema>, { do: 'read' }>

function carryOut(asked: AskedRow, wish: Wish): Promise<RowAnswer> {
  switch (wish.do) {
    case 'undo':
      return undo(asked, wish.request, wish.rev)
    case 'bringBack':
      return bringBack(asked, wish.request, wish)
    case 'help':
      return askHelp(asked, wish.request, wish)
    default:
      return shelve(asked, wish.request, wish.do)
  }
}
