import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Firestore } from '@google-cloud/firestore'
import { emptyCard } from '../../domain/card.ts'
import { readDirectory } from '../../domain/directory.ts'
import { PROTOCOL } from '../../domain/limits.ts'
import type { Binding, Programme } from '../../domain/records.ts'
import { tabRequests } from '../../domain/setup/tab.ts'
import { layoutFor } from '../../domain/tables/layout.ts'
import { measures } from '../../domain/tables/measures.ts'
import { textsIn } from '../../domain/texts/texts.ts'
import { readConfig, type Config } from '../../functions/config.ts'
import type { SheetsApi } from '../../functions/sheets.ts'
import { bindingDoc, programmeDoc } from '../../functions/store/documents.ts'
import { engineOf, syncWorkbook } from '../../functions/sync/syncWorkbook.ts'
import { worldOf } from '../../functions/world.ts'
import { startFirestore, type FirestoreServer } from '../firestore/firestore.ts'
import { openWorkbooks, type Workbooks } from '../workbook/workbooks.ts'
import { columnLetters } from '../../domain/a1.ts'

/** Monday, 8:10 in the programme's zone. */
export const MONDAY = '2021-09-20T05:10:00Z'
export const AUDIENCE = 'kurator-simulated'
/** Whose spreadsheets they are, and in whose name the second shell acts. */
export const OWNER = 'koordinator@example.org'
/** `sync` asks for no sheets: the second shell is driven step by step, as the first is. */
export const NO_SHEETS: SheetsApi = {
  get: () => Promise.reject(new Error('sync reads no sheet')),
  batchUpdate: () => Promise.reject(new Error('sync writes no sheet')),
}
/** Header of a column that a school added for itself. */
export const OWN_HEADER = 'Заметки школы'

export const PROGRAMME: Programme = {
  name: '«500+»',
  municipality: 'Зеленчукский муниципальный район',
  order: 'приказ № 30 от 10.02.2021',
  firstDay: '2021-02-10',
  lastDay: '2024-12-31',
  timeZone: 'Europe/Moscow',
  language: 'ru',
  mailHour: 8,
  silentDays: 14,
}

/** A folder in memory, where there is one: what a disk keeps over a power cut is not tried here. */
const MEMORY = '/dev/shm'

/** The workbooks of every history: two of one school, one of all, one of the school's curator. */
export const BOOKS: readonly {
  readonly binding: Omit<Binding, 'programme'>
  readonly person: string
}[] = [
  { binding: { scope: ['sch-maruha'], ceiling: 'staff' }, person: 'zavuch@example.org' },
  { binding: { scope: ['sch-maruha'], ceiling: 'staff' }, person: 'direktor@example.org' },
  { binding: { scope: 'all', ceiling: 'coordinator' }, person: OWNER },
  { binding: { scope: ['sch-maruha'], ceiling: 'curator' }, person: 'kurator@example.org' },
]

export const SCHOOLS = ['СОШ с. Маруха', 'ООШ с. Нижняя Ермоловка'] as const

const SEED: readonly {
  readonly table: string
  readonly rows: readonly { readonly id: string; readonly cells: Record<string, string> }[]
}[] = [
  {
    table: 'schools',
    rows: [
      { id: 'sch-maruha', cells: school(SCHOOLS[0]) },
      { id: 'sch-ermol', cells: school(SCHOOLS[1]) },
    ],
  },
  {
    table: 'people',
    rows: [
      person('coordinator', 'coordinator', 'муниципальный координатор', OWNER),
      person('maruha-curator', 'curator', 'куратор', 'kurator@example.org'),
      person('maruha-head', 'head', 'директор школы', 'direktor@example.org', SCHOOLS[0]),
      person('maruha-deputy', 'deputy', 'зам. директора по УВР', 'zavuch@example.org', SCHOOLS[0]),
    ],
  },
  {
    table: 'schools',
    rows: [{ id: 'sch-maruha', cells: { ...school(SCHOOLS[0]), curator: 'куратор' } }],
  },
]

function school(shortName: string): Record<string, string> {
  const name = `МКОУ «${shortName}»`
  return { name, shortName, level: 'СОШ', kind: 'ШНОР', participant: 'да', week: 'Пять дней' }
}

function person(id: string, role: string, post: string, email: string, at?: string) {
  return { id, cells: { role, post, email, ...(at === undefined ? {} : { school: at }) } }
}

/**
 * What all histories of a process share: one embedded store, one folder of spreadsheets, and the
 * models from which each history gets a programme and workbooks of its own.
 */
export class Ground {
  readonly store: Firestore
  readonly workbooks: Workbooks
  readonly config: Config
  private readonly firestore: FirestoreServer
  private readonly folder: string
  private readonly models = new Map<string, string>()
  private seeded: readonly { readonly path: string; readonly data: object }[] = []
  private programmes = 0

  private constructor(folder: string, firestore: FirestoreServer) {
    this.folder = folder
    this.firestore = firestore
    this.store = new Firestore({
      projectId: 'kurator-simulated',
      host: firestore.host,
      ssl: false,
      customHeaders: { Authorization: 'Bearer owner' },
    })
    this.workbooks = openWorkbooks({
      data: join(folder, 'workbooks'),
      clock: () => new Date(MONDAY),
    })
    this.config = readConfig({
      GOOGLE_CLOUD_PROJECT: 'kurator-simulated',
      KURATOR_ISSUERS: 'https://issuer.example.org',
      KURATOR_JWKS_URL: 'https://issuer.example.org/jwks',
      KURATOR_AUDIENCES: AUDIENCE,
      SCHEDULER_EMAIL: 'scheduler@example.org',
      SMTP_URL: 'smtp://127.0.0.1:2525',
      MAIL_FROM: 'kurator@example.org',
      LINK_SECRET: 'a secret of tests, of forty characters ..',
      FUNCTIONS_URL: 'https://kurator.example.org',
      MAIL_PER_MINUTE: '1000000',
      MAIL_PER_DAY: '1000000',
    })
  }

