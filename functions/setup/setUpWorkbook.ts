import { randomUUID } from 'node:crypto'
import { emptyCard } from '../../domain/card.ts'
import type { Binding, Card } from '../../domain/records.ts'
import {
  SETUP_FIELDS,
  setupRanges,
  setupRequests,
  TITLES_FIELDS,
} from '../../domain/setup/setup.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { tables } from '../../domain/tables/tables.ts'
import { cameTooLate, lastTurn, linesAtTurn, takeTurn } from '../../domain/workbook/turn.ts'
import { Refusal } from '../errors.ts'
import { SheetsFault } from '../sheets.ts'
import { cardDocs, recordIn } from '../store/documents.ts'
import { returnLease, takeLease } from '../store/lease.ts'
import type { Engine } from '../sync/syncWorkbook.ts'
import { worldOf } from '../world.ts'

const LOCALES = { ru: 'ru_RU', en: 'en_GB' } as const

/** How often the workbook is read anew when another run has written meanwhile. */
const ATTEMPTS = 3

/**
 * Makes a bound workbook as it should be, by one `batchUpdate`, as the service account. It holds the
 * lease that `reconcile` takes, and its write takes a turn as every shell's does: who has read the
 * columns before they moved is refused and reads again.
 *
 * @param editor address that may change headers besides the owner and the service account
 * @returns how many requests it needed; 0 where nothing was to be changed
 * @throws Refusal `setup.busy`, `setup.noAccess`
 */
export async function setUpWorkbook(
  engine: Engine,
  spreadsheetId: string,
  editor: string,
): Promise<number> {
  const { store, clock } = engine.services
  const run = randomUUID()
  const binding = await takeLease(store, spreadsheetId, run, clock.stamp())
  if (binding === null) throw new Refusal('setup.busy')
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const done = await setUpOnce(engine, spreadsheetId, binding, editor)
      if (done !== null) return done
    }
    throw new Refusal('setup.busy')
  } catch (error) {
    if (!(error instanceof SheetsFault) || error.kind === 'refused') throw error
    throw new Refusal(error.kind === 'busy' ? 'setup.busy' : 'setup.noAccess')
  } finally {
    await returnLease(store, spreadsheetId, run, {})
  }
}

/** Null when another run has written between the reading and the write. */
async function setUpOnce(
  { services, known }: Engine,
  spreadsheetId: string,
  { programme: id, scope, ceiling }: Binding,
  editor: string,
): Promise<number | null> {
  const { sheets, clock, store } = services
  const [programme, directory] = await Promise.all([known.programme(id), known.directory(id)])
  const world = worldOf(programme, directory, clock.now())
  const school = scope === 'all' ? null : (scope[0] ?? null)
  const card =
    school === null
      ? directory.card
      : (recordIn<Card>(await cardDocs(store, id).doc(school).get()) ?? emptyCard)
  const titles = await sheets.get(spreadsheetId, { ranges: [], fields: TITLES_FIELDS })
  const found = await sheets.get(spreadsheetId, {
    ranges: setupRanges(titles),
    fields: SETUP_FIELDS,
  })
  const open = tables.filter(({ front }) => front.includes(ceiling)).map(({ name }) => name)
  const requests = setupRequests(found, {
    layout: layoutFor(scope, ceiling, world.texts),
    locale: LOCALES[programme.language],
    timeZone: programme.timeZone,
    context: world.contextOf(school, card),
    editors: [editor],
    open: new Set([...open, ...runningTabs(directory.card, world.today)]),
  })
  if (requests.length === 0) return 0
  const turn = takeTurn(lastTurn(found), linesAtTurn(found))
  try {
    const body = { requests: [...turn.requests, ...requests] }
    await sheets.batchUpdate(spreadsheetId, body, { fields: 'spreadsheetId' })
  } catch (error) {
    if (error instanceof SheetsFault && cameTooLate(error.message)) return null
    throw error
  }
  return requests.length
}

/** Tabs of the stages that run on a day. */
function runningTabs(directory: Card, day: string): readonly string[] {
  return Object.values(directory.briefs['stages'] ?? {}).flatMap(({ start, end, opens }) =>
    typeof opens === 'string' && String(start) <= day && day <= String(end) ? [opens] : [],
  )
}
