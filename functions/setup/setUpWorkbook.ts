import { randomUUID } from 'node:crypto'
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { emptyCard } from '../../domain/card.ts'
import type { Binding, Card } from '../../domain/records.ts'
import {
  SETUP_FIELDS,
  setupRanges,
  setupRequests,
  tablesInSight,
  TITLES_FIELDS,
} from '../../domain/setup/setup.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { tables } from '../../domain/tables/tables.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { cameTooLate, lastTurn, linesAtTurn, takeTurn } from '../../domain/workbook/turn.ts'
import { Refusal } from '../errors.ts'
import { runningStages } from '../reconcile/openStages.ts'
import { SheetsFault, type SheetsApi } from '../sheets.ts'
import { cardDocs, recordIn } from '../store/documents.ts'
import { returnLease, takeLease } from '../store/lease.ts'
import type { Engine } from '../sync/syncWorkbook.ts'
import { worldOf } from '../world.ts'

const LOCALES = { ru: 'ru_RU', en: 'en_GB' } as const

/** What is wanted of a setup. */
export interface SetUpWish {
  /** Addresses that may change headers besides the owner and the service account. */
  readonly editors: readonly string[]
  /** Only the tabs of these tables, which are brought into sight. */
  readonly only?: ReadonlySet<string>
}

/** How often the workbook is read anew when another run has written meanwhile. */
const ATTEMPTS = 3

/**
 * Makes a bound workbook as it should be, by one `batchUpdate`, as the service account. It holds the
 * lease that `reconcile` takes, and its write takes a turn as every shell's does: who has read the
 * columns before they moved is refused and reads again.
 *
 * @returns how many requests it needed; 0 where nothing was to be changed
 * @throws Refusal `setup.busy`, `setup.noAccess`
 */
export async function setUpWorkbook(
  engine: Engine,
  spreadsheetId: string,
  wish: SetUpWish,
): Promise<number> {
  const { store, clock } = engine.services
  const run = randomUUID()
  const binding = await takeLease(store, spreadsheetId, run, clock.stamp())
  if (binding === null) throw new Refusal('setup.busy')
  try {
    return await setUpLeased(engine, spreadsheetId, binding, wish)
  } catch (error) {
    throw toldFault(error)
  } finally {
    await returnLease(store, spreadsheetId, run, {})
  }
}

/**
 * The same for a run that holds the workbook's lease already.
 *
 * @throws SheetsFault, Refusal `setup.busy`
 */
export async function setUpLeased(
  engine: Engine,
  spreadsheetId: string,
  binding: Binding,
  wish: SetUpWish,
): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const done = await setUpOnce(engine, spreadsheetId, binding, wish)
    if (done !== null) return done
  }
  throw new Refusal('setup.busy')
}

/**
 * The tables whose tabs can be seen in a bound workbook.
 *
 * @throws Refusal `workbook.unknown`, `setup.busy`, `setup.noAccess`
 */
export async function tabsInSight(
  { services, known }: Engine,
  spreadsheetId: string,
): Promise<ReadonlySet<string>> {
  const binding = await known.binding(spreadsheetId)
  if (binding === null) throw new Refusal('workbook.unknown')
  const { language } = await known.programme(binding.programme)
  const layout = layoutFor(binding.scope, binding.ceiling, textsIn(language))
  try {
    return tablesInSight(await readBook(services.sheets, spreadsheetId), layout)
  } catch (error) {
    throw toldFault(error)
  }
}

/** What a person is told of a fault of the Sheets API; another fault as it is. */
function toldFault(error: unknown): unknown {
  if (!(error instanceof SheetsFault) || error.kind === 'refused') return error
  return new Refusal(error.kind === 'busy' ? 'setup.busy' : 'setup.noAccess')
}

async function readBook(
  sheets: SheetsApi,
  spreadsheetId: string,
): Promise<sheets_v4.Schema$Spreadsheet> {
  const titles = await sheets.get(spreadsheetId, { ranges: [], fields: TITLES_FIELDS })
  return sheets.get(spreadsheetId, { ranges: setupRanges(titles), fields: SETUP_FIELDS })
}

/** Null when another run has written between the reading and the write. */
async function setUpOnce(
  { services, known }: Engine,
  spreadsheetId: string,
  { programme: id, scope, ceiling }: Binding,
  { editors, only }: SetUpWish,
): Promise<number | null> {
  const { sheets, clock, store } = services
  const [programme, directory] = await Promise.all([known.programme(id), known.directory(id)])
  const world = worldOf(programme, directory, clock.now())
  const school = scope === 'all' ? null : (scope[0] ?? null)
  const card =
    school === null
      ? directory.card
      : (recordIn<Card>(await cardDocs(store, id).doc(school).get()) ?? emptyCard)
  const found = await readBook(sheets, spreadsheetId)
  const open = tables.filter(({ front }) => front.includes(ceiling)).map(({ name }) => name)
  const running = runningStages(directory.card, world.today).map(({ table }) => table)
  const requests = setupRequests(found, {
    layout: layoutFor(scope, ceiling, world.texts),
    locale: LOCALES[programme.language],
    timeZone: programme.timeZone,
    context: world.contextOf(school, card),
    editors,
    open: new Set([...open, ...running]),
    ...(only === undefined ? {} : { only }),
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
