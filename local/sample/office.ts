import { randomUUID } from 'node:crypto'
import { PROTOCOL, syncAnswerSchema } from '../../domain/protocol.ts'
import { tableNamed } from '../../domain/tables/tables.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import type { System } from '../system.ts'
import { typedTable, type TypedTable } from './files.ts'

/** What the coordinator keeps besides the people: files of the tables of their name, the directory first. */
const RECORDS = [
  ['settings', 'calendar', 'stages', 'events', 'decisions', 'officeMeasures', 'officeDocuments'],
  [
    'documents',
    'deficiencies',
    'supportVisits',
    'lessons',
    'familyWork',
    'training',
    'partnerships',
    'communities',
    'results',
    'contextData',
    'questionnaires',
    'stageProgress',
    'attendance',
  ],
] as const

/** A table's file in this folder, without its ending. */
export interface TableFile {
  readonly table: string
  readonly file: string
  /** What the file holds, where it is not to be read. */
  readonly typed?: TypedTable
}

/** The coordinator pastes in what was done since February 2021 and kept on paper. */
export async function sendRecords(system: System, office: string, as: string): Promise<void> {
  for (const names of RECORDS) {
    await sendTables(
      system,
      office,
      as,
      names.map((name) => ({ table: name, file: name })),
    )
  }
}

/**
 * Tables arrive from files as one paste, with ids that one can read.
 *
 * @throws Error where an entry of a file is not stored
 */
export async function sendTables(
  system: Pick<System, 'url' | 'token'>,
  spreadsheetId: string,
  as: string,
  files: readonly TableFile[],
): Promise<void> {
  const response = await fetch(`${system.url}/sync`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await system.token(as)}`,
    },
    body: JSON.stringify({
      protocol: PROTOCOL,
      request: randomUUID(),
      spreadsheetId,
      shell: 'page',
      layout: null,
      cursor: {},
      tabs: files.map(tabOf),
    }),
  })
  const answer = await response.text()
  const names = files.map(({ file }) => file).join(', ')
  if (!response.ok) throw new Error(`${names}: ${answer}`)
  for (const { table, id, corrections } of syncAnswerSchema.parse(JSON.parse(answer)).rows) {
    const wrong = corrections.find(({ severity }) => severity === 'error')
    if (wrong) throw new Error(`${table} ${id} was not stored whole: ${wrong.key}: ${wrong.text}`)
  }
}

function tabOf({ table: name, file, typed = typedTable(file) }: TableFile) {
  const table = tableNamed(name)
  const { headers, rows } = typed
  const [, ...titles] = headers
  const keys = titles.map((title) => {
    const column = table?.columns.find((each) => each.header(textsIn('ru')) === title)
    if (!column) throw new Error(`${file}.tsv: the table ${name} has no column «${title}»`)
    return column.key
  })
  return {
    table: name,
    columns: keys,
    rows: rows.map(([id = '', ...texts], index) => ({
      id,
      rev: 0,
      row: index + 2,
      cells: Object.fromEntries(keys.flatMap((key, at) => (texts[at] ? [[key, texts[at]]] : []))),
    })),
  }
}
