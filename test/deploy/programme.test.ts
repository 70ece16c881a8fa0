import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bindFunction } from '../../functions/bind.ts'
import { programmeDoc, rowDocs } from '../../functions/store/documents.ts'
import { serveJob } from '../functions/jobs.ts'
import { startSystem, type System } from '../functions/system.ts'

const folder = mkdtempSync(join(tmpdir(), 'kurator-programme-'))
let system: System
beforeAll(async () => {
  system = await startSystem()
})
afterAll(async () => {
  await system.close()
  rmSync(folder, { recursive: true })
})

const SECOND = {
  id: 'pervomaisky',
  coordinator: 'metodist@example.org',
  name: 'Программа 500+',
  municipality: 'Первомайский муниципальный район',
  firstDay: '2026-01-12',
  lastDay: '2028-12-31',
  timeZone: 'Asia/Yekaterinburg',
}

function begin(programme: object): Promise<{ code: number; said: string }> {
  const file = join(folder, 'programme.json')
  writeFileSync(file, JSON.stringify(programme))
  const { GOOGLE_CLOUD_PROJECT: project = '' } = system.environment
  return new Promise((done) => {
    execFile(
      process.execPath,
      [resolve('deploy/programme.ts'), '--project', project, '--file', file],
      { env: { ...process.env, FIRESTORE_EMULATOR_HOST: system.firestoreHost } },
      (error, out, err) => done({ code: error === null ? 0 : Number(error.code), said: out + err }),
    )
  })
}

test('a second municipality begins without deploying, and beginning it again changes nothing', async () => {
  const begun = await begin(SECOND)
  expect(begun.code).toBe(0)
  const [told, connecting = ''] = begun.said.split('\n')
  expect(told).toBe(
    'The programme pervomaisky is there, with metodist@example.org as its coordinator.',
  )
  const [code = ''] = /[A-Z0-9]{4}(?:-[A-Z0-9]{4})+$/.exec(connecting) ?? []
  const { id, coordinator, ...others } = SECOND
  const there = async () => ({
    programme: (await programmeDoc(system.store, id).get()).data(),
    people: (await rowDocs(system.store, id, 'people').get()).docs.map((row) => row.data()),
  })
  const first = await there()
  expect(first.programme).toMatchObject({ ...others, language: 'ru', mailHour: 8 })
  expect(first.people).toMatchObject([{ cells: { role: 'coordinator', email: coordinator } }])
  expect(await begin({ ...SECOND, name: 'another' })).toMatchObject({ code: 0 })
  expect(await there()).toEqual(first)

  // The code connects the coordinator's first workbook, once, and nobody else's.
  const bind = await serveJob(system, bindFunction(system.services))
  const use = async (email: string, spreadsheetId: string) =>
    bind.call({
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await system.token(email)}`,
      },
      body: JSON.stringify({ do: 'use', spreadsheetId, code }),
    })
  expect(await use('zavuch@example.org', 'book-of-others')).toMatchObject({
    status: 403,
    body: { error: { code: 'person.unknown' } },
  })
  expect(await use(coordinator, 'book-of-metodist')).toEqual({
    status: 200,
    body: { scope: 'all', ceiling: 'coordinator' },
  })
  expect(await use(coordinator, 'book-again')).toMatchObject({
    body: { error: { code: 'code.used' } },
  })
  await bind.close()
})

test('a wrong file is refused with the fields that are wrong', async () => {
  const { code, said } = await begin({ ...SECOND, id: 'Первомайский', coordinator: 'metodist' })
  expect(code).toBe(1)
  expect(said).toContain('must be small Latin letters, digits and hyphens')
  expect(said).toContain('coordinator')
  expect((await begin({ ...SECOND, lastDay: '2025-12-31' })).said).toBe(
    'firstDay comes after lastDay\n',
  )
})
