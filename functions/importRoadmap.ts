import { randomUUID } from 'node:crypto'
import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { ROW_ID } from '../domain/limits.ts'
import { DOCUMENT_LIMITS } from '../domain/roadmap/document.ts'
import { FIELDS } from '../domain/roadmap/fields.ts'
import { askedAtWorkbook } from './personAtWorkbook.ts'
import { personFunction } from './personFunction.ts'
import { dialogPage } from './roadmap/dialog.ts'
import { readingPage, startPage, storedPage, undonePage } from './roadmap/pages.ts'
import { plannedRoadmap, schoolsOf } from './roadmap/planned.ts'
import type { RawDocument } from './roadmap/readDocument.ts'
import { storeRoadmap, undoRoadmap } from './roadmap/storeRoadmap.ts'
import type { Services } from './services.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'

const spreadsheetId = z.string().min(1).max(200)
/** Made once per import and kept when it is sent again: the same import twice is one. */
const importId = z.uuid()
const field = z.enum(FIELDS)

const documentSchema = z.union([
  /** Base64 of the file. */
  z.strictObject({ file: z.base64().max(Math.ceil(DOCUMENT_LIMITS.bytes / 3) * 4 + 4) }),
  z.strictObject({ pasted: z.string().max(DOCUMENT_LIMITS.bytes) }),
])

const choicesSchema = z.strictObject({
  tables: z.record(
    z.string().regex(/^\d{1,3}$/),
    z.strictObject({
      use: z.boolean(),
      fields: z.array(field.nullable()).max(DOCUMENT_LIMITS.columns),
    }),
  ),
  year: z
    .string()
    .regex(/^(?:20\d\d(?:\/20\d\d)?)?$/)
    .exactOptional(),
  decisions: z
    .array(
      z.strictObject({
        key: field,
        text: z.string().max(50_000),
        instead: z.string().max(5_000).exactOptional(),
        harmless: z.boolean().exactOptional(),
      }),
    )
    .max(2_000),
  take: z.array(z.string().regex(ROW_ID)).max(DOCUMENT_LIMITS.rows),
})

const document = {
  spreadsheetId,
  /** Needed where the workbook is of several schools. */
  school: z.string().max(64).exactOptional(),
  document: documentSchema,
}

const importSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), spreadsheetId }),
  z.strictObject({ do: z.literal('read'), ...document, choices: choicesSchema.exactOptional() }),
  z.strictObject({
    do: z.literal('store'),
    ...document,
    choices: choicesSchema,
    import: importId,
    /** What the parts before have answered: only to tell the person of all. */
    sofar: z.strictObject({ stored: z.int().min(0), drafts: z.int().min(0) }).exactOptional(),
  }),
  z.strictObject({ do: z.literal('undo'), spreadsheetId, import: importId }),
])

/**
 * The HTTP function `importRoadmap`: a school's own roadmap becomes measures. `read` tells what the
 * document holds and what each column most likely is, `store` takes what the person has confirmed, in
 * parts, `undo` takes an import back. The document travels with each call and is kept nowhere: nothing
 * is stored before `store`, and then only measures and the mapping of the columns.
 *
 * Answers carry what a program needs, and `html`, the same as a step of the dialog.
 */
export function importRoadmapFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'importRoadmap', (req) => answer(engine, req), {
    // A file in base64, and what the person has said of it.
    bodyBytes: 24_000_000,
    tooLarge: 'document.size',
    quiet: true,
  })
}

async function answer(engine: Engine, req: Request): Promise<object> {
  const { wish, person } = await askedAtWorkbook(engine, req, importSchema)
  const { texts } = person.world
  if (wish.do === 'start') {
    const schools = schoolsOf(person)
    const html = dialogPage(startPage(schools, texts), texts)
    return { schools, title: texts.roadmap.title, html }
  }
  if (wish.do === 'undo') {
    const undone = await undoRoadmap(person, wish.import)
    return { ...undone, html: undonePage(undone, texts) }
  }
  const planned = await plannedRoadmap(
    person,
    wish.school,
    rawDocument(wish.document),
    wish.choices,
  )
  if (wish.do === 'read') {
    return { ...planned.told, import: randomUUID(), html: readingPage(planned, texts) }
  }
  const part = await storeRoadmap(person, planned, wish.import)
  const { stored = 0, drafts = 0 } = wish.sofar ?? {}
  const all = { stored: stored + part.stored, drafts: drafts + part.drafts, left: part.left }
  return { ...all, html: storedPage(all, texts) }
}

function rawDocument(document: z.infer<typeof documentSchema>): RawDocument {
  return 'file' in document
    ? { is: 'file', bytes: Buffer.from(document.file, 'base64') }
    : { is: 'pasted', text: document.pasted }
}
