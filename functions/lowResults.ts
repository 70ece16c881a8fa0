import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { roleAt } from '../domain/access.ts'
import { identify, yearsOf, type Identification } from '../domain/identification/identify.ts'
import { identificationPaper } from '../domain/identification/paper.ts'
import type { Teller } from '../domain/identification/tell.ts'
import { ROW_ID } from '../domain/limits.ts'
import { settingsOf, type Settings } from '../domain/settings.ts'
import { SCHOOL_KINDS } from '../domain/tables/schools.ts'
import { paperFile } from './brief/paperFile.ts'
import { readTable } from './brief/readRows.ts'
import { Refusal } from './errors.ts'
import { confirmKinds } from './lowResults/confirm.ts'
import { lowResultsDialog, lowResultsLists } from './lowResults/dialog.ts'
import { askedAtWorkbook, type PersonAtWorkbook } from './personAtWorkbook.ts'
import { personFunction } from './personFunction.ts'
import type { Services } from './services.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'

const spreadsheetId = z.string().min(1).max(200)
const year = z.int().min(2000).max(2100)
const kind = z.enum(SCHOOL_KINDS)

/** Schools of one district that one press may confirm. */
const MOST = 1_000

const wishSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), spreadsheetId }),
  z.strictObject({ do: z.literal('look'), spreadsheetId, year }),
  z.strictObject({
    do: z.literal('confirm'),
    spreadsheetId,
    year,
    /** Made once per press: the same press twice is one. */
    request: z.uuid(),
    schools: z
      .array(
        z.strictObject({
          id: z.string().regex(ROW_ID),
          /** The kind that was shown; null for none. */
          was: kind.nullable(),
          kind,
        }),
      )
      .min(1)
      .max(MOST)
      .refine((schools) => new Set(schools.map(({ id }) => id)).size === schools.length),
  }),
  z.strictObject({ do: z.literal('paper'), spreadsheetId, year }),
])

/**
 * The HTTP function `lowResults`, for the coordinator: which schools of the district have low results by the
 * criteria in «Настройки», each with the reason (`start`, `look`), the list as a Word document (`paper`), and the
 * kinds that the coordinator confirms (`confirm`), stored through the same path as an edit of the sheet.
 * Nothing but `confirm` writes. It reads the rows of `schools` and `results`.
 */
export function lowResultsFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'lowResults', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<object> {
  const { wish, person } = await askedAtWorkbook(engine, req, wishSchema)
  if (person.binding.scope !== 'all' || roleAt(person.caller.writing, null) !== 'coordinator') {
    throw new Refusal('lowResults.denied')
  }
  const { texts } = person.world
  switch (wish.do) {
    case 'start': {
      const seen = await look(person, null)
      const { title } = texts.identification
      return { title, html: lowResultsDialog(seen.found, seen.settings, seen.teller) }
    }
    case 'look': {
      const seen = await look(person, wish.year)
      return { lists: lowResultsLists(seen.found, seen.settings, seen.teller) }
    }
    case 'paper': {
      const { found, settings, teller } = await look(person, wish.year)
      const { programme } = person.world
      const paper = identificationPaper(programme, found, settings, teller)
      const name = texts.identification.file(programme.municipality, wish.year)
      return paperFile(engine.services, paper, name)
    }
    default: {
      const { stored, changed } = await confirmKinds(person, wish.request, wish.schools)
      engine.services.log('INFO', 'kinds of schools confirmed', {
        job: 'lowResults',
        rows: stored.length,
      })
      const seen = await look(person, wish.year)
      const names = new Map(seen.found.schools.map(({ id, name }) => [id, name]))
      const say = texts.identification
      const said = [
        stored.length > 0 ? say.confirmed(stored.length) : say.nothingDone,
        ...(changed.length > 0 ? [say.changed(changed.map((id) => names.get(id) ?? id))] : []),
      ].join(' ')
      return { lists: lowResultsLists(seen.found, seen.settings, seen.teller), said, pull: true }
    }
  }
}

interface Look {
  readonly found: Identification
  readonly settings: Settings
  readonly teller: Teller
}

/** @param asked null for the last year that has results, up to this one */
async function look(
  { engine, binding, world }: PersonAtWorkbook,
  asked: number | null,
): Promise<Look> {
  const { programme, directory, today } = world
  const settings = settingsOf(programme, directory.card.briefs)
  const [schools, results] = await Promise.all([
    readTable(engine.services, binding.programme, 'schools', null, ''),
    readTable(engine.services, binding.programme, 'results', null, ''),
  ])
  const thisYear = Number(today.slice(0, 4))
  const of = asked ?? yearsOf(results).find((one) => one <= thisYear) ?? thisYear
  const context = world.contextOf(null, directory.card)
  return {
    found: identify(schools, results, of, settings),
    settings,
    teller: { context, smallCount: settings.smallCount },
  }
}
