import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { roleAt } from '../domain/access.ts'
import { freezeBriefs, thawBriefs } from './brief/freeze.ts'
import { Refusal } from './errors.ts'
import { countYear } from './newYear/count.ts'
import { newYearDialog, newYearStep, previewOf } from './newYear/dialog.ts'
import { endYear, reopenYear } from './newYear/turn.ts'
import { checkEnd, firstDayOf, readYears } from './newYear/years.ts'
import { askedAtWorkbook, type PersonAtWorkbook } from './personAtWorkbook.ts'
import { personFunction } from './personFunction.ts'
import type { Services } from './services.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'

const spreadsheetId = z.string().min(1).max(200)

const wishSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), spreadsheetId }),
  z.strictObject({
    do: z.enum(['count', 'begin', 'reopen']),
    spreadsheetId,
    /** The last day of the year. */
    day: z.iso.date(),
  }),
])

/** What `newYear` answers: the dialog, what would happen, or how it went; `more`: ask the same again. */
export type NewYearAnswer =
  | { readonly title: string; readonly html: string }
  | { readonly preview: string }
  | { readonly step: string; readonly said: string; readonly more: boolean; readonly pull: boolean }

/**
 * The HTTP function `newYear`, for the coordinator alone: what the end of a year would do (`count`), the year
 * ended (`begin`) and taken back (`reopen`). Each may be called twice, and goes on where it broke off.
 */
export function newYearFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'newYear', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<NewYearAnswer> {
  const { wish, person } = await askedAtWorkbook(engine, req, wishSchema)
  const { binding, caller, world } = person
  const { newYear } = world.texts
  if (binding.scope !== 'all' || roleAt(caller.writing, null) !== 'coordinator') {
    throw new Refusal('year.denied')
  }
  const { store, log } = engine.services
  const years = () => readYears(store, binding.programme)
  if (wish.do === 'start') {
    return { title: newYear.title, html: newYearDialog(await years(), world) }
  }
  if (wish.do === 'count') {
    checkEnd(wish.day, await years(), world)
    return { preview: previewOf(await countYear(person, wish.day), wish.day, world) }
  }
  const turned = await turn(person, wish.do, wish.day)
  const { closed, carried, state } = turned.year
  log('INFO', `year ${state}`, { job: 'newYear', programme: binding.programme, closed, carried })
  const said = state === 'reopened' ? newYear.reopened : newYear.done(closed, carried)
  return { step: newYearStep(await years(), world), said, more: turned.more, pull: !turned.more }
}

/** The briefs of a year are kept as they were before it ended, and go when it is taken back. */
async function turn(person: PersonAtWorkbook, wish: 'begin' | 'reopen', day: string) {
  const { engine, binding, world } = person
  const years = await readYears(engine.services.store, binding.programme)
  const earlier = years.filter(({ to }) => to < day)
  const period = { from: firstDayOf(earlier, world), to: day }
  if (wish === 'begin') {
    checkEnd(day, years, world)
    await freezeBriefs(person, period)
    return endYear(person, day)
  }
  const turned = await reopenYear(person, day)
  if (!turned.more) await thawBriefs(person, period)
  return turned
}
