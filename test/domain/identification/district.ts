import type { Row } from '../../../domain/brief/source.ts'
import type { Cells } from '../../../domain/entered.ts'
import type { Value } from '../../../domain/records.ts'
import { settingsOf, type Settings } from '../../../domain/settings.ts'
import { row, school } from '../brief/rows.ts'

let made = 0

/** A result of a school in mathematics, unless it says otherwise. */
export function result(of: string, year: number, cells: Cells<Value>): Row {
  return row('results', `r${made++}`, {
    school: of,
    year,
    procedure: 'oge',
    subject: 'математика',
    ...cells,
  })
}

export function schoolOf(id: string, more: Cells<Value> = {}): Row {
  return school(id, `Школа ${id}`, { level: 'secondary', kind: 'ordinary', ...more })
}

export function settings(changes: Partial<Settings> = {}): Settings {
  return { ...settingsOf({ mailHour: 8, silentDays: 14 }, {}), ...changes }
}
