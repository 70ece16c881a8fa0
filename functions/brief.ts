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
import { readRows } from './brief/readRows.ts'
import { wordFile, type NamedFile } from './brief/wordFile.ts'
import { Refusal } from './errors.ts'
import { personAtWorkbook, type PersonAtWorkbook } from './personAtWorkbook.ts'
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
    })
    .refine(({ firstDay, lastDay }) => firstDay <= lastDay, { path: ['firstDay'] }),
  z.strictObject({ do: z.literal('plan'), spreadsheetId, school: z.string().max(64) }),
])

/**
 * The HTTP function `brief`: the analytical brief as a Word document. `start` gives the dialog, `write`
 * the file as base64; `plan` gives a school's roadmap as a paper to be approved. It only reads: whoever sees a school's rows may have a brief of that school, and
 * whoever sees the whole district one of the district, from a workbook that shows as much.
 */
export function briefFunction(services: Services): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'brief', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<object> {
  const read = wishSchema.safeParse(req.body)
  if (!read.success) {
    const place = read.error.issues[0]?.path.join('.').slice(0, 80) ?? ''
    throw new Refusal('protocol.shape', place)
  }
  const wish = read.data
  const person = await personAtWorkbook(engine, req, wish.spreadsheetId)
  const { texts } = person.world
  if (wish.do === 'start') {
    return { title: texts.brief.dialog.title, html: briefDialog(offerTo(person), texts) }
  }
  const school = wish.school ?? null
  if (!whoseBriefs(person).some(({ id }) => id === school)) throw new Refusal('brief.denied')
  return wish.do === 'plan'
    ? writePlan(person, wish.school)
    : writeBrief(person, { from: wish.firstDay, to: wish.lastDay, school })
}

async function writePlan(
  { engine, binding, world }: PersonAtWorkbook,
  school: string,
): Promise<NamedFile> {
  const { directory, texts, programme, today } = world
  const rows = await readRows(engine.services, binding.programme, school, addDays(today, 1))
  const plan = composePlan(programme, school, rows, world.contextOf(null, directory.card))
  const name = directory.schools.get(school)?.name ?? ''
  return wordFile(plan, texts.brief.planFile(name, shownDay(today)))
}

async function writeBrief(
  { engine, binding, world }: PersonAtWorkbook,
  asked: { readonly from: Day; readonly to: Day; readonly school: string | null },
): Promise<NamedFile> {
  const { directory, texts, programme } = world
  const { smallCount, silentDays } = settingsOf(programme, directory.card.briefs)
  const rows = await readRows(engine.services, binding.programme, asked.school, asked.from)
  const brief = composeBrief(
    programme,
    { ...asked, smallCount, silentDays },
    rows,
    world.contextOf(null, directory.card),
  )
  const school = asked.school === null ? undefined : directory.schools.get(asked.school)
  const whose = school?.name ?? programme.municipality
  return wordFile(brief, texts.brief.file(whose, shownDay(asked.to)))
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

function offerTo(person: PersonAtWorkbook): Offer {
  const { programme, directory, today } = person.world
  const stages = Object.values(directory.card.briefs['stages'] ?? {}).flatMap((brief) => {
    const [name, from, to] = [brief['name'], brief['start'], brief['end']].map((one) =>
      String(one ?? ''),
    )
    return name && from && to ? [{ name, from, to }] : []
  })
  const whose = whoseBriefs(person)
  if (whose.length === 0) throw new Refusal('brief.denied')
  const to = today < programme.lastDay ? today : programme.lastDay
  return { whose, stages, from: programme.firstDay < to ? programme.firstDay : to, to }
}
