import { createProgramme } from '../../functions/createProgramme.ts'
import type { Binding } from '../../domain/records.ts'
import { measures } from '../../domain/tables/measures.ts'
import { riskProfiles } from '../../domain/tables/riskProfiles.ts'
import type { System } from '../system.ts'
import { journal, PROGRAMME, sampleMoment, sampleProgramme, typedTable } from './files.ts'
import { sendRecords, sendTables } from './office.ts'
import type { Desk, Typist } from './typist.ts'
import { makeWorkbook, refreshDropDowns } from './workbooks.ts'

export const COORDINATOR = 'koordinator@example.org'

/** The participating schools, by the word that names their files and people. */
export const SCHOOLS = [
  { word: 'maruha', id: 'sch-maruha', title: 'СОШ с. Маруха' },
  { word: 'hgrech', id: 'sch-hgrech', title: 'СОШ с. Х-Греческого' },
  { word: 'ermol', id: 'sch-ermol', title: 'ООШ с. Нижняя Ермоловка' },
] as const

/** Who sits at which workbook, by the id of the person, as in `people.tsv`. */
export type Desks = ReadonlyMap<string, Desk>

/** @throws Error when nobody of the sample has this id. */
export function deskOf(desks: Desks, person: string): Desk {
  const desk = desks.get(person)
  if (!desk) throw new Error(`nobody of the sample is «${person}»`)
  return desk
}

/**
 * Begins the sample programme: the coordinator is written in, fills the directory, makes a workbook for
 * each school, each curator and herself; the deputies press «Включить» and type their risk profiles and
 * measures, in March 2021.
 */
export async function loadSample(system: System, typist: Typist): Promise<Desks> {
  system.clock.set(sampleMoment('2021-02-12', '09:00'))
  await createProgramme(system.services, {
    id: PROGRAMME,
    programme: sampleProgramme(),
    coordinator: { id: 'coordinator', email: COORDINATOR },
  })
  const workbook = (title: string, editors: readonly string[], binding: Binding) =>
    makeWorkbook(system, { title, owner: COORDINATOR, editors, binding })

  const office = await workbook('Программа 500+: координатор', [], {
    programme: PROGRAMME,
    scope: 'all',
    ceiling: 'coordinator',
  })
  const desks = new Map<string, Desk>([['coordinator', { workbook: office, person: COORDINATOR }]])
  for (const [table, file] of [
    ['schools', 'schools'],
    ['people', 'people'],
    ['schools', 'curators'],
    ['riskFactors', 'riskFactors'],
  ] as const) {
    await sendTables(system, office, COORDINATOR, [{ table, file }])
  }

  for (const { word, id, title } of SCHOOLS) {
    const head = `direktor.${word}@example.org`
    const deputy = `zavuch.${word}@example.org`
    const curator = `kurator.${word}@example.org`
    const school = await workbook(`Программа 500+: ${title}`, [head, deputy], ofSchool(id))
    const visits = await workbook(`Программа 500+: куратор, ${title}`, [curator], {
      programme: PROGRAMME,
      scope: [id],
      ceiling: 'curator',
    })
    desks.set(`${word}-head`, { workbook: school, person: head })
    desks.set(`${word}-deputy`, { workbook: school, person: deputy })
    desks.set(`${word}-curator`, { workbook: visits, person: curator })
  }
  for (const person of [
    'coordinator',
    ...SCHOOLS.flatMap(({ word }) => [`${word}-deputy`, `${word}-curator`]),
  ]) {
    const desk = deskOf(desks, person)
    await system.script.run(desk.workbook, desk.person, 'enableSync')
  }
  for (const [index, { word, id }] of SCHOOLS.entries()) {
    system.clock.set(sampleMoment(`2021-03-${15 + index}`, '14:30'))
    const deputy = deskOf(desks, `${word}-deputy`)
    await typist.table(deputy, riskProfiles, typedTable(`profile-${word}`))
    await refreshDropDowns(system, deputy.workbook, { owner: COORDINATOR, binding: ofSchool(id) })
    await typist.table(deputy, measures, typedTable(`measures-${word}`))
  }
  return desks
}

function ofSchool(id: string): Binding {
  return { programme: PROGRAMME, scope: [id], ceiling: 'staff' }
}

/**
 * Plays the journal up to a moment, with the Monday checks in between, and leaves the clock there. Past
 * 17 September the coordinator has brought in the other tables too.
 */
export async function playJournal(
  system: System,
  typist: Typist,
  desks: Desks,
  until: Date,
): Promise<void> {
  let checked = system.clock.now()
  let brought = false
  for (const entry of journal().filter(({ at }) => at < until)) {
    checked = await checkMondays(system, checked, entry.at)
    if (!brought && entry.at > RECORDS_AT) {
      brought = true
      system.clock.set(RECORDS_AT)
      await sendRecords(system, deskOf(desks, 'coordinator').workbook, COORDINATOR)
    }
    system.clock.set(entry.at)
    const desk = deskOf(desks, entry.who)
    // A curator opens the sheet and has the news first.
    if (entry.who.endsWith('-curator')) await sendNow(system, desk)
    await typist.entry(desk, measures, entry)
  }
  await checkMondays(system, checked, until)
  system.clock.set(until)
}

/** On the last Friday before the model week the coordinator brings in what was kept on paper. */
const RECORDS_AT = sampleMoment('2021-09-17', '12:00')

/** «Программа 500+» → «Отправить сейчас». */
export async function sendNow(system: System, desk: Desk): Promise<void> {
  await system.script.run(desk.workbook, desk.person, 'sendNow')
  await system.script.idle()
}

/** The check of deadlines as it ran on the mornings of the Mondays from `from` up to `until`. */
async function checkMondays(system: System, from: Date, until: Date): Promise<Date> {
  let monday = sampleMoment('2021-03-15', '06:00')
  while (monday <= until) {
    if (monday > from) {
      system.clock.set(monday)
      await system.job('checkDeadlines')
    }
    monday = new Date(monday.getTime() + 7 * 86_400_000)
  }
  return until
}
