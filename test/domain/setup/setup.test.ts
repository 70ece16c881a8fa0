import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { describe, expect, it } from 'vitest'
import type { Layout } from '../../../domain/layout.ts'
import {
  SETUP_FIELDS,
  setupRanges,
  setupRequests,
  tablesInSight,
  TITLES_FIELDS,
  type Wanted,
} from '../../../domain/setup/setup.ts'
import { layoutFor } from '../../../domain/tables/layout.ts'
import { tables } from '../../../domain/tables/tables.ts'
import { textsIn } from '../../../domain/texts/texts.ts'
import type { Workbooks } from '../../../local/workbook/workbooks.ts'
import { freshWorkbooks, OWNER, shown } from '../../local/workbook/fixture.ts'
import { context } from '../sample.ts'

const whole = layoutFor(['sch-maruha'], 'staff', textsIn('ru'))

function wanted(layout: Layout = whole): Wanted {
  const open = tables.filter(({ front }) => front.includes('staff')).map(({ name }) => name)
  return {
    layout,
    locale: 'ru_RU',
    timeZone: 'Europe/Moscow',
    context: context(),
    editors: [OWNER],
    open: new Set(open),
  }
}

function read(workbooks: Workbooks, id: string): sheets_v4.Schema$Spreadsheet {
  const titles = workbooks.get(id, { fields: TITLES_FIELDS }, OWNER)
  return workbooks.get(id, { ranges: setupRanges(titles), fields: SETUP_FIELDS }, OWNER)
}

/** Sets a workbook up as it stands, by one `batchUpdate`; returns the requests. */
function setUp(workbooks: Workbooks, id: string, layout?: Layout): sheets_v4.Schema$Request[] {
  const requests = setupRequests(read(workbooks, id), wanted(layout))
  // The local API refuses every field that Google's own types do not have.
  if (requests.length > 0) workbooks.batchUpdate(id, { requests }, OWNER)
  return requests
}

function emptyBook(workbooks: Workbooks): string {
  return workbooks.create({
    title: 'Школа',
    owner: OWNER,
    locale: 'en_US',
    timeZone: 'Etc/UTC',
    sheets: [{ title: 'Лист1' }],
  })
}

const kinds = (requests: readonly sheets_v4.Schema$Request[]) =>
  requests.flatMap((request) => Object.keys(request))

const tabs = (workbooks: Workbooks, id: string) =>
  (workbooks.get(id, { fields: 'sheets(properties(title,hidden))' }, OWNER).sheets ?? []).map(
    ({ properties }) => ({ title: properties?.title, hidden: properties?.hidden === true }),
  )

describe('the setup of an empty workbook', () => {
  it('builds all tabs of its role, opens the first and keeps the rest behind', () => {
    const workbooks = freshWorkbooks()
    const id = emptyBook(workbooks)
    setUp(workbooks, id)
    const open = tabs(workbooks, id).filter(({ hidden }) => !hidden)
    expect(open.map(({ title }) => title)).toEqual(['Меры', 'Документы', 'Замечания'])
    expect(tabs(workbooks, id).map(({ title }) => title)).toEqual(
      whole.tabs.map(({ title }) => title),
    )
    const { properties } = read(workbooks, id)
    expect(properties).toEqual({ locale: 'ru_RU', timeZone: 'Europe/Moscow' })
  })

  it('is finished after one time: the second has nothing to change', () => {
    const workbooks = freshWorkbooks()
    const id = emptyBook(workbooks)
    expect(setUp(workbooks, id).length).toBeGreaterThan(100)
    expect(setUp(workbooks, id)).toEqual([])
  })

  it('advises with its lists, and refuses nothing that people type', () => {
    const rules = setupRequests(read(freshWith(), 'first'), wanted()).flatMap(
      ({ setDataValidation }) => setDataValidation?.rule ?? [],
    )
    expect(rules.length).toBeGreaterThan(10)
    expect(rules.filter(({ strict }) => strict !== false)).toEqual([])
  })
})

/** An empty workbook under the id `first`, read as `read` does. */
function freshWith(): Workbooks {
  const workbooks = freshWorkbooks()
  const id = emptyBook(workbooks)
  const get = workbooks.get.bind(workbooks)
  return { ...workbooks, get: (_id, params, person) => get(id, params, person) }
}

/** The workbook set up, and how to read and replace the rule of its first tab. */
function coloured() {
  const workbooks = freshWorkbooks()
  const id = emptyBook(workbooks)
  setUp(workbooks, id)
  const first = () => read(workbooks, id).sheets?.[0]
  const sheetId = first()?.properties?.sheetId ?? 0
  const rule = () => first()?.conditionalFormats?.[0] ?? {}
  const put = (formula: string, startRowIndex: number) => {
    const held = {
      ranges: (rule().ranges ?? []).map((range) => ({ ...range, startRowIndex })),
      booleanRule: {
        condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: formula }] },
        format: { backgroundColor: { red: 1 } },
      },
    }
    const request = { updateConditionalFormatRule: { index: 0, sheetId, rule: held } }
    workbooks.batchUpdate(id, { requests: [request] }, OWNER)
  }
  return { workbooks, id, rule, put }
}
const firstRows = ({ ranges }: sheets_v4.Schema$ConditionalFormatRule) =>
  (ranges ?? []).map(({ startRowIndex }) => startRowIndex ?? 0)

