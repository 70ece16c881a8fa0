import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readDirectory } from '../../domain/directory.ts'
import type { Card } from '../../domain/records.ts'
import { cardDocs, DIRECTORY, recordIn } from '../../functions/store/documents.ts'
import { BadRequest, json, readJson, type Route } from '../router.ts'
import { PROGRAMME, sampleProgramme } from '../sample/files.ts'
import { SERVICE } from '../service.ts'
import type { System } from '../system.ts'
import type { GetParams } from '../workbook/read.ts'
import { ApiError } from '../workbook/api-error.ts'
import { GestureRefused } from '../workbook/refusal.ts'
import { GRID_FIELDS, gridTabs } from './gridView.ts'
import type { Seats } from './seats.ts'
import type { MenuItem, Stand } from './view.ts'

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const entered = z.object({
  as: z.string(),
  sheet: z.string(),
  a1: z.string().regex(/^[A-Z]{1,3}[0-9]{1,6}$/),
  text: z.string().max(1_000_000),
})
const pressed = z.object({
  as: z.string(),
  fn: z.string(),
  sheet: z.string(),
  a1: z.string(),
})
const answered = z.object({ id: z.string(), button: z.string() })

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:",
}

/** The page that shows the sheet, and the interface that it speaks. */
export async function pageRoutes(system: System, seats: Seats): Promise<Route[]> {
  const html = readFileSync(file('page.html'), 'utf8')
  const css = readFileSync(file('page.css'), 'utf8')
  const script = await browserScript()
  const assets: Route = (_request, response, url) => {
    if (url.pathname === '/page.js') return text(response, 'text/javascript', script)
    if (url.pathname === '/page.css') return text(response, 'text/css', css)
    if (url.pathname !== '/' && !/^\/w\/[\w-]+$/.test(url.pathname)) return false
    response.writeHead(200, PAGE_HEADERS).end(html)
    return true
  }
  return [assets, standRoute(system), workbookRoute(system, seats)]
}

async function browserScript(): Promise<string> {
  const built = await build({
    entryPoints: [file('browser/page.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    write: false,
  })
  return built.outputFiles[0]?.text ?? ''
}

function text(response: ServerResponse, type: string, body: string): true {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
  return true
}

/** The stand's bar: who there is, the date, the jobs. */
function standRoute(system: System): Route {
  let turn: Promise<void> = Promise.resolve()
  return async (request, response, url) => {
    if (url.pathname === '/stand') return json(response, await stand(system))
    if (request.method !== 'POST') return false
    if (url.pathname === '/stand/clock') {
      const toMonday = url.searchParams.get('to') === 'monday'
      const asked = toMonday ? 'monday' : Number(url.searchParams.get('days'))
      if (asked !== 'monday' && !(Number.isInteger(asked) && asked >= 1 && asked <= 400)) {
        throw new BadRequest(400, 'The clock moves forward by 1 to 400 days.')
      }
      // One after another: two that move the clock at once would end on neither's day.
      const moved = turn.then(() =>
        passDays(system, asked === 'monday' ? daysToMonday(system) : asked),
      )
      turn = moved.catch(() => {})
      await moved
      return json(response, { now: system.clock.now().toISOString() })
    }
    if (url.pathname === '/stand/run') {
      const job = z.enum(['checkDeadlines', 'weeklyDigest']).safeParse(url.searchParams.get('job'))
      if (!job.success) throw new BadRequest(400, 'There is no such job.')
      return json(response, await system.job(job.data))
    }
    return false
  }
}

async function stand(system: System): Promise<Stand> {
  const card = recordIn<Card>(await cardDocs(system.store, PROGRAMME).doc(DIRECTORY).get())
  const directory = card ? readDirectory(card) : undefined
  const people = (directory?.people ?? []).map(({ id, email, post, school }) => {
    const schools = [...(directory?.schools.values() ?? [])]
      .filter((each) => each.id === school || each.curator === id)
      .map(({ name }) => name)
    return { email, post: [post, ...schools].filter(Boolean).join(', ') }
  })
  return {
    people,
    workbooks: system.workbooks.list().map(({ id, title, owner, editors }) => ({
      id,
      title,
      people: [...editors.filter((email) => email !== SERVICE).toReversed(), owner],
    })),
    now: system.clock.now().toISOString(),
    timeZone: sampleProgramme().timeZone,
    unread: system.mail.unread(),
  }
}

/** Each day that passes has its morning: the workbooks turn over, deadlines are checked. */
export async function passDays(system: System, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    system.clock.set(new Date(system.clock.now().getTime() + 86_400_000))
    await system.job('reconcile')
    await system.job('checkDeadlines')
  }
}

function daysToMonday(system: System): number {
  const { timeZone } = sampleProgramme()
  const weekday = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' }).format(
    system.clock.now(),
  )
  const at = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday)
  return 7 - at
}

