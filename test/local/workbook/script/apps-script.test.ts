import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  startAppsScript,
  type AppsScript,
  type AppsScriptOptions,
} from '../../../../local/workbook/script/apps-script.ts'
import type { Workbooks } from '../../../../local/workbook/workbooks.ts'
import {
  CURATOR,
  DEPUTY,
  freshFolder,
  freshWorkbooks,
  measuresBook,
  MONDAY,
  OWNER,
  served,
  shown,
} from '../fixture.ts'

/** A small add-on, as a build makes it: a classic script with top-level functions. */
const CODE = `
function onOpen(e) {
  SpreadsheetApp.getUi().createMenu('Программа 500+')
    .addItem('Включить', 'enable').addSeparator().addItem('Что исправить', 'sidebar').addToUi()
}
function enable() {
  const ss = SpreadsheetApp.getActive()
  ScriptApp.newTrigger('onInstalledEdit').forSpreadsheet(ss).onEdit().create()
  ScriptApp.newTrigger('onInstalledChange').forSpreadsheet(ss).onChange().create()
  ScriptApp.newTrigger('hourly').timeBased().everyHours(1).create()
  ss.toast('Включено')
  return ScriptApp.getProjectTriggers().map((t) => [t.getHandlerFunction(), t.getEventType()])
}
function onInstalledEdit(e) {
  note('edit', {
    sheet: e.range.getSheet().getName(), a1: e.range.getA1Notation(), value: e.value,
    oldValue: e.oldValue, user: e.user.getEmail(), as: Session.getEffectiveUser().getEmail(),
  })
}
function onInstalledChange(e) { note('change', { type: e.changeType }) }
function hourly() { note('clock', {}) }
function note(kind, what) {
  const lock = LockService.getDocumentLock()
  lock.waitLock(5000)
  try {
    const store = PropertiesService.getDocumentProperties()
    const all = JSON.parse(store.getProperty('notes') || '[]')
    all.push({ kind, ...what })
    store.setProperty('notes', JSON.stringify(all))
  } finally { lock.releaseLock() }
}
function notes() { return JSON.parse(PropertiesService.getDocumentProperties().getProperty('notes') || '[]') }
function write(text) {
  const id = SpreadsheetApp.getActive().getId()
  const before = Sheets.Spreadsheets.get(id, { ranges: ['Меры!A1:B1'], fields: 'sheets.data.rowData.values.formattedValue' })
  const answer = Sheets.Spreadsheets.batchUpdate({
    requests: [{ updateCells: { start: { sheetId: 0, rowIndex: 0, columnIndex: 1 }, fields: 'userEnteredValue',
      rows: [{ values: [{ userEnteredValue: { stringValue: text } }] }] } }],
  }, id)
  return [before.sheets instanceof Array, answer.spreadsheetId === id]
}
function post(url) {
  const response = UrlFetchApp.fetch(url + '/sync', {
    method: 'post', contentType: 'application/json', muteHttpExceptions: true,
    headers: { Authorization: 'Bearer ' + ScriptApp.getIdentityToken() },
    payload: JSON.stringify({ rows: [1] }),
  })
  return [response.getResponseCode(), JSON.parse(response.getContentText())]
}
function loud(url) { return UrlFetchApp.fetch(url).getContentText() }
function lockedFor(ms) {
  const lock = LockService.getDocumentLock()
  if (!lock.tryLock(10000)) return 'busy'
  const store = PropertiesService.getDocumentProperties()
  const seen = Number(store.getProperty('n') || 0)
  Utilities.sleep(ms)
  store.setProperty('n', String(seen + 1))
  lock.releaseLock()
  return seen
}
function unknown() { return SpreadsheetApp.getActive().addDeveloperMetadata('x') }
function apiError() {
  try { Sheets.Spreadsheets.get('nope', {}) } catch (error) {
    return [error instanceof Error, error.name, error.message, error.details.code]
  }
}
function big(kb, count) {
  const values = {}
  for (let i = 0; i < count; i++) values['k' + i] = 'x'.repeat(kb * 1024)
  PropertiesService.getUserProperties().setProperties(values)
}
function asks() {
  const ui = SpreadsheetApp.getUi()
  const button = ui.alert('Вопрос', 'Записать?', ui.ButtonSet.YES_NO)
  const answer = ui.prompt('Код')
  return [button === ui.Button.NO, answer.getResponseText()]
}
function sidebar() {
  const page = HtmlService.createTemplateFromFile('sidebar')
  page.name = '<Школа>'
  SpreadsheetApp.getUi().showSidebar(page.evaluate().setTitle('Что исправить'))
}
function today() { return Utilities.formatDate(new Date(), 'Europe/Moscow', 'dd.MM.yyyy') }
function forever() { for (;;) {} }
function where() { return SpreadsheetApp.getActiveRange ? 1 : 0 }
function private_() {}
`

