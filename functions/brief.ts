import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { roleAt } from '../domain/access.ts'
import { composeBrief } from '../domain/brief/compose.ts'
import { composePlan } from '../domain/brief/plan.ts'
import { shownDay } from '../domain/cells/day.ts'
import { addDays } from '../domain/days.ts'
import type { Day } from '../domain/records.ts'
import { settingsOf } from '../domain/settings.ts'
import { briefDialog, type Offer } from './brief/dialog.ts'
import { freezeBriefs, frozenBrief, frozenPeriods, type Period } from './brief/freeze.ts'
import { readRows } from './brief/readRows.ts'
import { PAPER_KINDS, paperFile, type NamedFile, type PaperKind } from './brief/paperFile.ts'
import { Refusal } from './errors.ts'
import { askedAtWorkbook, type PersonAtWorkbook } from './personAtWorkbook.ts'
import { personFunction } from './personFunction.ts'
import type { Services } from './services.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'

const spreadsheetId = z.string().min(1).max(200)

const wishSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), spreadsheetId }),
  z
    .strictObject({
      do: z.literal('write'),
      spreadsheetId,
      firstDay: z.iso.date(),
      lastDay: z.iso.date(),
      /** None: the whole district. */
      school: z.string().max(64).exactOptional(),
      kind: z.enum(PAPER_KINDS).exactOptional(),
    })
    .refine(({ firstDay, lastDay }) => firstDay <= lastDay, { path: ['firstDay'] }),
  z.strictObject({
    do: z.literal('plan'),
    spreadsheetId,
    school: z.string().max(64),
    kind: z.enum(PAPER_KINDS).exactOptional(),
  }),
  z
    .strictObject({
      do: z.literal('freeze'),
      spreadsheetId,
      firstDay: z.iso.date(),
      lastDay: z.iso.date(),
    })
    .refine(({ firstDay, lastDay }) => firstDay <= lastDay, { path: ['firstDay'] }),
])

/**
 * The HTTP function `brief`: the analytical brief as a Word document. `start` gives the dialog, `write`
 * the file as base64; `plan` gives a school's roadmap as a paper to be approved. They only read: whoever sees a
 * school's rows may have a brief of that school, and whoever sees the whole district one of the district, from
 * a workbook that shows as much. `freeze` closes a period for the coordinator: its briefs stay as they are.
 */
export function briefFunction(services: Services): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'brief', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<object> {
  const { wish, person } = await askedAtWorkbook(engine, req, wishSchema)
  const { texts } = person.world
  if (wish.do === 'start') {
    return { title: texts.brief.dialog.title, html: briefDialog(await offerTo(person), texts) }
  }
  if (wish.do === 'freeze') return freeze(person, { from: wish.firstDay, to: wish.lastDay })
  const school = wish.school ?? null
  if (!whoseBriefs(person).some(({ id }) => id === school)) throw new Refusal('brief.denied')
  return wish.do === 'plan'
    ? writePlan(person, wish.school, wish.kind)
    : writeBrief(person, { from: wish.firstDay, to: wish.lastDay, school }, wish.kind)
}

/** Closes a period that is over, for whoever runs the programme. */
async function freeze(person: PersonAtWorkbook, period: Period): Promise<object> {
  const { texts, today } = person.world
  if (!mayFreeze(person)) throw new Refusal('freeze.denied')
  if (period.to >= today) throw new Refusal('freeze.open')
  const { on } = await freezeBriefs(person, period)
  return { note: texts.brief.dialog.frozen(shownDay(on)) }
}

function mayFreeze({ binding, caller }: PersonAtWorkbook): boolean {
  return binding.scope === 'all' && roleAt(caller.writing, null) === 'coordinator'
}

async function writePlan(
  { engine, binding, world }: PersonAtWorkbook,
  school: string,
  kind?: PaperKind,
): Promise<NamedFile> {
  const { directory, texts, programme, today } = world
  const rows = await readRows(engine.services, binding.programme, school, addDays(today, 1))
  const plan = composePlan(programme, school, rows, world.contextOf(null, directory.card))
  const name = directory.schools.get(school)?.name ?? ''
  return paperFile(engine.services, plan, texts.brief.planFile(name, shownDay(today)), kind)
}

async function writeBrief(
  { engine, binding, world }: PersonAtWorkbook,
  asked: { readonly from: Day; readonly to: Day; readonly school: string | null },
  kind?: PaperKind,
): Promise<NamedFile & { readonly note?: string }> {
  const { directory, texts, programme } = world
  const { services } = engine
  const school = asked.school === null ? undefined : directory.schools.get(asked.school)
  const whose = school?.name ?? programme.municipality
  const name = texts.brief.file(whose, shownDay(asked.to))
  const frozen = await frozenBrief(services.store, binding.programme, asked, asked.school)
  if (frozen !== null) {
    const file = await paperFile(services, frozen.brief, name, kind)
    return { ...file, note: texts.brief.dialog.frozen(shownDay(frozen.on)) }
  }
  const { smallCount, silentDays } = settingsOf(programme, directory.card.briefs)
  const rows = await readRows(services, binding.programme, asked.school, asked.from)
  const brief = composeBrief(
    programme,
    { ...asked, smallCount, silentDays },
    rows,
    world.contextOf(null, directory.card),
  )
  return paperFile(services, brief, name, kind)
}

/** Of whom the person may have a brief, from this workbook: the district first. */
function whoseBriefs({ binding, caller, world }: PersonAtWorkbook): Offer['whose'] {
  const { reading } = caller
  const all = [...world.directory.schools.values()].filter(
    ({ id }) =>
      (binding.scope === 'all' || binding.scope.includes(id)) && roleAt(reading, id) !== null,
  )
  const district = binding.scope === 'all' && reading.everywhere !== null
  return [
    ...(district ? [{ id: null, name: world.texts.brief.dialog.district }] : []),
    ...all.map(({ id, name }) => ({ id, name })),
  ]
}

async function offerTo(person: PersonAtWorkbook): Promise<Offer> {
  const { programme, directory, today, texts } = person.world
  const { engine, binding } = person
  const whose = whoseBriefs(person)
  if (whose.length === 0) throw new Refusal('brief.denied')
  const frozen = await frozenPeriods(engine.services.store, binding.programme)
  const stages = Object.values(directory.card.briefs['stages'] ?? {}).flatMap((brief) => {
    const [name, from, to] = [brief['name'], brief['start'], brief['end']].map((one) =>
      String(one ?? ''),
    )
    return name && from && to ? [{ name, from, to }] : []
  })
  const own = frozen.filter(
    ({ from, to }) => !stages.some((stage) => stage.from === from && stage.to === to),
  )
  const say = texts.brief.dialog
  const closed = (period: Period) =>
    frozen.some(({ from, to }) => from === period.from && to === period.to)
  const periods = [
    ...stages,
    ...own.map(({ from, to }) => ({ name: `${shownDay(from)}–${shownDay(to)}`, from, to })),
  ].map((period) => (closed(period) ? { ...period, name: say.closed(period.name) } : period))
  const to = today < programme.lastDay ? today : programme.lastDay
  const from = programme.firstDay < to ? programme.firstDay : to
  return {
    whose,
    stages: periods,
    from,
    to,
    mayClose: mayFreeze(person),
    pdf: engine.services.toPdf !== undefined,
  }
}
