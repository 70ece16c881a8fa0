import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildAddon } from '../../../build.ts'
import { probeTexts } from '../../../domain/texts/probe.ts'
import { startAppsScript } from '../../../local/workbook/script/apps-script.ts'
import { openWorkbooks } from '../../../local/workbook/workbooks.ts'
import { CHECKS } from '../../../sheets-addon/probe/checks.ts'
import { BOARD, STEPS } from '../../../sheets-addon/probe/steps.ts'

/** The probe in the local workbook, with a hand that does what each step asks for. */

const ADMIN = 'admin@example.org'

const clock = () => new Date('2021-09-20T08:00:00Z')

async function openDesk(property: Record<string, string> = { KURATOR_PROBE: '1' }) {
  const folder = mkdtempSync(join(tmpdir(), 'probe-'))
  const built = join(folder, 'built')
  await buildAddon(built)
  // All script files of a project are one scope.
  const bundle = join(folder, 'all.js')
  const files = ['Code.js', 'Probe.js'].map((name) => readFileSync(join(built, name), 'utf8'))
  writeFileSync(bundle, files.join('\n'))
  const workbooks = openWorkbooks({ data: folder, clock })
  const id = workbooks.create({ title: 'Черновик', owner: ADMIN })
  const script = await startAppsScript({
    workbooks,
    bundle,
    data: folder,
    clock,
    scriptProperties: property,
    identityToken: (email) => Promise.resolve(email),
  })
  onTestFinished(async () => {
    await script.close()
    workbooks.close()
    rmSync(folder, { recursive: true })
  })
  const hand = workbooks.gestures(id, ADMIN)
  const said = () =>
    script.ui(id, ADMIN).flatMap((one) => ('text' in one && one.text ? [one.text] : []))
  const press = async () => {
    await script.run(id, ADMIN, 'runProbe')
    return said()
  }
  const table = (title: string) =>
    (
      workbooks.get(
        id,
        { ranges: [`'${title}'`], fields: 'sheets(data(rowData(values(formattedValue))))' },
        ADMIN,
      ).sheets?.[0]?.data?.[0]?.rowData ?? []
    ).map((row) => (row.values ?? []).map(({ formattedValue }) => formattedValue ?? ''))
  return { id, workbooks, script, hand, press, table }
}

type Hand = Awaited<ReturnType<typeof openDesk>>['hand']

const { title } = BOARD
const HANDS: Readonly<Record<(typeof STEPS)[number]['id'], (hand: Hand) => unknown>> = {
  wait: () => undefined,
  typeText: (hand) => hand.type(`'${title}'!A8`, '15.3.21'),
  typeDate: (hand) => hand.type(`'${title}'!B8`, '15.3.21'),
  typeNumber: (hand) => hand.type(`'${title}'!B9`, '12,5'),
  pasteBlock: (hand) => hand.copy(`'${title}'!A2:B3`, `'${title}'!A10:B11`),
  sort: (hand) => hand.sort(`'${title}'!A2:E5`, 'A'),
  undoSort: (hand) => hand.undo(),
  deleteRow: (hand) => hand.deleteRows(title, 3),
  undoDelete: (hand) => hand.undo(),
  insertRow: (hand) => hand.insertRows(title, 3),
  copyRow: (hand) => hand.copyRows(title, 2, 1, 3),
  dragRow: (hand) => hand.moveRows(title, 3, 1, 6),
}

test('goes from press to press, and every answer of the local workbook is the one on record', async () => {
  const { id, workbooks, script, hand, press, table } = await openDesk()
  let told = await press()
  for (const [at, step] of STEPS.entries()) {
    expect(told).toEqual([probeTexts.ru.step(at + 1, STEPS.length, probeTexts.ru.steps[step.id])])
    HANDS[step.id](hand)
    await script.idle()
    told = await press()
  }
  const [headers, ...report] = table(probeTexts.ru.report)
  expect(headers).toEqual(probeTexts.ru.headers)
  expect(report).toHaveLength(CHECKS.length + STEPS.length)
  const { same, notCompared } = probeTexts.ru
  for (const [what = '', here = '', expected = '', verdict = ''] of report) {
    expect([what, here, verdict]).toEqual([
      what,
      verdict === notCompared ? here : expected,
      verdict === notCompared ? notCompared : same,
    ])
  }
  expect(told).toEqual([probeTexts.ru.done(0)])

  const names = workbooks
    .state(id, ADMIN)
    .spreadsheet.sheets.map(({ properties }) => properties.title)
  expect(names.slice(1)).toEqual([title, probeTexts.ru.report])
  expect(script.triggers(id)).toEqual([])
  expect(script.executions.flatMap(({ error }) => error ?? [])).toEqual([])
})

test('an answer that differs is told and counted', async () => {
  const { hand, press, table } = await openDesk()
  await press()
  for (const { id } of STEPS) {
    // The person sorts other rows than they were asked to.
    if (id === 'sort') hand.sort(`'${title}'!A3:E5`, 'A')
    else HANDS[id](hand)
    await press()
  }
  const differing = table(probeTexts.ru.report).filter((row) => row[3] === probeTexts.ru.differs)
  expect(differing.map(([what]) => what)).toContain(probeTexts.ru.steps.sort)
})

test('in a table that is not empty changes nothing and says why', async () => {
  const { id, workbooks, script, hand, press } = await openDesk()
  const [sheet] = workbooks.state(id, ADMIN).spreadsheet.sheets
  hand.type(`'${sheet?.properties.title}'!A1`, 'чужое')
  const before = workbooks.state(id, ADMIN).spreadsheet
  expect(await press()).toEqual([probeTexts.ru.notEmpty])
  expect(workbooks.state(id, ADMIN).spreadsheet).toEqual(before)
  expect(script.triggers(id)).toEqual([])
})

test('stands in the menu where an administrator has set the script’s property, and nowhere else', async () => {
  const [with_, without] = [await openDesk(), await openDesk({})]
  const labels = async ({ script, id }: typeof with_) =>
    (await script.open(id, ADMIN)).flatMap(({ items }) => items.map(({ label }) => label))
  expect(await labels(with_)).toContain('Проверка Google Таблиц…')
  expect(await labels(without)).not.toContain('Проверка Google Таблиц…')
})
