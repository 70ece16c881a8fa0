import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { BadRequest, json, readJson, type Route } from '../router.ts'
import type { System } from '../system.ts'
import { ApiError } from '../workbook/api-error.ts'
import { GestureRefused } from '../workbook/refusal.ts'
import { ScriptError } from '../workbook/script/apps-script.ts'
import type { Menu } from '../workbook/script/ui.ts'
import { gestureSchema } from './gesture.ts'
import { Painter } from './patch.ts'
import { perform } from './perform.ts'
import type { MenuItem } from './view.ts'

const done = z.object({
  as: z.string(),
  /** The same gesture may arrive twice: its answer got lost. */
  id: z.string().max(100),
  gesture: gestureSchema,
})
const selected = {
  sheet: z.string(),
  a1: z.string().regex(/^[A-Z]{1,3}\d{1,6}(:[A-Z]{1,3}\d{1,6})?$/),
}
const pressed = z.object({ as: z.string(), fn: z.string(), ...selected })
const answered = z.object({ id: z.string(), button: z.string(), text: z.string().optional() })

/** Gestures whose repetition is known. */
const REMEMBERED = 2_000

/** One spreadsheet: what stands in it, what a person does in it, and the add-on's menu and pages. */
export function workbookRoute(system: System): Route {
  const painter = new Painter()
  const followed = new Set<string>()
  const seen = new Set<string>()

  /** Tells the windows of every change, as a patch from the state that they were told last. */
  const follow = (id: string, person: string): void => {
    if (followed.has(id)) return
    followed.add(id)
    let told = system.workbooks.state(id, person).spreadsheet
    system.workbooks.subscribe(id, ({ spreadsheet, version }) => {
      if (system.seats.watches(id)) {
        const patch = painter.patch(told, spreadsheet, version)
        system.seats.tell(id, { kind: 'patch', patch })
      }
      told = spreadsheet
    })
  }

  const act = async (id: string, request: IncomingMessage): Promise<object> => {
    const { as, id: name, gesture } = await readJson(request, done)
    const { spreadsheet } = system.workbooks.state(id, as)
    if (!seen.has(name)) {
      perform(system.workbooks.gestures(id, as), spreadsheet, gesture)
      tellBusy(system, id)
      seen.add(name)
      for (const old of seen) {
        if (seen.size <= REMEMBERED) break
        seen.delete(old)
      }
    }
    return { version: system.workbooks.state(id, as).version }
  }

  return async (request, response, url) => {
    const [, id = '', action = ''] = /^\/w\/([\w-]+)\/(\w+)$/.exec(url.pathname) ?? []
    const workbook = system.workbooks.list().find((each) => each.id === id)
    if (!workbook) return false
    const as = url.searchParams.get('as') ?? workbook.owner
    try {
      switch (`${request.method} ${action}`) {
        case 'GET view': {
          const { spreadsheet, version } = system.workbooks.state(id, as)
          follow(id, as)
          return json(response, painter.whole(spreadsheet, version))
        }
        case 'GET events': {
          const { version } = system.workbooks.state(id, as)
          follow(id, as)
          system.seats.open({ spreadsheetId: id, person: as }, response)
          system.seats.greet(response, { kind: 'here', version })
          return true
        }
        case 'GET menu':
          return json(response, menuItems(await system.script.open(id, as)))
        case 'POST do':
          return json(response, await act(id, request))
        case 'POST run':
          return json(response, await press(system, id, await readJson(request, pressed)))
        case 'POST answer': {
          const { id: question, button, text } = await readJson(request, answered)
          return json(response, { taken: system.seats.answer(question, button, text) })
        }
        default:
          return false
      }
    } catch (error) {
      throw refused(error)
    }
  }
}

/** Tells the windows that the add-on is at work, and when it has done. */
function tellBusy(system: System, id: string): void {
  system.seats.tell(id, { kind: 'busy', busy: true })
  void system.script.idle().then(() => system.seats.tell(id, { kind: 'busy', busy: false }))
}

function menuItems(menus: readonly Menu[]): MenuItem[] {
  return menus.flatMap(({ items }) =>
    items.map((item): MenuItem =>
      item.fn !== undefined && item.label !== undefined
        ? { caption: item.label, fn: item.fn }
        : { line: true },
    ),
  )
}

async function press(
  system: System,
  id: string,
  { as, fn, sheet, a1 }: z.infer<typeof pressed>,
): Promise<object> {
  const items = menuItems(await system.script.open(id, as))
  if (!items.some((item) => 'fn' in item && item.fn === fn)) {
    throw new BadRequest(404, 'The menu has no such item.')
  }
  select(system, id, as, sheet, a1)
  await system.script.run(id, as, fn, [])
  return {}
}

function select(system: System, id: string, as: string, sheet: string, a1: string): void {
  system.script.select(id, as, `'${sheet.replaceAll("'", "''")}'!${a1}`)
}

const NO_ACCESS = 'У этого человека нет доступа к этой таблице. Выберите другого.'

/** Why a sheet refuses, as a person is told. */
const REFUSALS: Readonly<Record<GestureRefused['code'], (detail: string) => string>> = {
  access: () => NO_ACCESS,
  protected: () =>
    'Эти ячейки защищены: по заголовкам система узнаёт столбцы. Ничего не изменено. Нужна правка заголовка? Её может сделать владелец таблицы.',
  validation: (text) =>
    `Значение «${text}» в эту ячейку не принимается: выберите из списка. Прежнее значение осталось.`,
  gone: () =>
    'Этой строки, столбца или вкладки уже нет: их удалили в другом окне. Ничего не изменено.',
}

/** A refusal is no fault of the system: the person is told why, and what has become of the entry. */
function refused(error: unknown): unknown {
  if (error instanceof GestureRefused) {
    return new BadRequest(403, REFUSALS[error.code](error.detail))
  }
  if (error instanceof ApiError && error.code === 403) return new BadRequest(403, NO_ACCESS)
  if (error instanceof ApiError && error.code < 500) return new BadRequest(400, error.message)
  if (error instanceof ScriptError) return new BadRequest(422, error.message)
  return error
}
