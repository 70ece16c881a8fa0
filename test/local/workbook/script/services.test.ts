import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import {
  startAppsScript,
  type AppsScript,
  type AppsScriptOptions,
} from '../../../../local/workbook/script/apps-script.ts'
import type { Workbooks } from '../../../../local/workbook/workbooks.ts'
import { DEPUTY, freshFolder, freshWorkbooks, measuresBook, MONDAY, OWNER } from '../fixture.ts'

/** A script that does what it is told, to try the services one by one. */
const CODE = `
function evaluate(code) { return eval(code) }
function onOpen() {
  const seen = {}
  for (const [name, call] of Object.entries({
    fetch: () => UrlFetchApp.fetch('http://127.0.0.1:1/'),
    token: () => ScriptApp.getIdentityToken(),
    get: () => Sheets.Spreadsheets.get('x'),
    properties: () => PropertiesService.getDocumentProperties().getKeys(),
  })) {
    try { call(); seen[name] = 'allowed' } catch (error) { seen[name] = error.message }
  }
  SpreadsheetApp.getUi().createAddonMenu().addItem(JSON.stringify(seen), 'x').addToUi()
}
function useUi() { SpreadsheetApp.getUi() }
`

let folder: string
let workbooks: Workbooks
let id: string

beforeEach(() => {
  folder = freshFolder()
  writeFileSync(join(folder, 'Code.js'), CODE)
  workbooks = freshWorkbooks(folder)
  id = measuresBook(workbooks)
})

async function start(more: Partial<AppsScriptOptions> = {}): Promise<AppsScript> {
  const script = await startAppsScript({
    workbooks,
    bundle: join(folder, 'Code.js'),
    files: {
      page: '<b>да</b>',
      list: '<? for (const x of xs) { ?><i><?= x ?></i><? } ?><?!= raw ?>',
    },
    data: folder,
    clock: () => MONDAY,
    scriptProperties: { url: 'http://127.0.0.1/' },
    identityToken: async (email) => email,
    ...more,
  })
  onTestFinished(() => script.close())
  return script
}

test('answers as Google documents', async () => {
  const script = await start()
  workbooks.gestures(id, OWNER).paste('Меры!A1', 'а\tб\nв')
  script.select(id, OWNER, 'Меры!B2:C3')
  const answers: Record<string, unknown> = {
    'Session.getEffectiveUser().getEmail()': OWNER,
    'Session.getActiveUser().getEmail()': OWNER,
    'Session.getScriptTimeZone()': 'Europe/Moscow',
    'SpreadsheetApp.getActive().getName()': 'Школа',
    'SpreadsheetApp.getActive().getId()': id,
    'SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale()': 'ru_RU',
    'SpreadsheetApp.getActive().getSpreadsheetTimeZone()': 'Europe/Moscow',
    'SpreadsheetApp.getActive().getSheets().map((s) => [s.getName(), s.getSheetId(), s.getIndex()])':
      [['Меры', 0, 1]],
    "SpreadsheetApp.getActive().getSheetByName('Нет')": null,
    "SpreadsheetApp.getActive().getSheetByName('Меры').getLastRow()": 2,
    "SpreadsheetApp.getActive().getSheetByName('Меры').getLastColumn()": 2,
    'SpreadsheetApp.getActive().getActiveRange().getA1Notation()': 'B2:C3',
    'SpreadsheetApp.getActive().getActiveSheet().getName()': 'Меры',
    'SpreadsheetApp.getActive().getActiveSheet().getRange(2, 1, 3, 2).getA1Notation()': 'A2:B4',
    "SpreadsheetApp.getActive().getActiveSheet().getRange('B7').getRow()": 7,
    "Utilities.base64Encode('да')": '0LTQsA==',
    "Utilities.base64EncodeWebSafe('??>')": 'Pz8-',
    "String.fromCharCode(...Utilities.base64Decode('YWI='))": 'ab',
    "Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'a').slice(0, 3)": [
      -54, -105, -127,
    ],
    "Utilities.formatDate(new Date(0), 'Europe/Moscow', \"dd.MM.yyyy 'в' HH:mm\")":
      '01.01.1970 в 03:00',
    'Utilities.getUuid().length': 36,
    "PropertiesService.getScriptProperties().getProperty('url')": 'http://127.0.0.1/',
    "PropertiesService.getUserProperties().setProperty('k', 1).getProperties()": { k: '1' },
    "PropertiesService.getUserProperties().setProperties({ a: 'b' }, true).getKeys()": ['a'],
    "PropertiesService.getUserProperties().deleteProperty('a').getProperty('a')": null,
    "CacheService.getUserCache().put('k', 'v', 10) ?? CacheService.getUserCache().get('k')": 'v',
    "CacheService.getUserCache().remove('k') ?? CacheService.getUserCache().get('k')": null,
    'LockService.getScriptLock().hasLock()': false,
    'LockService.getDocumentLock().tryLock(1)': true,
    "HtmlService.createHtmlOutputFromFile('page').setTitle('Т').getContent()": '<b>да</b>',
    'ScriptApp.getProjectTriggers()': [],
    'ScriptApp.getIdentityToken()': OWNER,
    '[].concat(Sheets.Spreadsheets.get(SpreadsheetApp.getActive().getId()).sheets) instanceof Array': true,
    'typeof setTimeout + typeof fetch + typeof process + typeof require': 'undefined'.repeat(4),
  }
  for (const [code, answer] of Object.entries(answers)) {
    expect({ [code]: await script.run(id, OWNER, 'evaluate', [code]) }).toEqual({ [code]: answer })
  }
})

