import type { CellKind } from '../cells/cell.ts'
import { reference } from '../cells/reference.ts'
import { text } from '../cells/text.ts'
import { CORRECTIONS } from '../layout.ts'
import type { Role } from '../records.ts'
import { inBoth, type Both, type Texts } from '../texts/texts.ts'
import type { Column } from './table.ts'

export interface ColumnTexts {
  readonly header: string
  readonly help: string
}

/**
 * A maker of columns whose headers and help stand in one place of the texts.
 *
 * @example
 * const column = columnsOf((texts) => texts.tables.schools.columns)
 * column('name', text(), 300, ['coordinator'], { required: true })
 */
export function columnsOf<Key extends string>(
  textsOf: (texts: Texts) => Readonly<Record<Key, ColumnTexts>>,
) {
  return (
    key: Key,
    kind: CellKind,
    width: number,
    edit: readonly Role[],
    more: Omit<Column, 'key' | 'header' | 'help' | 'kind' | 'width' | 'edit'> = {},
  ): Column => ({
    key,
    header: (texts) => textsOf(texts)[key].header,
    help: (texts) => textsOf(texts)[key].help,
    kind,
    width,
    edit,
    ...more,
  })
}

/**
 * A column that brings its own words, for a table that is one file.
 *
 * @example
 * column('due', date(), 100, byCurator, { ru: 'Срок', en: 'Due' }, {
 *   ru: 'Последний день, например 30.04.2021.',
 *   en: 'The last day, for example 30.04.2021.',
 * })
 */
export function column(
  key: string,
  kind: CellKind,
  width: number,
  edit: readonly Role[],
  header: Both<string>,
  help: Both<string>,
  more: Omit<Column, 'key' | 'header' | 'help' | 'kind' | 'width' | 'edit'> = {},
): Column {
  return { key, header: inBoth(header), help: inBoth(help), kind, width, edit, ...more }
}

/** The school of a row, in tables whose rows belong to schools; a school's own workbook has no such column. */
export function schoolColumn(edit: readonly Role[]): Column {
  return column(
    'school',
    reference('schools'),
    190,
    edit,
    { ru: 'Школа', en: 'School' },
    { ru: 'Выберите школу из списка.', en: 'Choose the school from the list.' },
    { required: true },
  )
}

/** «Что исправить», which every table has: the server writes it, see `correctionText`. */
export const corrections: Column = {
  key: CORRECTIONS,
  header: (texts) => texts.tables.corrections.header,
  help: (texts) => texts.tables.corrections.help,
  kind: text({ max: 5_000, personalData: 'allow' }),
  width: 230,
  edit: [],
}

/** Keys of the columns that people fill, for tables whose card keeps all of a row. */
export function peoplesKeys(columns: readonly Column[]): readonly string[] {
  return columns.filter((column) => column.edit.length > 0).map((column) => column.key)
}