/** One spreadsheet: what stands in it, what a person does in it, and the add-on's menu. */
function workbookRoute(system: System, seats: Seats): Route {
  for (const { id } of system.workbooks.list()) watch(system, seats, id)
  return async (request, response, url) => {
    const [, id = '', action = ''] = /^\/w\/([\w-]+)\/(\w+)$/.exec(url.pathname) ?? []
    const workbook = system.workbooks.list().find((each) => each.id === id)
    if (!workbook) return false
    watch(system, seats, id)
    const as = url.searchParams.get('as') ?? workbook.owner
    switch (`${request.method} ${action}`) {
      case 'GET grid': {
        const whole = { fields: GRID_FIELDS, includeGridData: true }
        const spreadsheet = shownTo(system, id, as, whole)
        return json(response, { title: workbook.title, tabs: gridTabs(spreadsheet) })
      }
      case 'GET events':
        if (![workbook.owner, ...workbook.editors].includes(as))
          throw new BadRequest(403, NO_ACCESS)
        seats.open({ spreadsheetId: id, person: as }, response)
        return true
      case 'GET menu':
        return json(response, await menu(system, id, as))
      case 'POST paste':
        return json(response, paste(system, id, await readJson(request, entered)))
      case 'POST run':
        return await runMenuItem(system, id, request, response)
      case 'POST answer': {
        const { id: question, button } = await readJson(request, answered)
        return json(response, { taken: seats.answer(question, button) })
      }
      default:
        return false
    }
  }
}

const watched = new WeakMap<Seats, Set<string>>()

function watch(system: System, seats: Seats, id: string): void {
  const known = watched.get(seats) ?? new Set()
  watched.set(seats, known)
  if (known.has(id)) return
  known.add(id)
  system.workbooks.subscribe(id, () => seats.changed(id))
}

async function menu(system: System, id: string, person: string): Promise<MenuItem[]> {
  const menus = await system.script.open(id, person).catch(refused)
  return menus.flatMap(({ items }) =>
    items.map((item): MenuItem =>
      item.fn !== undefined && item.label !== undefined
        ? { caption: item.label, fn: item.fn }
        : { line: true },
    ),
  )
}

function paste(system: System, id: string, { as, sheet, a1, text }: z.infer<typeof entered>) {
  try {
    const gestures = system.workbooks.gestures(id, as)
    const place = `'${sheet.replaceAll("'", "''")}'!${a1}`
    if (/[\t\n]/.test(text)) gestures.paste(place, text)
    else gestures.type(place, text)
    return {}
  } catch (error) {
    return refused(error)
  }
}

async function runMenuItem(
  system: System,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<true> {
  const { as, fn, sheet, a1 } = await readJson(request, pressed)
  const offered = (await menu(system, id, as)).some((item) => 'fn' in item && item.fn === fn)
  if (!offered) throw new BadRequest(404, 'The menu has no such item.')
  try {
    system.script.select(id, as, `'${sheet.replaceAll("'", "''")}'!${a1}`)
  } catch (error) {
    return refused(error)
  }
  await system.script.run(id, as, fn, [])
  return json(response, {})
}

function shownTo(system: System, id: string, person: string, params: GetParams) {
  try {
    return system.workbooks.get(id, params, person)
  } catch (error) {
    return refused(error)
  }
}

const NO_ACCESS = 'У этого человека нет доступа к этой таблице. Выберите другого.'

/** A person without access is told so; it is no fault of the system. */
function refused(error: unknown): never {
  if (error instanceof GestureRefused) throw new BadRequest(403, error.message)
  if (error instanceof ApiError && error.code === 403) {
    throw new BadRequest(403, NO_ACCESS)
  }
  if (error instanceof ApiError && error.code === 400) throw new BadRequest(400, error.message)
  throw error
}