test('a template runs its scriptlets', async () => {
  const script = await start()
  const code = `const t = HtmlService.createTemplateFromFile('list'); t.xs = ['<', 'б']; t.raw = '<hr>'; t.evaluate().getContent()`
  expect(await script.run(id, OWNER, 'evaluate', [code])).toBe('<i>&#60;</i><i>б</i><hr>')
})

test('refuses what is not imitated, and what Google refuses', async () => {
  const script = await start()
  const refusals = [
    {
      code: 'SpreadsheetApp.openById("x")',
      why: 'not implemented locally: SpreadsheetApp.openById',
    },
    {
      code: 'Sheets.Spreadsheets.Values',
      why: 'not implemented locally: Sheets.Spreadsheets.Values',
    },
    {
      code: 'UrlFetchApp.fetch("http://localhost/", { escaping: false })',
      why: 'not implemented locally: UrlFetchApp.fetch({ escaping })',
    },
    { code: 'GmailApp', why: 'GmailApp is not defined' },
    { code: 'ScriptApp.newTrigger("f").timeBased().everyMinutes(5)', why: 'at most once an hour' },
    {
      code: 'ScriptApp.newTrigger("f").forSpreadsheet("other").onEdit().create()',
      why: 'only in the document',
    },
    {
      code: 'HtmlService.createHtmlOutputFromFile("нет")',
      why: 'No HTML file named нет was found.',
    },
    {
      code: 'SpreadsheetApp.getActive().getActiveSheet().getRange(0, 1)',
      why: 'must be at least 1',
    },
    {
      code: 'Utilities.formatDate(new Date(), "UTC", "EEE")',
      why: 'not implemented locally: Utilities.formatDate EEE',
    },
  ]
  for (const { code, why } of refusals) {
    const refused = await script
      .run(id, OWNER, 'evaluate', [code])
      .catch((error: unknown) => String(error))
    expect({ code, refused }).toEqual({ code, refused: expect.stringContaining(why) })
  }
})

const refused = (call: string): string =>
  `You do not have permission to call ${call}: a simple trigger runs without consent`

test('onOpen runs without the services that need consent', async () => {
  const script = await start()
  const [menu] = await script.open(id, OWNER)
  const seen: unknown = JSON.parse(menu?.items[0]?.label ?? '')
  expect(menu?.addon).toBe(true)
  expect(seen).toEqual({
    fetch: refused('UrlFetchApp.fetch'),
    token: refused('ScriptApp.getIdentityToken'),
    get: refused('Sheets.Spreadsheets.get'),
    properties: 'allowed',
  })
})

test('a trigger may not show dialogs', async () => {
  const script = await start()
  const install = `ScriptApp.newTrigger('useUi').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create() && 1`
  await script.run(id, OWNER, 'evaluate', [install])
  workbooks.gestures(id, DEPUTY).type('Меры!A1', 'x')
  await script.idle()
  expect(script.executions.at(-1)?.error).toContain('Cannot call SpreadsheetApp.getUi()')
})

describe('a page of the host', () => {
  test('is shown everything and answers questions itself', async () => {
    const shown: unknown[] = []
    const script = await start({
      ui: {
        show: (seat, what) => shown.push([seat.person, what.kind]),
        ask: async (_seat, question) => ({ button: 'CANCEL', text: question.text }),
      },
    })
    const code = `
      const ui = SpreadsheetApp.getUi()
      SpreadsheetApp.getActive().toast('готово', 'Т', 3)
      SpreadsheetApp.getActive().getActiveSheet().getRange('B2').activate()
      ui.showModalDialog(HtmlService.createHtmlOutput('<p>').setWidth(300).setHeight(200), 'Окно')
      const r = ui.prompt('Имя?', ui.ButtonSet.OK_CANCEL); [r.getSelectedButton(), r.getResponseText()]`
    expect(await script.run(id, DEPUTY, 'evaluate', [code])).toEqual(['CANCEL', 'Имя?'])
    expect(shown).toEqual(['toast', 'select', 'dialog', 'prompt'].map((kind) => [DEPUTY, kind]))
    expect(script.ui(id, DEPUTY)).toContainEqual({
      kind: 'dialog',
      modal: true,
      title: 'Окно',
      html: '<p>',
      width: 300,
      height: 200,
    })
  })
})
