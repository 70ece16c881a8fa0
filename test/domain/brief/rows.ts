import {
  type Asked,
  type BriefRows,
  type BriefTable,
  type Row,
} from '../../../domain/brief/source.ts'
import type { Cells } from '../../../domain/entered.ts'
import type { Programme, Value } from '../../../domain/records.ts'
import type { RowContext } from '../../../domain/row.ts'
import { textsIn, type Language } from '../../../domain/texts/texts.ts'

export const PROGRAMME: Programme = {
  name: '500+',
  municipality: 'Зеленчукский район',
  order: 'приказ № 30 от 10.02.2021',
  firstDay: '2021-02-10',
  lastDay: '2024-12-31',
  timeZone: 'Europe/Moscow',
  language: 'ru',
  mailHour: 8,
  silentDays: 14,
}

export const ASKED: Asked = {
  from: '2021-02-10',
  to: '2021-09-20',
  school: null,
  smallCount: 5,
  silentDays: 14,
}

/** Entries of a Monday in September 2021. */
const RECENT = Date.parse('2021-09-17T09:00:00Z')

export function row(
  table: BriefTable,
  id: string,
  cells: Cells<Value>,
  updatedAt: number = RECENT,
): Row {
  return { id, table, cells, updatedAt }
}

export const school = (id: string, name: string, more: Cells<Value> = {}): Row =>
  row('schools', id, { name, shortName: name, participant: true, ...more })

/** All tables of a brief, of these rows. */
export function rowsOf(...rows: readonly Row[]): BriefRows {
  return Map.groupBy(rows, ({ table }) => table)
}

export function contextIn(language: Language = 'ru'): RowContext {
  return {
    texts: textsIn(language),
    today: ASKED.to,
    firstDay: PROGRAMME.firstDay,
    lastDay: PROGRAMME.lastDay,
    school: null,
    references: () => [],
  }
}
