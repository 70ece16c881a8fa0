import { describe, expect, test } from 'vitest'
import { emptyCard } from '../../domain/card.ts'
import { readDirectory } from '../../domain/directory.ts'
import type { Card, Programme } from '../../domain/records.ts'
import { worldOf } from '../../functions/world.ts'

const programme: Programme = {
  name: '«500+»',
  municipality: 'Район',
  order: 'приказ № 30',
  firstDay: '2021-02-10',
  lastDay: '2024-12-31',
  timeZone: 'Europe/Moscow',
  language: 'ru',
  mailHour: 8,
  silentDays: 14,
}

const directory = readDirectory({
  ...emptyCard,
  briefs: {
    people: {
      head: { role: 'head', post: 'директор школы', email: 'a@example.org' },
      curator: { role: 'curator', email: 'b@example.org' },
    },
    riskFactors: { r1: { name: 'Первый', active: true }, r2: { name: 'Второй', active: true } },
  },
})

const world = worldOf(programme, directory, new Date('2021-09-20T07:42:00Z'))

describe('a moment', () => {
  test('of today is told by its time, in the programme’s zone', () => {
    expect(world.moment(Date.UTC(2021, 8, 20, 7, 5))).toBe('В 10:05')
  })

  test('of another day is told with the day', () => {
    expect(world.moment(Date.UTC(2021, 8, 17, 22, 5))).toBe('18 сентября в 01:05')
  })

  test('is told in the language of the programme', () => {
    const english = worldOf({ ...programme, language: 'en' }, directory, new Date('2021-09-20'))
    expect(english.moment(Date.UTC(2021, 8, 17, 12, 5))).toBe('On 17 September at 15:05')
  })
})

test('a person is named by post, else by role; what no person did, by the program', () => {
  expect(world.personNamed('head')).toBe('директор школы')
  expect(world.personNamed('curator')).toBe('Куратор')
  expect(world.personNamed('setup')).toBe('программа')
})

const choosable = (card: Card) =>
  world
    .contextOf('sch-a', card)
    .references('activatedRisks', 'sch-a')
    .filter((risk) => risk.choosable)
    .map(({ id }) => id)

describe('risks to choose from', () => {
  test('are those that the school has activated', () => {
    const riskProfiles = {
      p1: { risk: 'r1', activated: true },
      p2: { risk: 'r2', activated: false },
    }
    expect(choosable({ ...emptyCard, briefs: { riskProfiles } })).toEqual(['r1'])
  })

  test('are all while the school has no profile', () => {
    expect(choosable(emptyCard)).toEqual(['r1', 'r2'])
  })
})