interface Stage {
  workbooks: Workbooks
  id: string
  script: AppsScript
  folder: string
}

async function stage(more: Partial<AppsScriptOptions> = {}): Promise<Stage> {
  const folder = freshFolder()
  const bundle = join(folder, 'Code.js')
  writeFileSync(bundle, CODE)
  const workbooks = more.workbooks ?? freshWorkbooks(folder)
  const script = await startAppsScript({
    workbooks,
    bundle,
    files: { sidebar: '<p><?= name ?></p>' },
    data: folder,
    clock: () => MONDAY,
    scriptProperties: { url: 'http://127.0.0.1' },
    identityToken: async (email) => `token of ${email}`,
    ...more,
  })
  onTestFinished(() => script.close())
  return { workbooks, id: measuresBook(workbooks), script, folder }
}

describe('triggers', () => {
  test('an edit by hand fires the installed triggers as the person who installed them', async () => {
    const { workbooks, id, script } = await stage()
    const menus = await script.open(id, OWNER)
    expect(menus).toEqual([
      {
        title: 'Программа 500+',
        addon: false,
        items: [{ label: 'Включить', fn: 'enable' }, {}, { label: 'Что исправить', fn: 'sidebar' }],
      },
    ])
    expect(await script.run(id, OWNER, 'enable')).toEqual([
      ['onInstalledEdit', 'ON_EDIT'],
      ['onInstalledChange', 'ON_CHANGE'],
      ['hourly', 'CLOCK'],
    ])
    expect(script.ui(id, OWNER)).toEqual([
      { kind: 'toast', text: 'Включено', title: '', seconds: 5 },
    ])
    const hand = workbooks.gestures(id, DEPUTY)
    hand.type('Меры!B2', '15.3.21')
    await script.idle()
    hand.paste('Меры!A4', 'а\tб\nв\tг')
    await script.idle()
    workbooks.gestures(id, OWNER).type('Меры!B2', '')
    await script.idle()
    hand.deleteRows('Меры', 4)
    await script.idle()
    expect(await script.run(id, OWNER, 'notes')).toEqual(
      expect.arrayContaining([
        { kind: 'edit', sheet: 'Меры', a1: 'B2', value: '44270', user: '', as: OWNER },
        { kind: 'edit', sheet: 'Меры', a1: 'A4:B5', user: '', as: OWNER },
        { kind: 'edit', sheet: 'Меры', a1: 'B2', oldValue: '44270', user: OWNER, as: OWNER },
        { kind: 'change', type: 'EDIT' },
        { kind: 'change', type: 'REMOVE_ROW' },
      ]),
    )
    const kinds = script.executions.map((run) => run.kind)
    expect(kinds.filter((kind) => kind === 'edit')).toHaveLength(3)
    expect(kinds.filter((kind) => kind === 'change')).toHaveLength(4)
  })

  test('writes by the script and through the API fire none', async () => {
    const { workbooks, id, script } = await stage()
    await script.run(id, OWNER, 'enable')
    expect(await script.run(id, OWNER, 'write', ['из скрипта'])).toEqual([true, true])
    await script.idle()
    expect(shown(workbooks, id, 'Меры!A1:B1')).toEqual([['', 'из скрипта']])
    expect(await script.run(id, OWNER, 'notes')).toEqual([])
  })

  test('a person may install one of each type in a document, others may too', async () => {
    const { id, script } = await stage()
    await script.run(id, OWNER, 'enable')
    await expect(script.run(id, OWNER, 'enable')).rejects.toThrow('too many edit triggers')
    await expect(script.run(id, DEPUTY, 'enable')).resolves.toHaveLength(3)
    expect(script.triggers(id)).toHaveLength(6)
  })

  test('triggers and properties are there after a restart', async () => {
    const { workbooks, id, script, folder } = await stage()
    await script.run(id, OWNER, 'enable')
    await script.close()
    const again = await stage({ workbooks, data: folder })
    workbooks.gestures(id, OWNER).type('Меры!A1', 'да')
    await again.script.idle()
    expect(await again.script.run(id, OWNER, 'notes')).toHaveLength(2)
  })

  test('a time-driven trigger runs when its hour has passed, not before', async () => {
    let now = MONDAY.getTime()
    const { id, script } = await stage({ clock: () => new Date(now) })
    await script.run(id, OWNER, 'enable')
    await script.fireTimeTriggers()
    expect(await script.run(id, OWNER, 'notes')).toEqual([])
    now += 3_600_000
    await script.fireTimeTriggers()
    expect(await script.run(id, OWNER, 'notes')).toEqual([{ kind: 'clock' }])
  })
})

