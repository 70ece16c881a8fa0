import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sampleMoment } from '../sample/files.ts'
import { deskOf, loadSample, playJournal, SCHOOLS, sendNow, type Desks } from '../sample/sample.ts'
import { Typist, type Desk } from '../sample/typist.ts'
import { measures } from '../../domain/tables/measures.ts'
import { startSystem, type System } from '../system.ts'
import { columnLetters } from '../../domain/a1.ts'
import { auditTyped } from './audit.ts'
import { countStore, writeOut } from './out.ts'

/**
 * `npm run demo`: the main job from end to end in a fresh folder, without a browser. Prints a readable
 * account, writes `out/demo/` (`--out DIR`); with `--json` the last line is one JSON object of counts.
 */
const { values } = parseArgs({
  options: { json: { type: 'boolean' }, out: { type: 'string', default: 'out/demo' } },
})
const out = values.out
const say = (text = '') => console.log(text)

const started = performance.now()
const data = mkdtempSync(join(tmpdir(), 'kurator-demo-'))
const system = await startSystem({ data, port: 0, standing: true })
try {
  const typist = new Typist(system)
  const desks = await typeTheHalfYear(system, typist)
  const conflicts = await meetOnOneCell(system, typist, desks)
  await copyARow(system, typist, deskOf(desks, 'hgrech-deputy'))
  const overdue = await monday(system)

  const audit = await auditTyped(system, typist.typed)
  const stored = await countStore(system)
  const { digests } = await writeOut(system, out)
  const stats = system.stats()
  const counts = {
    typed: typist.typed.length,
    stored: stored.accepted,
    problems: typist.seen.length,
    cured: typist.cured().length,
    conflicts,
    overdue,
    digests,
    documentReads: stats?.reads ?? 0,
    documentWrites: stats?.writes ?? 0,
  }
  say('\nWhere every typed value is now:')
  for (const [place, count] of Object.entries(audit.places)) say(`  ${place}: ${count}`)
  for (const lost of audit.lost) say(`  LOST: «${lost.text}» at ${lost.table.name}.${lost.key}`)
  say(`\nWritten to ${out}/: mails as .html and .eml, sheets as .csv, the store as store.json.`)
  if (values.json) say(JSON.stringify(counts))
  else {
    for (const [name, count] of Object.entries(counts)) say(`  ${name}: ${count}`)
    console.error(`${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
  if (audit.lost.length > 0) process.exitCode = 1
} finally {
  await system.close()
  rmSync(data, { recursive: true, force: true })
}

async function typeTheHalfYear(system: System, typist: Typist): Promise<Desks> {
  say('March 2021. Three schools type their measures, as they are used to.')
  const desks = await loadSample(system, typist)
  for (const { word, title } of SCHOOLS) {
    say(`\n  ${title}. «Что исправить» says:`)
    const rows = new Set(
      typist.typed
        .filter((cell) => cell.desk.workbook === deskOf(desks, `${word}-deputy`).workbook)
        .map(({ rowId }) => rowId),
    )
    for (const { rowId, text } of typist.seen) if (rows.has(rowId)) say(`    · ${text}`)
  }
  await playJournal(system, typist, desks, sampleMoment('2021-09-18', '00:00'))
  say(
    `\nBy 17 September: ${typist.typed.length} cells typed, ${typist.seen.length} remarks read, ${typist.cured().length} of them cured.`,
  )
  return desks
}

/** The head and the coordinator write another deadline into the same cell, neither seeing the other. */
async function meetOnOneCell(system: System, typist: Typist, desks: Desks): Promise<number> {
  system.clock.set(sampleMoment('2021-09-17', '16:40'))
  const head = deskOf(desks, 'maruha-head')
  const coordinator = deskOf(desks, 'coordinator')
  await sendNow(system, coordinator)
  typist.look(coordinator, measures)
  const before = typist.seen.length
  const school = place(typist, head, '10', 'Утвердить график')
  const office = place(typist, coordinator, '10', 'Утвердить график')

  system.clock.set(sampleMoment('2021-09-17', '16:42'))
  await typist.block(head, measures, school, [['30.09.2021']])
  await typist.block(coordinator, measures, office, [['01.10.2021']])
  const told = typist.seen.slice(before)
  say('\n17 September, 16:42. The head of Maruha and the coordinator write into one cell.')
  for (const { text } of told) say(`    · ${text}`)

  const { title } = typist.tab(coordinator, measures)
  const cell = `'${title}'!${columnLetters(office.column)}${office.row}`
  system.script.select(coordinator.workbook, coordinator.person, cell)
  system.seats.answerUnseen(
    { spreadsheetId: coordinator.workbook, person: coordinator.person },
    { button: 'NO' },
  )
  await system.script.run(coordinator.workbook, coordinator.person, 'chooseVersion')
  await system.script.idle()
  typist.look(coordinator, measures)
  say('    The coordinator presses «Оставить 30.09.2021»; the head then puts 24.09.2021 back.')
  await typist.block(head, measures, school, [['24.09.2021']])
  typist.look(head, measures)
  return told.length
}

async function copyARow(system: System, typist: Typist, at: Desk): Promise<void> {
  system.clock.set(sampleMoment('2021-09-17', '17:05'))
  const { title, headers, rows } = typist.tab(at, measures)
  const source = rows.findIndex((cells) => cells[headers.indexOf('№')] === '8') + 2
  const target = rows.findLastIndex((cells) => cells[headers.indexOf('№')]) + 3
  system.workbooks.gestures(at.workbook, at.person).copyRows(title, source, 1, target)
  await system.script.idle()
  typist.look(at, measures)
  const column = (header: string) => headers.indexOf(header)
  await typist.block(at, measures, { row: target, column: column('№') }, [['11']])
  await typist.block(at, measures, { row: target, column: column('Мероприятие') }, [
    [
      'Вторая встреча родительского клуба',
      headerValue(rows[source - 2], column('Риск')),
      '20.10.2021',
    ],
  ])
  const after = typist.tab(at, measures)
  const id = after.headers.indexOf('measures.id')
  const own = after.rows[target - 2]?.[id] !== after.rows[source - 2]?.[id]
  say('\nThe deputy of Х-Греческого copies row № 8 and changes it into a new measure.')
  say(`    The copy is a row of its own: ${own ? 'yes' : 'NO'}.`)
}

async function monday(system: System): Promise<number> {
  system.clock.set(sampleMoment('2021-09-20', '08:00'))
  await system.job('checkDeadlines')
  await system.job('weeklyDigest')
  say('\nMonday, 20 September, 08:00. Deadlines are checked, digests sent over SMTP:')
  for (const { to, subject } of system.mail.list().toSorted((a, b) => (a.to < b.to ? -1 : 1))) {
    say(`    ${to}: ${subject}`)
  }
  const stored = await countStore(system)
  say(`    Overdue in the district: ${stored.overdue}.`)
  return stored.overdue
}

/** The deadline's cell of a measure, wherever it stands in this person's sheet. */
function place(typist: Typist, at: Desk, number: string, event: string) {
  const { headers, rows } = typist.tab(at, measures)
  const row = rows.findIndex(
    (cells) =>
      cells[headers.indexOf('№')] === number &&
      cells[headers.indexOf('Мероприятие')]?.startsWith(event),
  )
  return { row: row + 2, column: headers.indexOf('Срок') }
}

function headerValue(cells: readonly string[] | undefined, column: number): string {
  return cells?.[column] ?? ''
}
