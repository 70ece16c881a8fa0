import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorAnswerSchema } from '../../domain/protocol.ts'
import { startWholeSystem } from '../sheets-addon/wholeSystem.ts'
import type { System } from './system.ts'

/** What people ask from menu and sidebar, by the names of the functions. */
const ASKED = [
  'brief',
  'exportTables',
  'history',
  'importRoadmap',
  'lowResults',
  'newYear',
  'review',
  'sidebar',
  'tabs',
]

let system: System
beforeAll(async () => {
  system = await startWholeSystem()
})
afterAll(() => system.close())

async function post(name: string, headers: Readonly<Record<string, string>>) {
  const response = await fetch(system.url.replace(/sync$/, name), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ do: 'what nobody knows' }),
  })
  const { error } = errorAnswerSchema.parse(await response.json())
  return [response.status, error.code]
}

describe.each(ASKED)('a body of a wrong shape for %s', (name) => {
  test('is not told of to who has no token', async () => {
    expect(await post(name, {})).toEqual([401, 'auth.missing'])
  })

  test('is told of to who has one', async () => {
    const authorization = `Bearer ${await system.token('zavuch@example.org')}`
    expect(await post(name, { authorization })).toEqual([400, 'protocol.shape'])
  })
})