describe('the setup of a workbook in which people work', () => {
  it('changes nothing where people moved columns, added their own, hid and coloured', () => {
    const workbooks = freshWorkbooks()
    const id = emptyBook(workbooks)
    setUp(workbooks, id)
    const hand = workbooks.gestures(id, OWNER)
    hand.insertColumns('Меры', 'C')
    hand.type("'Меры'!C1", 'Наши пометки')
    hand.type("'Меры'!C2", 'спросить завуча')
    hand.moveColumn('Меры', 'F', 'B')
    hand.hideColumns('Меры', 'D')
    hand.format("'Меры'!A2:C3", { backgroundColor: { red: 1 } })
    hand.note("'Меры'!B2", 'важно')
    const before = JSON.stringify(workbooks.get(id, { includeGridData: true }, OWNER))
    expect(setUp(workbooks, id)).toEqual([])
    expect(JSON.stringify(workbooks.get(id, { includeGridData: true }, OWNER))).toBe(before)
  })

  it('repairs what was taken away, and only that', () => {
    const workbooks = freshWorkbooks()
    const id = emptyBook(workbooks)
    setUp(workbooks, id)
    const { sheets = [] } = read(workbooks, id)
    const sheetId = sheets[0]?.properties?.sheetId ?? 0
    const protectedRangeId = sheets[0]?.protectedRanges?.[0]?.protectedRangeId ?? 0
    const requests = [
      { deleteProtectedRange: { protectedRangeId } },
      { deleteConditionalFormatRule: { sheetId, index: 0 } },
      {
        setDataValidation: {
          range: { sheetId, startRowIndex: 1, startColumnIndex: 5, endColumnIndex: 6 },
        },
      },
      { deleteSheet: { sheetId: sheets[2]?.properties?.sheetId ?? 0 } },
    ]
    workbooks.batchUpdate(id, { requests }, OWNER)
    const repaired = setUp(workbooks, id)
    expect(kinds(repaired).filter((kind) => kind === 'addSheet')).toHaveLength(1)
    expect(kinds(repaired).slice(0, 3)).toEqual([
      'setDataValidation',
      'addConditionalFormatRule',
      'addProtectedRange',
    ])
    expect(tabs(workbooks, id)[2]).toEqual({ title: 'Замечания', hidden: false })
    expect(setUp(workbooks, id)).toEqual([])
  })

  describe('colours a row that waits for a correction', () => {
    it('also where it was put in above the first entry', () => {
      const { workbooks, id, rule } = coloured()
      const before = rule()
      expect(firstRows(before)).toEqual([0, 0])
      workbooks.gestures(id, OWNER).insertRows('Меры', 2, 3)
      expect(rule()).toEqual(before)
      expect(setUp(workbooks, id)).toEqual([])
    })

    it.each(['=LEN($L2)>0', '=LEN($L5)>0', '=LEN(#REF!)>0'])(
      'in place of the older %s',
      (older) => {
        const { workbooks, id, rule, put } = coloured()
        const wantedRule = rule()
        put(older, 4)
        expect(kinds(setUp(workbooks, id))).toEqual(['updateConditionalFormatRule'])
        expect(rule()).toEqual(wantedRule)
        expect(setUp(workbooks, id)).toEqual([])
      },
    )

    it('beside a rule of people’s own, which stays', () => {
      const { workbooks, id, rule, put } = coloured()
      const wantedRule = rule()
      put('=LEN($B2)>100', 1)
      const theirs = rule()
      expect(kinds(setUp(workbooks, id))).toEqual(['addConditionalFormatRule'])
      const now = read(workbooks, id).sheets?.[0]?.conditionalFormats
      expect(now).toEqual([wantedRule, theirs])
    })
  })

  it('leaves a sheet of people’s own with our title to them', () => {
    const workbooks = freshWorkbooks()
    const id = workbooks.create({
      title: 'Школа',
      owner: OWNER,
      sheets: [{ title: 'Меры' }],
    })
    workbooks.gestures(id, OWNER).type("'Меры'!A1", 'Наш старый план')
    setUp(workbooks, id)
    expect(shown(workbooks, id, "'Меры'!A1")).toEqual([['Наш старый план']])
    expect(tabs(workbooks, id).map(({ title }) => title)).toContain('Меры 2')
  })
})

const titleOf = (table: string) => whole.tabs.find((tab) => tab.table === table)?.title ?? ''

/** Sets up only these tabs; the kinds of the requests. */
const some = (workbooks: Workbooks, id: string, only: ReadonlySet<string>) => {
  const requests = setupRequests(read(workbooks, id), { ...wanted(), only })
  if (requests.length > 0) workbooks.batchUpdate(id, { requests }, OWNER)
  return kinds(requests)
}