  static async open(): Promise<Ground> {
    // Or the client looks for a cloud machine's metadata server, which is not here.
    process.env['METADATA_SERVER_DETECTION'] ??= 'none'
    const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'simulate-'))
    const firestore = await startFirestore({
      data: join(folder, 'store'),
      indexes: fileURLToPath(new URL('../../firestore.indexes.json', import.meta.url)),
    })
    const ground = new Ground(folder, firestore)
    await ground.seed()
    return ground
  }

  /** A programme with its directory, and its workbooks. */
  async settle(): Promise<{ readonly programme: string; readonly books: readonly string[] }> {
    const programme = `p${++this.programmes}`
    const batch = this.store.batch()
    batch.set(programmeDoc(this.store, programme), PROGRAMME)
    for (const { path, data } of this.seeded) {
      batch.set(this.store.doc(`programmes/${programme}/${path}`), data)
    }
    const books = BOOKS.map(({ binding, person }) => {
      const id = this.workbooks.copy(this.model(binding), OWNER)
      this.workbooks.share(id, person)
      batch.set(bindingDoc(this.store, id), { ...binding, programme })
      return id
    })
    await batch.commit()
    return { programme, books }
  }

  async close(): Promise<void> {
    this.workbooks.close()
    await this.store.terminate()
    await this.firestore.close()
    rmSync(this.folder, { recursive: true })
  }

  /** Stores the directory once, through the real function, and keeps what came of it. */
  private async seed(): Promise<void> {
    const services = {
      config: this.config,
      store: this.store,
      clock: { now: () => new Date(MONDAY), stamp: () => Date.now(), elapsed: () => 0 },
      verify: () => Promise.reject(new Error('nobody asks')),
      sheets: NO_SHEETS,
      log: () => undefined,
    }
    await programmeDoc(this.store, 'model').set(PROGRAMME)
    const everything = { everywhere: 'coordinator', schools: new Map() } as const
    const caller = { reading: everything, writing: everything, by: () => 'setup' }
    const binding: Binding = { programme: 'model', scope: 'all', ceiling: 'coordinator' }
    for (const [at, { table, rows }] of SEED.entries()) {
      const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))]
      const answer = await syncWorkbook(engineOf(services), caller, binding, {
        protocol: PROTOCOL,
        request: `00000000-0000-4000-8000-00000000000${at}`,
        spreadsheetId: 'model',
        shell: 'addon',
        layout: null,
        cursor: {},
        tabs: [
          {
            table,
            columns,
            rows: rows.map(({ id, cells }, line) => ({ id, rev: at, row: line + 2, cells })),
          },
        ],
      })
      const wrong = answer.rows.flatMap(({ corrections }) => corrections)
      const error = wrong.find(({ severity }) => severity !== 'hint')
      if (error) throw new Error(`The directory was not taken: ${error.key}: ${error.text}`)
    }
    const documents: { path: string; data: object }[] = []
    for (const collection of await programmeDoc(this.store, 'model').listCollections()) {
      for (const document of (await collection.get()).docs) {
        documents.push({ path: `${collection.id}/${document.id}`, data: document.data() })
      }
    }
    this.seeded = documents
  }

  /** A spreadsheet with the tab «Меры» as the setup builds it, and a column of the school's own. */
  private model(binding: Omit<Binding, 'programme'>): string {
    const texts = textsIn('ru')
    const layout = layoutFor(binding.scope, binding.ceiling, texts).tabs.find(
      ({ table }) => table === measures.name,
    )
    if (!layout) throw new Error('There is no tab of measures')
    const known = this.models.get(JSON.stringify(binding))
    if (known !== undefined) return known
    const id = this.workbooks.create({ title: 'Школа', owner: OWNER })
    const context = worldOf(PROGRAMME, readDirectory(emptyCard), new Date(MONDAY)).contextOf(
      null,
      emptyCard,
    )
    const sheetId = 101
    const requests = tabRequests({
      sheetId,
      index: 0,
      table: measures,
      layout,
      context,
      editors: [OWNER],
    })
    const width = layout.columns.length + 2
    const plain = layout.columns.findIndex(({ key }) => key === 'comment')
    this.workbooks.batchUpdate(
      id,
      {
        requests: [
          ...requests,
          { deleteSheet: { sheetId: 0 } },
          // Fewer lines than a school gets: every one costs time in every history.
          { deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 40 } } },
          { appendDimension: { sheetId, dimension: 'COLUMNS', length: 2 } },
          {
            repeatCell: {
              range: {
                sheetId,
                startRowIndex: 1,
                startColumnIndex: plain,
                endColumnIndex: plain + 1,
              },
              cell: {},
              fields: 'userEnteredFormat.numberFormat',
            },
          },
        ],
      },
      OWNER,
    )
    const hand = this.workbooks.gestures(id, OWNER)
    hand.type(`'${layout.title}'!${columnLetters(width)}1`, OWN_HEADER)
    this.models.set(JSON.stringify(binding), id)
    return id
  }
}
