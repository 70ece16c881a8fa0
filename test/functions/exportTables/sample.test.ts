import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Entered } from '../../../domain/entered.ts'
import { exportSheet } from '../../../domain/export/sheet.ts'
import type { PlainCell } from '../../../domain/roadmap/document.ts'
import { readRow } from '../../../domain/row.ts'
import { tables } from '../../../domain/tables/tables.ts'
import { csvOf } from '../../../functions/exportTables/csv.ts'
import { exportedRows } from '../../../functions/exportTables/readRows.ts'
import { xlsxOf } from '../../../functions/exportTables/xlsx.ts'
import { readDocument } from '../../../functions/roadmap/readDocument.ts'
import { Known } from '../../../functions/store/known.ts'
import { worldOf, type World } from '../../../functions/world.ts'
import { PROGRAMME, sampleMoment } from '../../../local/sample/files.ts'
import { takeSample } from '../../../local/sample/ready.ts'
import { startSystem, type System } from '../../../local/system.ts'

/** Every table of the sample programme, as a file and read back. */

const data = mkdtempSync(join(tmpdir(), 'kurator-export-sample-'))
let system: System
let world: World

beforeAll(async () => {
  await takeSample(data)
  system = await startSystem({ data, port: 0, standing: true })
  const known = new Known(system.store, () => 0)
  const [programme, directory] = await Promise.all([
    known.programme(PROGRAMME),
    known.directory(PROGRAMME),
  ])
  world = worldOf(programme, directory, sampleMoment('2021-09-20', '08:10'))
}, 120_000)
afterAll(async () => {
  await system.close()
  rmSync(data, { recursive: true, force: true })
})

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

function entered({ text, value }: PlainCell): Entered {
  return value === undefined ? text : { value, shown: text }
}

describe('read back by the importer and the table’s own cells', () => {
  test.each(tables.map((table) => [table.name, table] as const))(
    '%s gives the values that were stored',
    async (_, table) => {
      const rows = await exportedRows(system.services, PROGRAMME, table, null, 10_000)
      const context = world.contextOf(null, world.directory.card)
      const sheet = exportSheet(table, rows, context)
      const keys = new Map(table.columns.map(({ key, header }) => [header(world.texts), key]))
      const names = table.columns
        // Curators of the sample share one post, which then names none of them.
        .filter(({ edit, key }) => edit.length > 0 && key !== 'curator')
        .map(({ key }) => key)
      for (const bytes of [xlsxOf([sheet]), csvOf(sheet, 'ru')]) {
        if (rows.length === 0) continue
        const [read] = readDocument({ is: 'file', bytes })
        const [head = [], ...lines] = read?.rows ?? []
        const found = lines.map((line) => {
          const cells = line.flatMap((cell, at): [string, Entered][] =>
            cell.text === '' ? [] : [[keys.get(head[at]?.text ?? '') ?? '', entered(cell)]],
          )
          const state = { stored: {}, typing: true, harmless: names }
          const { values } = readRow(table, names, Object.fromEntries(cells), context, state)
          return JSON.stringify(
            Object.entries(values)
              .filter(([, value]) => value !== null)
              .toSorted(byKey),
          )
        })
        const wanted = rows.map(({ cells }) =>
          JSON.stringify(
            Object.entries(cells)
              .filter(([key]) => key !== 'curator')
              .toSorted(byKey),
          ),
        )
        expect(found.toSorted()).toEqual(wanted.toSorted())
      }
    },
  )

  test('and the sample has rows in nearly all of them', async () => {
    const counts = await Promise.all(
      tables.map((table) => exportedRows(system.services, PROGRAMME, table, null, 10_000)),
    )
    expect(counts.filter(({ length }) => length > 0).length).toBeGreaterThanOrEqual(22)
  })
})
