import { Firestore } from '@google-cloud/firestore'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { CODE_MS } from '../functions/bind.ts'
import { createProgramme } from '../functions/createProgramme.ts'
import { realClock } from '../functions/services.ts'
import { coordinatorsCode } from '../functions/store/bindCodes.ts'

/**
 * `npm run programme -- --project P --file programme.json`: begins a municipality's programme in a store
 * that is there already, and prints the one-time code by which the coordinator's first workbook is connected; all
 * others are connected from there. Nothing is deployed; safe to run again: what is there stays. Signed in by
 * `gcloud auth application-default login`, or of a local store by `FIRESTORE_EMULATOR_HOST`.
 */

const day = z.iso.date()

/** What the file holds: docs/deploy-settings.md shows one. */
const beginning = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'must be small Latin letters, digits and hyphens'),
  coordinator: z.email(),
  name: z.string().min(1).max(200),
  municipality: z.string().min(1).max(200),
  order: z.string().max(200).default(''),
  firstDay: day,
  lastDay: day,
  timeZone: z.string().default('Europe/Moscow'),
  language: z.enum(['ru', 'en']).default('ru'),
  mailHour: z.int().min(0).max(23).default(8),
  silentDays: z.int().min(1).max(365).default(14),
})

const { values } = parseArgs({
  options: { project: { type: 'string' }, file: { type: 'string' } },
})

try {
  if (values.project === undefined || values.file === undefined) {
    throw new Error('--project and --file are needed: npm run programme -- --project P --file F')
  }
  const json: unknown = JSON.parse(await readFile(values.file, 'utf8'))
  const read = beginning.safeParse(json)
  if (!read.success) throw new Error(`${values.file}: ${z.prettifyError(read.error)}`)
  const { id, coordinator, ...programme } = read.data
  if (programme.firstDay > programme.lastDay) throw new Error('firstDay comes after lastDay')
  const store = new Firestore({ projectId: values.project })
  await createProgramme(
    { store, clock: realClock },
    { id, programme, coordinator: { id: 'coordinator', email: coordinator } },
  )
  const code = await coordinatorsCode(store, id, realClock.stamp() + CODE_MS)
  await store.terminate()
  console.log(`The programme ${id} is there, with ${coordinator} as its coordinator.`)
  console.log(`The code for the coordinator’s workbook, good once within three days: ${code}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
