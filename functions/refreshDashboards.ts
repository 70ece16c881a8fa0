import { createHash, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Request, Response } from '@google-cloud/functions-framework'
import { emptyCard } from '../domain/card.ts'
import { dashboardOf, stagesOf } from '../domain/dashboard/dashboard.ts'
import type { Page } from '../domain/dashboard/page.ts'
import { panelPage } from '../domain/dashboard/panelPage.ts'
import { PAGE_FIELDS, pageRequests } from '../domain/dashboard/requests.ts'
import { todayPage } from '../domain/dashboard/todayPage.ts'
import type { Links } from '../domain/digest/digest.ts'
import { textsIn } from '../domain/texts/texts.ts'
import { linksAt, type Tabs } from './dashboard/links.ts'
import { finish, readPages, startWriting } from './dashboard/pages.ts'
import { readSchedule } from './mail/schedule.ts'
import { readDay, type ReadDay } from './readDay.ts'
import { pacedJob } from './reconcile/pacedJob.ts'
import type { Services } from './services.ts'
import { SheetsFault, type SheetsApi } from './sheets.ts'
import type { Workbook } from './store/workbooks.ts'

/** What one run did for a programme. */
type Refreshed = {
  /** Workbooks that have a page of ours. */
  readonly pages: number
  /** Of those: written, as their data or the day had changed. */
  readonly written: number
  /** Workbooks that could not be written now; the next run tries again. */
  readonly troubled: number
  /** Another run is at work: nothing was done. */
  readonly taken: boolean
}

/** Tabs of ours; their ids are ours to choose. */
const PANEL_SHEET = 900_001
const TODAY_SHEET = 900_002

/**
 * How often a workbook is tried while Google is busy, and the first wait, which doubles: together more
 * than a minute, for that is how long a used-up quota lasts.
 */
const TRIES = 6
const FIRST_WAIT_MS = 2_000

/**
 * The function `refreshDashboards`, every ten minutes after `reconcile`: writes the coordinator's «Панель»
 * and each school's «Сегодня» where what they say has changed. It reads cards, not rows; a workbook costs
 * one read and one atomic write of the Sheets API, one that has not changed none.
 */
export function refreshDashboardsFunction(
  services: Services,
  sleep: (ms: number) => Promise<void> = (ms) => setTimeout(ms),
): (req: Request, res: Response) => Promise<void> {
  return pacedJob<Refreshed>(
    services,
    { name: 'refreshDashboards', said: 'dashboards refreshed', sleep },
    (programme, sheets) => refresh(services, sheets, sleep, programme),
  )
}

/** A page of one workbook, told with links; its print is of what it says, not of the minute. */
interface Planned {
  readonly workbook: Workbook
  readonly sheetId: number
  readonly print: string
  readonly page: (links: Links) => Page
}

async function refresh(
  services: Services,
  sheets: SheetsApi,
  sleep: (ms: number) => Promise<void>,
  programme: string,
): Promise<Refreshed> {
  const { store, clock } = services
  const [read, { checkedOn }, known] = await Promise.all([
    readDay(services, programme, 'dashboard'),
    readSchedule(store, programme),
    readPages(store, programme),
  ])
  const planned = plan(services, read, checkedOn)
  const due = planned.filter(({ workbook, print }) => known[workbook.id] !== print)
  const nothing = { pages: planned.length, written: 0, troubled: 0, taken: false }
  if (due.length === 0) return nothing
  const run = randomUUID()
  if (!(await startWriting(store, programme, run, clock.stamp())))
    return { ...nothing, taken: true }
  const written: Record<string, string> = {}
  try {
    for (const one of due) {
      if (await write(services, sheets, sleep, programme, one, read)) {
        written[one.workbook.id] = one.print
      }
    }
  } finally {
    await finish(store, programme, run, written)
  }
  const done = Object.keys(written).length
  return { ...nothing, written: done, troubled: due.length - done }
}

function plan(services: Services, read: ReadDay, checkedOn: string | null): readonly Planned[] {
  const { today, directory, cards, workbooks } = read
  const { programme, day } = today
  const texts = textsIn(programme.language)
  const time = clockTime(services.clock.now(), programme.timeZone)
  const stages = stagesOf(directory.card)
  const health = new Map(
    workbooks.flatMap((workbook) => {
      const school = ownSchool(workbook)
      return school === null || !workbook.health ? [] : [[school, workbook.health] as const]
    }),
  )
  const board = dashboardOf(today, directory, cards, health)
  const planned = (
    workbook: Workbook,
    sheetId: number,
    page: (links: Links, time: string) => Page,
  ): Planned => ({
    workbook,
    sheetId,
    print: printOf(day, page(linksAt(services.config, workbook.id, workbooks, new Map()), '')),
    page: (links) => page(links, time),
  })
  return workbooks.flatMap((workbook): Planned[] => {
    const state = workbook.health?.state
    if (state === 'noAccess' || state === 'gone') return []
    if (workbook.scope === 'all') {
      return [
        planned(workbook, PANEL_SHEET, (links, now) =>
          panelPage(today, board, { texts, links, time: now, checkedOn }),
        ),
      ]
    }
    const own = ownSchool(workbook)
    const school = today.schools.find(({ id }) => id === own)
    if (own === null || school === undefined) return []
    const card = cards.get(own) ?? emptyCard
    return [
      planned(workbook, TODAY_SHEET, (links, now) =>
        todayPage(school, card, stages, day, { texts, links, time: now }),
      ),
    ]
  })
}

/** The school whose people work in this workbook; null for workbooks of curators and of several schools. */
function ownSchool({ scope, ceiling }: Workbook): string | null {
  if (scope === 'all' || ceiling !== 'staff' || scope.length !== 1) return null
  return scope[0] ?? null
}

/**
 * Reads where the page stands and writes it. What Google could not take now is tried again from the
 * reading on, as the write may have been carried out.
 *
 * @returns whether the page stands there now
 */
async function write(
  { config, log }: Services,
  sheets: SheetsApi,
  sleep: (ms: number) => Promise<void>,
  programme: string,
  { workbook, sheetId, page }: Planned,
  { workbooks, today }: ReadDay,
): Promise<boolean> {
  const { id } = workbook
  for (let tried = 1; ; tried++) {
    try {
      const found = await sheets.get(id, { ranges: [], fields: PAGE_FIELDS })
      const tabs = tabsOf(found.sheets ?? [])
      const links = linksAt(config, id, workbooks, tabs, textsIn(today.programme.language))
      const place = { sheetId, index: 0, editor: config.serviceAccount }
      const requests = pageRequests(found, page(links), place)
      await sheets.batchUpdate(id, { requests }, { fields: 'spreadsheetId' })
      return true
    } catch (error) {
      if (!(error instanceof SheetsFault)) throw error
      if (error.kind !== 'busy' || tried === TRIES) {
        log('WARNING', `dashboard ${error.kind}: ${error.message}`, { programme, workbook: id })
        return false
      }
      await sleep(FIRST_WAIT_MS * 2 ** (tried - 1))
    }
  }
}

function tabsOf(
  sheets: readonly { properties?: { title?: string | null; sheetId?: number | null } }[],
): Tabs {
  return new Map(
    sheets.map(({ properties }) => [properties?.title ?? '', properties?.sheetId ?? 0]),
  )
}

function printOf(day: string, page: Page): string {
  return createHash('sha256')
    .update(JSON.stringify([day, page]))
    .digest('base64url')
    .slice(0, 22)
}

/** @example clockTime(new Date('2021-09-20T05:10:00Z'), 'Europe/Moscow') // '08:10' */
function clockTime(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('ru', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now)
}
