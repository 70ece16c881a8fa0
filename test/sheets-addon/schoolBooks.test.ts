import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProgramme } from '../../functions/createProgramme.ts'
import { PROGRAMME, sampleProgramme } from '../../local/sample/files.ts'
import { sendTables } from '../../local/sample/office.ts'
import { COORDINATOR } from '../../local/sample/sample.ts'
import { makeWorkbook } from '../../local/sample/workbooks.ts'
import { SERVICE } from '../../local/service.ts'
import { startSystem, type System } from '../../local/system.ts'

/** «Создать таблицы школ», in the built add-on over the whole local system. */

const data = mkdtempSync(join(tmpdir(), 'kurator-books-'))
let system: System
let office: string

beforeAll(async () => {
  system = await startSystem({ data, port: 0, standing: true })
  await createProgramme(system.services, {
    id: PROGRAMME,
    programme: sampleProgramme(),
    coordinator: { id: 'coordinator', email: COORDINATOR },
  })
  const binding = { programme: PROGRAMME, scope: 'all', ceiling: 'coordinator' } as const
  office = await makeWorkbook(system, {
    title: 'Координатор',
    owner: COORDINATOR,
    editors: [],
    binding,
  })
  for (const file of ['schools', 'people']) {
    await sendTables(system, office, COORDINATOR, [{ table: file, file }])
  }
}, 60_000)
afterAll(async () => {
  await system.close()
  rmSync(data, { recursive: true, force: true })
})

async function press(button: 'YES' | 'NO'): Promise<void> {
  const seat = { spreadsheetId: office, person: COORDINATOR }
  system.seats.answerUnseen(seat, { button })
  await system.script.run(office, COORDINATOR, 'createSchoolBooks')
  await system.script.idle()
}

const made = () => system.workbooks.list().filter(({ id }) => id !== office)

test('nothing is made until the coordinator agrees', async () => {
  await press('NO')
  expect(made()).toEqual([])
})

test('every participant gets a workbook of its own, shared, connected and set up', async () => {
  await press('YES')
  expect(
    made()
      .map(({ title }) => title)
      .toSorted(),
  ).toEqual([
    '«500+»: ООШ с. Нижняя Ермоловка',
    '«500+»: СОШ с. Маруха',
    '«500+»: СОШ с. Х-Греческого',
  ])
  for (const { id, title, owner, editors } of made()) {
    expect(owner).toBe(COORDINATOR)
    expect(editors, title).toContain(SERVICE)
    expect(
      editors.filter((email) => /^(?:direktor|zavuch)\./.test(email)),
      title,
    ).toHaveLength(2)
    const read = system.workbooks.get(id, { fields: 'sheets.properties(title,hidden)' }, owner)
    const open = (read.sheets ?? []).filter(({ properties }) => properties?.hidden !== true)
    expect(open.map(({ properties }) => properties?.title)).toEqual([
      'Меры',
      'Документы',
      'Замечания',
    ])
  }
  const bound = await system.store.collection('workbooks').where('ceiling', '==', 'staff').get()
  expect(bound.docs.map((doc) => doc.id).toSorted()).toEqual(
    made()
      .map(({ id }) => id)
      .toSorted(),
  )
})

test('a second press makes none again', async () => {
  await press('YES')
  expect(made()).toHaveLength(3)
})

test('«Проверить и починить таблицу» brings back a tab that was deleted, for the coordinator alone', async () => {
  const [book] = made()
  if (!book) throw new Error('there is no workbook')
  const read = () => system.workbooks.get(book.id, { fields: 'sheets.properties' }, book.owner)
  const titles = () => (read().sheets ?? []).map(({ properties }) => properties?.title)
  const repair = async (person: string) => {
    const before = system.script.ui(book.id, person).length
    await system.script.run(book.id, person, 'repairBook')
    const said = system.script.ui(book.id, person).slice(before)
    return said.flatMap((one) => ('text' in one ? [one.text] : [])).join()
  }
  expect(await repair(COORDINATOR)).toContain('исправлять нечего')
  const tab = read().sheets?.find(({ properties }) => properties?.title === 'Замечания')
  const sheetId = tab?.properties?.sheetId ?? -1
  system.workbooks.batchUpdate(book.id, { requests: [{ deleteSheet: { sheetId } }] }, book.owner)
  const head = book.editors.find((email) => email.startsWith('direktor.')) ?? ''
  expect(await repair(head)).toContain('Попросите его')
  expect(titles()).not.toContain('Замечания')
  expect(await repair(COORDINATOR)).toContain('Готово')
  expect(titles()).toContain('Замечания')
})
