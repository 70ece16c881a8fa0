import { dayOfSerial, shownDay } from '../../domain/cells/day.ts'
import type { SheetCell } from '../../domain/entered.ts'
import { cleanText } from '../../domain/export/cleanText.ts'
import { formulaSafe } from '../../domain/export/formulaSafe.ts'
import type { ExportSheet } from '../../domain/export/sheet.ts'
import type { Language } from '../../domain/texts/texts.ts'

/**
 * A table as a file of plain text that a Russian Excel opens by a double click: UTF-8 with its mark,
 * semicolons, lines that end as on Windows, days as 15.03.2021, a comma in 1,5. No cell runs as a formula.
 */
export function csvOf({ columns, rows }: ExportSheet, language: Language): Buffer {
  const lines = [
    columns.map(({ header }) => quoted(formulaSafe(header))),
    ...rows.map((row) => row.map((cell) => quoted(cellText(cell, language)))),
  ]
  return Buffer.from(`\ufeff${lines.map((cells) => `${cells.join(';')}\r\n`).join('')}`)
}

function cellText(cell: SheetCell | null, language: Language): string {
  const value = cell?.value ?? ''
  if (typeof value !== 'number') return formulaSafe(cleanText(String(value)))
  if (cell?.format === 'date') return shownDay(dayOfSerial(value))
  const number = cell?.format === 'percent' ? `${PLAIN.format(value * 100)} %` : PLAIN.format(value)
  return language === 'ru' ? number.replace('.', ',') : number
}

/** Made once; never 1e-7, and no thousands. */
const PLAIN = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 10 })

/** RFC 4180; tabs too, which other programs may take for what parts cells. */
function quoted(text: string): string {
  return /[;"\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