test('closing ends what is under way, and what waits for its turn', async () => {
  const { id, script } = await stage({ workers: 1 })
  const runs = [script.run(id, OWNER, 'forever'), script.run(id, DEPUTY, 'today')]
  const ends = Promise.allSettled(runs)
  await script.close()
  const reason = expect.objectContaining({ message: 'The Apps Script runtime was closed' })
  expect(await ends).toEqual([
    { status: 'rejected', reason },
    { status: 'rejected', reason },
  ])
})

describe('services', () => {
  test('counts the calls of each service', async () => {
    const { id, script } = await stage()
    await script.run(id, OWNER, 'write', ['x'])
    expect(script.executions.at(-1)).toMatchObject({
      fn: 'write',
      kind: 'run',
      user: OWNER,
      serviceCalls: { 'Sheets.Spreadsheets.get': 1, 'Sheets.Spreadsheets.batchUpdate': 1 },
    })
  })

  test('UrlFetchApp speaks real HTTP with the identity token of the effective user', async () => {
    const { id, script } = await stage()
    const origin = await served((req, res) => {
      res.writeHead(req.url === '/sync' ? 422 : 500, { 'content-type': 'application/json' })
      res.end(
        JSON.stringify({ auth: req.headers.authorization, type: req.headers['content-type'] }),
      )
    })
    expect(await script.run(id, DEPUTY, 'post', [origin])).toEqual([
      422,
      { auth: `Bearer token of ${DEPUTY}`, type: 'application/json' },
    ])
    await expect(script.run(id, DEPUTY, 'loud', [origin])).rejects.toThrow('returned code 500')
    await expect(script.run(id, DEPUTY, 'loud', ['http://127.0.0.1:9/'])).rejects.toThrow(
      'Address unavailable',
    )
    await expect(script.run(id, DEPUTY, 'loud', ['https://example.org/'])).rejects.toThrow(
      'not implemented locally: UrlFetchApp.fetch to example.org',
    )
  })

  test('a document lock lets one run at a time change the document', async () => {
    const { id, script } = await stage()
    const runs = await Promise.all(
      [OWNER, DEPUTY, OWNER].map(async (person) => await script.run(id, person, 'lockedFor', [20])),
    )
    expect(new Set(runs)).toEqual(new Set([0, 1, 2]))
  })

  test('errors of the advanced service are what a script expects to catch', async () => {
    const { id, script } = await stage()
    expect(await script.run(id, OWNER, 'apiError')).toEqual([
      true,
      'GoogleJsonResponseException',
      'API call to sheets.spreadsheets.get failed with error: Requested entity was not found.',
      404,
    ])
  })

  test('refuses what is not imitated by name, and functions that are not there', async () => {
    const { id, script } = await stage()
    await expect(script.run(id, OWNER, 'unknown')).rejects.toThrow(
      'not implemented locally: Spreadsheet.addDeveloperMetadata',
    )
    await expect(script.run(id, OWNER, 'nothing')).rejects.toThrow(
      'Script function not found: nothing',
    )
    await expect(script.run(id, OWNER, 'private_')).rejects.toThrow('private')
    await expect(script.run(id, CURATOR, 'notes')).rejects.toThrow('permission')
  })

  test('properties keep to 9 KB a value and 500 KB a store', async () => {
    const { id, script } = await stage()
    await expect(script.run(id, OWNER, 'big', [9, 50])).resolves.toBeNull()
    await expect(script.run(id, OWNER, 'big', [10, 1])).rejects.toThrow('Argument too large: value')
    await expect(script.run(id, OWNER, 'big', [9, 60])).rejects.toThrow('property storage quota')
  })

  test('asks and shows the person, and the answers come back', async () => {
    const { id, script } = await stage()
    script.answerPrompt(id, DEPUTY, { button: 'NO' })
    script.answerPrompt(id, DEPUTY, { button: 'OK', text: '1234' })
    expect(await script.run(id, DEPUTY, 'asks')).toEqual([true, '1234'])
    await script.run(id, DEPUTY, 'sidebar')
    expect(script.ui(id, DEPUTY)).toMatchObject([
      { kind: 'alert', title: 'Вопрос', text: 'Записать?', buttons: 'YES_NO' },
      { kind: 'prompt', text: 'Код' },
      { kind: 'sidebar', title: 'Что исправить', html: '<p>&#60;Школа&#62;</p>' },
    ])
    expect(script.ui(id, OWNER)).toEqual([])
  })

  test("the script's clock is the system's", async () => {
    const { id, script } = await stage()
    expect(await script.run(id, OWNER, 'today')).toBe('20.09.2021')
  })
})

