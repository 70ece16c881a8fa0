import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
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
import { Engine } from '../firestore/engine.ts'
import type { Faults } from '../firestore/faults.ts'
import { readIndexSettings } from '../firestore/indexes.ts'
import type { Spreadsheet } from '../workbook/state.ts'
import { workbooksOver, type Workbooks } from '../workbook/workbooks.ts'
import { DirectStore } from './directStore.ts'
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

/** What one history is lived in. */
export interface Place {
  readonly programme: string
  readonly workbooks: Workbooks
  /** Ids of its workbooks, in the order of `BOOKS`. */
  readonly books: readonly string[]
}

/**
 * What histories that follow each other share: one embedded store, in which each has a programme of its
 * own, and the spreadsheets with which each begins.
 */
export class Ground {
  readonly store: DirectStore
  readonly config: Config
  private readonly engine: Engine
  private readonly folder: string
  private readonly models: readonly Spreadsheet[]
  private seeded: readonly { readonly path: string; readonly data: object }[] = []
  private programmes = 0

  private constructor(folder: string) {
    this.folder = folder
    this.engine = new Engine({
      data: join(folder, 'store'),
      indexes: readIndexSettings(
        fileURLToPath(new URL('../../firestore.indexes.json', import.meta.url)),
      ),
      strict: true,
    })
    this.store = new DirectStore(this.engine, 'kurator-simulated')
    this.models = BOOKS.map(({ binding, person }) => model(binding, person))
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
      TASKS_QUEUE: 'projects/kurator/locations/local/queues/mail',
      MAIL_PER_MINUTE: '1000000',
      MAIL_PER_DAY: '1000000',
    })
  }

  static async open(): Promise<Ground> {
    // Or the client looks for a cloud machine's metadata server, which is not here.
    process.env['METADATA_SERVER_DETECTION'] ??= 'none'
    const ground = new Ground(
      mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'simulate-')),
    )
    await ground.seed()
    return ground
  }

  /** The switch that makes commits visible late. */
  get faults(): Faults {
    return this.engine.faults
  }

  /** A programme with its directory, and its workbooks. */
  async settle(): Promise<Place> {
    const programme = `p${++this.programmes}`
    const batch = this.store.batch()
    batch.set(programmeDoc(this.store, programme), PROGRAMME)
    for (const { path, data } of this.seeded) {
      batch.set(this.store.doc(`programmes/${programme}/${path}`), data)
    }
    const spreadsheets = this.models.map((one, n) => ({ ...one, id: `${programme}-${n}` }))
    for (const [n, { id }] of spreadsheets.entries()) {
      const { binding, person: sender } = BOOKS[n] ?? {}
      batch.set(bindingDoc(this.store, id), { ...binding, sender, programme })
    }
    await batch.commit()
    const books = spreadsheets.map(({ id }) => id)
    return { programme, workbooks: workbooksWith(spreadsheets), books }
  }

  async close(): Promise<void> {
    await this.store.terminate()
    this.engine.close()
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
    for (const name of new Set([...SEED.map(({ table }) => table), 'cards', 'changes'])) {
      const collection = await programmeDoc(this.store, 'model').collection(name).get()
      for (const document of collection.docs) {
        documents.push({ path: `${name}/${document.id}`, data: document.data() })
      }
    }
    this.seeded = documents
  }
}

/** Spreadsheets that are kept nowhere but in memory: what a disk keeps is not tried here. */
function workbooksWith(spreadsheets: readonly Spreadsheet[]): Workbooks {
  const load = () => spreadsheets.map((spreadsheet) => ({ spreadsheet, version: 1 }))
  const store = { load, save: () => undefined, close: () => undefined }
  return workbooksOver(store, () => new Date(MONDAY))
}

/** A spreadsheet with the tab «Меры» as the setup builds it, and a column of the school's own. */
function model(binding: Omit<Binding, 'programme'>, person: string): Spreadsheet {
  const workbooks = workbooksWith([])
  const texts = textsIn('ru')
  const layout = layoutFor(binding.scope, binding.ceiling, texts).tabs.find(
    ({ table }) => table === measures.name,
  )
  if (!layout) throw new Error('There is no tab of measures')
  const id = workbooks.create({ title: 'Школа', owner: OWNER })
  workbooks.share(id, person)
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
  const comments = { startColumnIndex: plain, endColumnIndex: plain + 1 }
  workbooks.batchUpdate(
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
            range: { sheetId, startRowIndex: 1, ...comments },
            cell: {},
            fields: 'userEnteredFormat.numberFormat',
          },
        },
      ],
    },
    OWNER,
  )
  workbooks.gestures(id, OWNER).type(`'${layout.title}'!${columnLetters(width)}1`, OWN_HEADER)
  return workbooks.state(id, OWNER).spreadsheet
}
