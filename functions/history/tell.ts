import { mayShelve, RESTORE_MS } from '../../domain/archive.ts'
import { editorsOf } from '../../domain/corrections.ts'
import type { PastChange, RowHead } from '../../domain/panel.ts'
import { shownDay } from '../../domain/cells/day.ts'
import type { ChangedRow, ChangeRecord, Day, Value } from '../../domain/records.ts'
import type { Texts } from '../../domain/texts/texts.ts'
import { rowTitle, shownValue } from '../../domain/row.ts'
import type { Table } from '../../domain/tables/table.ts'
import type { AskedRow } from './askedRow.ts'

export function headOf({ table, id, row, role, context, world }: AskedRow): RowHead {
  const mine = mayShelve(table, role)
  const { archivedAt } = row
  return {
    table: table.name,
    id,
    rev: row.rev,
    title: rowTitle(table, row.cells, context),
    archivedAt,
    may: {
      archive: mine && archivedAt === null,
      restore:
        mine &&
        row.closedWith === undefined &&
        archivedAt !== null &&
        world.at - archivedAt <= RESTORE_MS,
      help: archivedAt === null && editorsOf(table, HELP).includes(role),
    },
    help: String(row.cells[HELP] ?? ''),
  }
}

/** Key of the column «Нужна помощь». */
export const HELP = 'help'

/** The changes of a row, newest first. */
export function changesOf(
  { table, id, role, context, world }: AskedRow,
  records: readonly ChangeRecord[],
): PastChange[] {
  const header = (key: string) =>
    table.columns.find((column) => column.key === key)?.header(context.texts) ?? key
  const shown = (key: string, value: Value | null | undefined) =>
    value === null || value === undefined ? null : shownValue(table, key, value, context)
  return records.flatMap((record): PastChange[] => {
    const change = changeOf(record, table, id)
    if (!change) return []
    const { rev, before, after, refused, archived, year } = change
    return [
      {
        rev,
        at: record.at,
        when: world.moment(record.at),
        by: world.personNamed(world.writerOf(record)),
        shell: record.from.shell,
        ...(archived === undefined ? {} : { archived }),
        ...(year === undefined ? {} : { year: yearSaid(year, archived, context.texts) }),
        cells: Object.keys(after).map((key) => ({
          key,
          header: header(key),
          before: shown(key, before[key]),
          after: shown(key, after[key]),
        })),
        // A row's first change is taken back by deleting the row.
        undo:
          rev > 1 &&
          Object.keys(after).length > 0 &&
          Object.keys(after).every((key) => editorsOf(table, key).includes(role)),
        refused: Object.entries(refused).flatMap(([key, entry]) =>
          entry.shown === '' ? [] : [{ key, header: header(key), shown: entry.shown }],
        ),
      },
    ]
  })
}

function yearSaid(year: Day, archived: boolean | undefined, { newYear }: Texts): string {
  if (archived === false) return newYear.row.reopened
  return newYear.row[archived === true ? 'closed' : 'carried'](shownDay(year))
}

export function changeOf({ rows }: ChangeRecord, table: Table, id: string): ChangedRow | undefined {
  return rows.find((row) => row.table === table.name && row.id === id)
}
