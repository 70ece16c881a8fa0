import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnLetters } from '../../domain/a1.ts'
import { startSystem, type System } from '../../local/system.ts'

export const TEACHER = 'teacher@example.org'
const OWNER = 'owner@example.org'

/** A workbook of no programme, to try gestures in: its cells say where they were. */
export interface Book {
  readonly system: System
  readonly id: string
  readonly address: string
  version(): number
  /** The tab as the model shows it: texts by rows. */
  texts(): string[][]
  close(): Promise<void>
}

const SHEET = 7
/** Columns whose header is protected; those behind them are people's own. */
const PROTECTED = 9

/**
 * A tab of `rows` × `columns` filled with «B3» and the like, its header protected, a drop-down in column F,
 * a check box in column G, columns C and D a group.
 */
export async function openBook(rows: number, columns: number): Promise<Book> {
  const data = mkdtempSync(join(tmpdir(), 'kurator-browser-'))
  const system = await startSystem({ data, port: 0, standing: true })
  const { workbooks } = system
  const id = workbooks.create({
    title: 'Проба',
    owner: OWNER,
    sheets: [
      {
        sheetId: SHEET,
        title: 'Проба',
        gridProperties: { rowCount: rows, columnCount: columns, frozenRowCount: 1 },
      },
    ],
  })
  workbooks.share(id, TEACHER)
  const column = (index: number) => ({
    sheetId: SHEET,
    startRowIndex: 1,
    startColumnIndex: index,
    endColumnIndex: index + 1,
  })
  const group = { sheetId: SHEET, dimension: 'COLUMNS', startIndex: 2, endIndex: 4 }
  const line = (row: number) => ({
    values: Array.from({ length: columns }, (_, index) => ({
      userEnteredValue:
        index === 6 && row > 0
          ? { boolValue: false }
          : { stringValue: `${columnLetters(index)}${row + 1}` },
    })),
  })
  const list = ['Не начата', 'В работе', 'Исполнена'].map((text) => ({ userEnteredValue: text }))
  workbooks.batchUpdate(
    id,
    {
      requests: [
        {
          updateCells: {
            start: { sheetId: SHEET, rowIndex: 0, columnIndex: 0 },
            rows: Array.from({ length: rows }, (_, row) => line(row)),
            fields: 'userEnteredValue',
          },
        },
        {
          setDataValidation: {
            range: column(5),
            rule: {
              condition: { type: 'ONE_OF_LIST', values: list },
              strict: false,
              showCustomUi: true,
            },
          },
        },
        {
          setDataValidation: { range: column(6), rule: { condition: { type: 'BOOLEAN' } } },
        },
        { addDimensionGroup: { range: group } },
        {
          addProtectedRange: {
            protectedRange: {
              range: {
                sheetId: SHEET,
                startRowIndex: 0,
                endRowIndex: 1,
                startColumnIndex: 0,
                endColumnIndex: PROTECTED,
              },
              description: 'Заголовки',
              editors: { users: [OWNER] },
            },
          },
        },
      ],
    },
    OWNER,
  )
  return {
    system,
    id,
    address: `${system.url}/w/${id}?as=${TEACHER}`,
    version: () => workbooks.state(id, OWNER).version,
    texts: () => {
      const sheet = workbooks.get(id, { includeGridData: true }, OWNER).sheets?.[0]
      const { rowCount = 0, columnCount = 0 } = sheet?.properties?.gridProperties ?? {}
      const held = sheet?.data?.[0]?.rowData ?? []
      return Array.from({ length: rowCount ?? 0 }, (_, r) =>
        Array.from(
          { length: columnCount ?? 0 },
          (_cell, c) => held[r]?.values?.[c]?.formattedValue ?? '',
        ),
      )
    },
    close: async () => {
      await system.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
