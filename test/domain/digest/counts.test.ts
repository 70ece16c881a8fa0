import { describe, expect, it } from 'vitest'
import { emptyCard } from '../../../domain/card.ts'
import { addDays } from '../../../domain/days.ts'
import { composeDigest } from '../../../domain/digest/compose.ts'
import { programmeDay } from '../../../domain/digest/programmeDay.ts'
import { recipients } from '../../../domain/digest/recipients.ts'
import { renderText } from '../../../domain/digest/text.ts'
import { readDirectory } from '../../../domain/directory.ts'
import type { Brief, Card } from '../../../domain/records.ts'
import { digestTexts } from '../../../domain/texts/digest.ts'
import { documentTexts } from '../../../domain/texts/documents.ts'
import { Random } from '../../../local/simulate/random.ts'
import { links, monday, programme } from './modelWeek.ts'

const { ru } = digestTexts
const statuses = ['notStarted', 'inProgress', 'done', 'partlyDone', 'notDone', 'cancelled'] as const

function randomMeasures(random: Random): Readonly<Record<string, Brief>> {
  return Object.fromEntries(
    Array.from({ length: random.below(30) }, (_, at): readonly [string, Brief] => {
      const status = random.pick(statuses)
      const brief: Brief = {
        event: `Мера ${at}`,
        responsible: 'директор',
        status,
        deadline: addDays(monday, random.below(60) - 40),
      }
      return [
        `m${at}`,
        status === 'done'
          ? { ...brief, check: random.pick(['confirmed', 'unchecked']) }
          : { ...brief, consent: random.pick(['agreed', 'declined']) },
      ]
    }),
  )
}

function randomDocuments(random: Random): Readonly<Record<string, Brief>> {
  return Object.fromEntries(
    Array.from({ length: random.below(12) }, (_, at): readonly [string, Brief] => {
      const brief: Brief = { kind: 'order', name: `Приказ ${at}`, due: addDays(monday, -at) }
      if (random.chance(0.4)) return [`d${at}`, brief]
      const check = random.pick(['unchecked', 'accepted', 'remarks'])
      return [`d${at}`, { ...brief, uploadedOn: '2021-09-01', check }]
    }),
  )
}

function card(briefs: Card['briefs']): Card {
  return { ...emptyCard, briefs, lastEntryOn: monday }
}

/** The same counts, measure by measure, without the code that the digests are made by. */
function recount(all: readonly Brief[]) {
  let due = 0
  let done = 0
  let late = 0
  let week = 0
  let waiting = 0
  for (const { status, deadline, check, consent } of all) {
    if (status === 'cancelled' && consent === 'agreed') continue
    if (typeof deadline !== 'string') continue
    if (status === 'done' && check === 'unchecked') waiting++
    if (deadline <= monday) due++
    if (deadline <= monday && status === 'done') done++
    if (deadline < monday && status !== 'done') late++
    // The week of Monday the 20th ends on Sunday the 26th.
    if (deadline >= '2021-09-20' && deadline <= '2021-09-26' && status !== 'done') week++
  }
  return { due, done, late, week, waiting }
}

describe('the counts of digests in random programmes', () => {
  it.each([1, 2, 3])('agree with a naive recount (seed %i)', (seed) => {
    const random = new Random(seed)
    for (let round = 0; round < 40; round++) {
      const measures = [randomMeasures(random), randomMeasures(random)]
      const documents = [randomDocuments(random), randomDocuments(random)]
      const names = ['a', 'b']
      const schools = Object.fromEntries(
        names.map((name): [string, Brief] => [
          name,
          { shortName: `СОШ с. ${name}`, participant: true, curator: 'k' },
        ]),
      )
      const people: Record<string, Brief> = {
        all: { role: 'coordinator', post: 'координатор', email: 'all@example.org' },
        k: { role: 'curator', post: 'куратор', email: 'k@example.org' },
        a: { role: 'head', post: 'директор', school: 'a', email: 'a@example.org' },
      }
      const directory = readDirectory(card({ schools, people }))
      const cards = new Map(
        names.map((name, at): [string, Card] => [
          name,
          card({ measures: measures[at] ?? {}, documents: documents[at] ?? {} }),
        ]),
      )
      const day = programmeDay(programme, monday, directory, cards)
      const said = (person: string) => {
        const recipient = recipients(directory).find((one) => one.people.includes(person))
        const digest = recipient && composeDigest(day, recipient, () => links)
        return digest ? `${digest.subject}\n${renderText(digest)}`.toLowerCase() : ''
      }
      const own = recount(Object.values(measures[0] ?? {}))
      const both = recount(measures.flatMap((each) => Object.values(each)))
      const head = said('a')
      const titles: [string, number, (n: number) => string][] = [
        [head, own.late, ru.overdue.title],
        [head, own.week, ru.week.title],
        [said('k'), both.late, ru.overdue.title],
        [said('k'), both.week, ru.week.title],
        [said('k'), both.waiting, ru.waiting.ofCurator],
        [said('all'), both.waiting, ru.waiting.ofCurators],
      ]
      const owned = documents.map((each) => Object.values(each))
      const missing = owned.map((each) => each.filter((one) => !('uploadedOn' in one)).length)
      const toCheck = owned.flat().filter(({ check }) => check === 'unchecked').length
      const allMissing = (missing[0] ?? 0) + (missing[1] ?? 0)
      const words = documentTexts.ru
      titles.push(
        [head, missing[0] ?? 0, words.missing],
        [said('all'), allMissing, words.missing],
        [said('all'), toCheck, words.onCheck],
        [said('k'), toCheck, words.toCheck],
      )
      const uploaded = owned.flat().length - allMissing
      const share = owned.flat().length > 0 ? `| ${uploaded} из ${owned.flat().length} |` : ''
      expect(said('all')).toContain(share)
      for (const [text, count, title] of titles) {
        const line = title(count).toLowerCase()
        expect([seed, round, line, text.includes(line)]).toEqual([seed, round, line, count > 0])
      }
      const total = { ...both, confirmed: 0, overdue: both.late }
      expect({ due: day.total.due, done: day.total.done, overdue: day.total.overdue }).toEqual({
        due: total.due,
        done: total.done,
        overdue: total.overdue,
      })
    }
  })
})
