import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { roleAt } from '../domain/access.ts'
import { shownDay } from '../domain/cells/day.ts'
import { exportSheet, type ExportSheet } from '../domain/export/sheet.ts'
import type { Table } from '../domain/tables/table.ts'
import { tables } from '../domain/tables/tables.ts'
import type { Caller } from './caller.ts'
import { fileName, type NamedFile } from './brief/paperFile.ts'
import { Refusal } from './errors.ts'
import { csvOf } from './exportTables/csv.ts'
import { exportDialog, type ExportOffer } from './exportTables/dialog.ts'
import { exportedRows, MOST_ROWS } from './exportTables/readRows.ts'
import { xlsxOf } from './exportTables/xlsx.ts'
import { askedAtWorkbook, type PersonAtWorkbook } from './personAtWorkbook.ts'
import { personFunction } from './personFunction.ts'
import type { Services } from './services.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'

const spreadsheetId = z.string().min(1).max(200)

const wishSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), spreadsheetId }),
  z
    .strictObject({
      do: z.literal('write'),
      spreadsheetId,
      format: z.enum(['xlsx', 'csv']),
      /** None: all tables. */
      table: z.string().max(40).exactOptional(),
      /** None: all that the person sees from this workbook. */
      school: z.string().max(64).exactOptional(),
    })
    .refine(({ format, table }) => format === 'xlsx' || table !== undefined, { path: ['table'] }),
])

/** What Google answers with at most is 32 MiB; in base64 a file is a third longer. */
const MOST_BYTES = 20_000_000

/**
 * The HTTP function `exportTables`: a table, or all of them, as an Excel workbook, or one as CSV. Whoever
 * asks gets the tables and schools that they see from this workbook, and no others. It only reads.
 */
export function exportTablesFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'exportTables', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<object> {
  const { wish, person } = await askedAtWorkbook(engine, req, wishSchema)
  const { texts } = person.world
  if (wish.do === 'start') {
    return { title: texts.exports.title, html: exportDialog(offerTo(person), texts) }
  }
  const { table, school, format } = wish
  const seen = tablesFor(person, school ?? null)
  const asked = table === undefined ? seen : seen.filter(({ name }) => name === table)
  const schools = schoolsOf(person)
  if (asked.length === 0 || (school !== undefined && !schools.includes(school))) {
    throw new Refusal('export.denied')
  }
  const sheets = await sheetsOf(person, asked, school === undefined ? schools : [school])
  const [first] = sheets
  const file =
    format === 'csv' && first !== undefined ? csvOf(first, texts.language) : xlsxOf(sheets)
  if (file.length > MOST_BYTES) throw new Refusal('export.rows')
  return {
    file: file.toString('base64'),
    name: nameOf(person, table === undefined ? null : (first?.title ?? ''), school, format),
  } satisfies NamedFile
}

/** Schools whose rows the person sees from this workbook. */
function schoolsOf({ binding, caller, world }: PersonAtWorkbook): readonly string[] {
  return [...world.directory.schools.keys()].filter(
    (id) =>
      (binding.scope === 'all' || binding.scope.includes(id)) &&
      roleAt(caller.reading, id) !== null,
  )
}

/** Tables whose rows the person sees from this workbook; of one school, those that tell of schools. */
function tablesFor(person: PersonAtWorkbook, school: string | null): readonly Table[] {
  const { binding, caller } = person
  const schools = school === null ? schoolsOf(person) : [school]
  return tables.filter(
    (table) =>
      table.see.includes(binding.ceiling) &&
      (table.card === 'directory'
        ? school === null && sees(caller, table, null)
        : schools.some((id) => sees(caller, table, id))),
  )
}

function sees({ reading }: Caller, table: Table, at: string | null): boolean {
  const role = roleAt(reading, at)
  return role !== null && table.see.includes(role)
}

async function sheetsOf(
  { engine, binding, caller, world }: PersonAtWorkbook,
  asked: readonly Table[],
  schools: readonly string[],
): Promise<readonly ExportSheet[]> {
  const context = world.contextOf(null, world.directory.card)
  const sheets: ExportSheet[] = []
  let room = MOST_ROWS
  for (const table of asked) {
    const seen = schools.filter((id) => sees(caller, table, id))
    // Who sees every school reads the collection once, and not once for each of 400 schools.
    const everywhere = seen.length === world.directory.schools.size
    const { services } = engine
    const of = everywhere ? null : seen
    const rows = await exportedRows(services, binding.programme, table, of, room)
    room -= rows.length
    sheets.push(exportSheet(table, rows, context))
  }
  return sheets
}

function nameOf(
  { world }: PersonAtWorkbook,
  table: string | null,
  school: string | undefined,
  format: string,
): string {
  const { programme, directory, texts, today } = world
  const whose =
    (school === undefined ? undefined : directory.schools.get(school)?.name) ??
    programme.municipality
  return fileName(`${table ?? texts.exports.wholeName} ${whose} ${shownDay(today)}.${format}`)
}

function offerTo(person: PersonAtWorkbook): ExportOffer {
  const { directory, texts } = person.world
  const schools = schoolsOf(person)
  const [only] = schools
  const seen = tablesFor(person, schools.length === 1 ? (only ?? null) : null)
  if (seen.length === 0) throw new Refusal('export.denied')
  return {
    whose: [
      ...(schools.length === 1 ? [] : [{ id: null, name: texts.exports.allSchools }]),
      ...schools.map((id) => ({ id, name: directory.schools.get(id)?.name ?? id })),
    ],
    tables: seen.map(({ name, title }) => ({ name, title: title(texts) })),
  }
}
