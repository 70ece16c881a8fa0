import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { rowDocs } from '../../functions/store/documents.ts'
import { docx } from '../functions/roadmap/documents.ts'
import { PROGRAMME, type System } from '../functions/system.ts'
import { startWholeSystem } from './wholeSystem.ts'
import type { AddonDesk } from './addonDesk.ts'
import { DEPUTY, openSchoolDesk, TO_CORRECT } from './schoolDesk.ts'

vi.setConfig({ testTimeout: 60_000 })

let system: System
beforeAll(async () => {
  system = await startWholeSystem()
})
afterAll(() => system.close())

async function document() {
  const made = await docx('План на 2021 год', [
    ['№', 'Мероприятие', 'Срок', 'Ответственный'],
    ['1', 'Входная диагностика', '22.09.2021', 'зам. директора по УВР'],
    ['2', 'Наставники', '15/10', 'Иванова М. П.'],
  ])
  if (made.is !== 'file') throw new Error('not a file')
  return { file: Buffer.from(made.bytes).toString('base64') }
}

async function ask(desk: AddonDesk, body: object) {
  return desk.script.run(desk.id, DEPUTY, 'roadmapAsk', [body])
}

const fields = ['number', 'event', 'deadline', 'responsible']
const choices = { tables: { 0: { use: true, fields } }, decisions: [], take: [], year: '' }
const importId = '6f1f6a0e-3c1d-4e0b-9a55-0d1f3c0a7b11'

describe('«Загрузить дорожную карту…»', () => {
  test('opens the dialog that the function serves', async () => {
    const desk = await openSchoolDesk(system)
    await desk.script.run(desk.id, DEPUTY, 'openRoadmap')
    const [dialog] = desk.script.ui(desk.id, DEPUTY)
    expect(dialog).toMatchObject({
      kind: 'dialog',
      title: 'Загрузить дорожную карту',
      html: expect.stringContaining('type="file"'),
    })
  })

  test('brings the measures into the sheet, with what is to be corrected, and takes them back', async () => {
    const desk = await openSchoolDesk(system)
    const body = { document: await document() }
    expect(await ask(desk, { do: 'read', ...body })).toMatchObject({
      answer: { counts: { toStore: 2, drafts: 1 }, year: { terms: 1, suggested: '2021' } },
    })
    expect(desk.text('C2')).toBe('')
    const stored = await ask(desk, { do: 'store', ...body, choices, import: importId })
    expect(stored).toMatchObject({ answer: { stored: 2, drafts: 1, left: 0 } })
    await desk.script.idle()
    expect([desk.text('B2'), desk.text('D2')]).toEqual(['Входная диагностика', '22.09.2021'])
    expect(desk.text('B3')).toBe('Наставники')
    expect(desk.text('D3')).toBe('')
    expect(desk.text(`${TO_CORRECT}3`)).toContain('Не указан год: «15/10»')
    expect(desk.text(`${TO_CORRECT}3`)).not.toContain('Иванова')
    expect(await inForce()).toBe(2)

    await ask(desk, { do: 'undo', import: importId })
    expect(await inForce()).toBe(0)
    expect([desk.text('B2'), desk.text('B3')]).toEqual(['', ''])
  })

  test('says what is wrong with a file, in words', async () => {
    const desk = await openSchoolDesk(system)
    const file = Buffer.from('%PDF-1.7').toString('base64')
    expect(await ask(desk, { do: 'read', document: { file } })).toMatchObject({
      refused: { message: expect.stringContaining('PDF') },
    })
  })
})

async function inForce(): Promise<number> {
  const rows = await rowDocs(system.store, PROGRAMME, 'measures').get()
  return rows.docs.filter((row) => row.get('archivedAt') === null).length
}
