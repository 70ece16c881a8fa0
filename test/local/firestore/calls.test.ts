import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { measures } from '../../../domain/tables/measures.ts'
import { addonSeen } from '../../../functions/reconcile/addonSeen.ts'
import { cardDocs } from '../../../functions/store/documents.ts'
import { auditTyped } from '../../../local/demo/audit.ts'
import { countStore, writeOut } from '../../../local/demo/out.ts'
import { startFirestore } from '../../../local/firestore/firestore.ts'
import { PROGRAMME, sampleMoment } from '../../../local/sample/files.ts'
import {
  deskOf,
  type Desks,
  loadSample,
  playJournal,
  sendNow,
} from '../../../local/sample/sample.ts'
import { Typist } from '../../../local/sample/typist.ts'
import { startSystem, type System } from '../../../local/system.ts'
import { calls } from './contract/calls.ts'
import { temporaryFolder } from './servers.ts'

test('a full run makes the calls that are listed, and no other', { timeout: 180_000 }, async () => {
  const folder = temporaryFolder()
  const made = new Set<string>()
  const database = await startFirestore({
    data: join(folder.path, 'firestore'),
    indexes: 'firestore.indexes.json',
    onRequest: (form) => made.add(form),
  })
  vi.stubEnv('FIRESTORE_EMULATOR_HOST', database.host)
  const system = await startSystem({ data: join(folder.path, 'data'), port: 0, standing: true })
  try {
    const typist = new Typist(system)
    const desks = await halfYear(system, typist)
    await rareTurns(system, typist, desks, () => database.faults.abortNext())
    await auditTyped(system, typist.typed)
    await writeOut(system, join(folder.path, 'out'))
    await countStore(system)
    const token = await fetch(`${system.url}/token?person=maruha-deputy`)
    expect(token.status).toBe(200)
  } finally {
    await system.close()
    await database.close()
    vi.unstubAllEnvs()
    folder.remove()
  }
  expect([...made].sort()).toEqual(Object.keys(calls).sort())
})

test('each listed call names a test of the contract', () => {
  const folder = 'test/local/firestore/contract'
  const sources = readdirSync(folder)
    .filter((name) => name !== 'calls.ts')
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const titles = new Set([...sources.matchAll(/test\('([^']+)'/g)].map(([, title]) => title))
  expect(Object.values(calls).filter((title) => !titles.has(title))).toEqual([])
})

/** What the sample brings: typing, mondays, digests, and a look at every workbook. */
async function halfYear(system: System, typist: Typist): Promise<Desks> {
  const desks = await loadSample(system, typist)
  await playJournal(system, typist, desks, sampleMoment('2021-09-20', '08:00'))
  await system.job('checkDeadlines')
  await system.job('weeklyDigest')
  await system.job('reconcile')
  return desks
}

/** What the sample does not come to. */
async function rareTurns(
  system: System,
  typist: Typist,
  desks: Desks,
  abortNext: () => void,
): Promise<void> {
  const coordinator = deskOf(desks, 'coordinator')
  const head = deskOf(desks, 'maruha-head')
  await sendNow(system, coordinator)
  const school = typist.tab(coordinator, measures).headers.indexOf('Школа')
  // A measure goes to another school; another is stored at the second attempt.
  await typist.block(coordinator, measures, { row: 3, column: school }, [['СОШ с. Х-Греческого']])
  abortNext()
  await typist.block(head, measures, { row: 5, column: 1 }, [['Педсовет о чтении']])
  // Midnight turns computed columns over; the next look at the workbooks finds it.
  system.clock.set(sampleMoment('2021-09-21', '08:00'))
  await system.job('reconcile')
  await addonSeen(system.store, PROGRAMME, head.workbook, { 'sch-maruha': 1 })
  // A card that has outgrown its briefs.
  await cardDocs(system.store, PROGRAMME)
    .doc('sch-maruha')
    .update({ overflow: ['measures'] })
  await system.job('weeklyDigest')
}