describe('the setup of some tabs', () => {
  it('brings them into sight, and leaves the others as they are', () => {
    const workbooks = freshWorkbooks()
    const id = emptyBook(workbooks)
    setUp(workbooks, id)
    const before = tabs(workbooks, id)
    const only = new Set(['lessons', 'training'])
    expect(some(workbooks, id, only)).toEqual(['updateSheetProperties', 'updateSheetProperties'])
    const wantedTitles = ['lessons', 'training'].map(titleOf)
    expect(tabs(workbooks, id)).toEqual(
      before.map((tab) =>
        wantedTitles.includes(tab.title ?? '') ? { ...tab, hidden: false } : tab,
      ),
    )
    expect(some(workbooks, id, only)).toEqual([])
    expect(tablesInSight(read(workbooks, id), whole)).toEqual(
      new Set(['measures', 'documents', 'deficiencies', 'lessons', 'training']),
    )
  })

  it('gives a tab that was deleted back to its place, in sight', () => {
    const workbooks = freshWorkbooks()
    const id = emptyBook(workbooks)
    setUp(workbooks, id)
    const before = tabs(workbooks, id).map(({ title }) => title)
    const { sheets = [] } = read(workbooks, id)
    const gone = sheets.find(({ properties }) => properties?.title === titleOf('training'))
    const sheetId = gone?.properties?.sheetId ?? 0
    workbooks.batchUpdate(id, { requests: [{ deleteSheet: { sheetId } }] }, OWNER)
    expect(some(workbooks, id, new Set(['training']))).toContain('addSheet')
    expect(tabs(workbooks, id).map(({ title }) => title)).toEqual(before)
    expect(tabs(workbooks, id)).toContainEqual({ title: titleOf('training'), hidden: false })
  })
})

describe('the requests of a setup', () => {
  /** What each of the four kinds of workbook costs; one `batchUpdate` carries them. */
  it('are as many as there is to change', () => {
    const workbooks = freshWorkbooks()
    const empty = emptyBook(workbooks)
    const built = setUp(workbooks, empty)
    const again = setUp(workbooks, empty)
    const hand = workbooks.gestures(empty, OWNER)
    hand.insertColumns('Меры', 'C')
    hand.moveColumn('Меры', 'F', 'B')
    hand.hideColumns('Меры', 'D')
    const moved = setUp(workbooks, empty)
    const old = emptyBook(workbooks)
    const first = whole.tabs.slice(0, 1).map((tab) => ({
      ...tab,
      columns: tab.columns.filter(({ key }) => key !== 'help'),
    }))
    setUp(workbooks, old, { version: 'old', tabs: first })
    const raised = setUp(workbooks, old, { version: 'new', tabs: whole.tabs.slice(0, 1) })
    const counts = [built, again, moved, raised].map(({ length }) => length)
    console.log(`requests: empty ${counts.join(', again ')}`)
    expect(counts.slice(1, 3)).toEqual([0, 0])
    expect(kinds(built).filter((kind) => kind === 'addSheet')).toHaveLength(whole.tabs.length)
    // One column: inserted, formatted, headed, as wide as it should be, without its neighbour's list.
    expect(kinds(raised)).toEqual([
      'insertDimension',
      'repeatCell',
      'updateCells',
      'updateDimensionProperties',
      'setDataValidation',
    ])
  })
})

describe('the setup of an older layout', () => {
  /** The workbook as an earlier version built it: two tabs, fewer columns. */
  const older: Layout = {
    version: 'old',
    tabs: whole.tabs
      .filter(({ table }) => ['measures', 'riskProfiles'].includes(table))
      .map((tab) => ({
        ...tab,
        columns: tab.columns.filter(
          ({ key }) => !['status', 'priority', 'proposedCancel', 'consent'].includes(key),
        ),
      })),
  }

  it('is raised: new columns beside their neighbours, new tabs, nothing lost', () => {
    const workbooks = freshWorkbooks()
    const id = emptyBook(workbooks)
    setUp(workbooks, id, older)
    const hand = workbooks.gestures(id, OWNER)
    hand.paste("'Меры'!A2", '1\tСтартовая диагностика\t\t30.04.2021\tзавуч\t28.04.2021')
    const old = shown(workbooks, id, "'Меры'!1:2")
    const raised = setUp(workbooks, id)
    expect(kinds(raised).filter((kind) => kind === 'insertDimension')).toHaveLength(4)
    expect(kinds(raised).filter((kind) => kind === 'addSheet')).toHaveLength(
      whole.tabs.length - older.tabs.length,
    )

    const [headers = [], row = []] = shown(workbooks, id, "'Меры'!1:2")
    const wantedHeaders = whole.tabs[0]?.columns.map(({ header }) => header) ?? []
    expect(headers.slice(0, wantedHeaders.length)).toEqual(wantedHeaders)
    for (const [at, header] of (old[0] ?? []).entries()) {
      expect(row[headers.indexOf(header)] ?? '', header).toBe(old[1]?.[at] ?? '')
    }
    expect(setUp(workbooks, id)).toEqual([])
  })
})
