import { z } from 'zod'
import { readDirectory } from '../../domain/directory.ts'
import type { Card } from '../../domain/records.ts'
import { cardDocs, DIRECTORY, recordIn } from '../../functions/store/documents.ts'
import { BadRequest, json, type Route } from '../router.ts'
import { PROGRAMME, sampleProgramme } from '../sample/files.ts'
import { SERVICE } from '../service.ts'
import type { System } from '../system.ts'
import type { Stand } from './view.ts'

const jobs = z.enum(['checkDeadlines', 'weeklyDigest', 'refreshDashboards'])
const states = z.enum(['on', 'slow', 'failing', 'off'])

/** The stand's bar: who there is, the date, the jobs, the line to the functions. */
export function standRoute(system: System): Route {
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
      system.seats.tellAll({ kind: 'stand' })
      return json(response, { now: system.clock.now().toISOString() })
    }
    if (url.pathname === '/stand/run') {
      const job = jobs.safeParse(url.searchParams.get('job'))
      if (!job.success) throw new BadRequest(400, 'There is no such job.')
      const answer = await system.job(job.data)
      system.seats.tellAll({ kind: 'stand' })
      return json(response, answer)
    }
    if (url.pathname === '/stand/network') {
      const state = states.safeParse(url.searchParams.get('state'))
      if (!state.success) throw new BadRequest(400, 'The line is on, slow, failing or off.')
      system.network.state = state.data
      system.seats.tellAll({ kind: 'stand' })
      // What has waited goes within the hour, by the add-on's own trigger; nobody waits an hour here.
      if (state.data === 'on') {
        await system.script.fireTimeTriggers('all')
        await system.job('reconcile')
        await system.job('refreshDashboards')
      }
      return json(response, {})
    }
    if (url.pathname === '/stand/reset') {
      if (!system.reset) throw new BadRequest(409, 'This system was not started with the sample.')
      json(response, {})
      system.reset()
      return true
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
    network: system.network.state,
    resets: system.reset !== undefined,
  }
}

/** Each day that passes has its morning: the workbooks turn over, deadlines are checked. */
export async function passDays(system: System, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    system.clock.set(new Date(system.clock.now().getTime() + 86_400_000))
    await system.job('reconcile')
    await system.job('checkDeadlines')
  }
  await system.job('refreshDashboards')
}

function daysToMonday(system: System): number {
  const { timeZone } = sampleProgramme()
  const weekday = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' }).format(
    system.clock.now(),
  )
  const at = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday)
  return 7 - at
}