describe('faults that are ordered', () => {
  test('a lost answer: the write has happened, the script is told that it failed', async () => {
    const { workbooks, id, script } = await stage()
    script.faults.call({ service: 'Sheets.Spreadsheets.batchUpdate', when: 'after' })
    await expect(script.run(id, OWNER, 'write', ['записано'])).rejects.toThrow('Service failed')
    expect(shown(workbooks, id, 'Меры!B1')).toEqual([['записано']])
    await expect(script.run(id, OWNER, 'write', ['снова'])).resolves.toEqual([true, true])
  })

  test('a failed call: nothing was written', async () => {
    const { workbooks, id, script } = await stage()
    script.faults.call({ service: 'Sheets.Spreadsheets.batchUpdate', when: 'before' })
    await expect(script.run(id, OWNER, 'write', ['нет'])).rejects.toThrow('Service failed')
    expect(shown(workbooks, id, 'Меры!B1')).toEqual([])
  })

  test('the time limit ends a run that hangs, and the next one goes well', async () => {
    const { id, script } = await stage({ workers: 1 })
    script.faults.timeLimitMs = 300
    await expect(script.run(id, OWNER, 'forever')).rejects.toThrow(
      'Exceeded maximum execution time',
    )
    script.faults.call({ service: 'Sheets.Spreadsheets.get', when: 'never' })
    await expect(script.run(id, OWNER, 'write', ['x'])).rejects.toThrow('Exceeded maximum')
    script.faults.timeLimitMs = 60_000
    await expect(script.run(id, OWNER, 'today')).resolves.toBe('20.09.2021')
  })

  test('a lock timeout', async () => {
    const { id, script } = await stage()
    script.faults.lockTimeout()
    expect(await script.run(id, OWNER, 'lockedFor', [0])).toBe('busy')
    expect(await script.run(id, OWNER, 'lockedFor', [0])).toBe(0)
  })

  test.for([
    { name: 'dropped', fault: 'drop', runs: 0 },
    { name: 'doubled', fault: 'duplicate', runs: 2 },
  ] as const)('an edit trigger that is $name', async ({ fault, runs }) => {
    const { workbooks, id, script } = await stage()
    await script.run(id, OWNER, 'enable')
    script.faults.trigger({ do: fault })
    workbooks.gestures(id, OWNER).type('Меры!A1', 'да')
    await script.idle()
    expect(script.executions.filter((run) => run.kind === 'edit')).toHaveLength(runs)
  })

  test('a delayed trigger runs when it is let go', async () => {
    const { workbooks, id, script } = await stage()
    await script.run(id, OWNER, 'enable')
    script.faults.trigger({ do: 'delay', times: 2 })
    workbooks.gestures(id, OWNER).type('Меры!A1', 'да')
    await script.idle()
    expect(await script.run(id, OWNER, 'notes')).toEqual([])
    script.faults.releaseDelayed()
    await script.idle()
    expect(await script.run(id, OWNER, 'notes')).toHaveLength(2)
  })
})
