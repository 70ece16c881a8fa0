import type { CellContext } from '../cells/cell.ts'
import { CORRECTIONS } from '../layout.ts'
import type { Role } from '../records.ts'
import type { RowContext } from '../row.ts'
import { cellContext, shownValue } from '../row.ts'
import { ruleProblems, type Column, type RowRule, type Table } from './table.ts'

/** What a cell says of an entry, for the page of rules. */
export interface CellExample {
  readonly table: Table
  readonly key: string
  readonly entry: string
  readonly text: string
  /** The value was stored all the same. */
  readonly stored: boolean
}

/** The guides are written in Russian: so are these words, which only they use. */
const WHO: Readonly<Record<Role, string>> = {
  staff: 'школа',
  curator: 'куратор',
  coordinator: 'координатор',
  observer: 'региональный координатор (только читает)',
}
const GROUPS = { figures: 'Показатели', details: 'Подробнее' }
const SEVERITY = { error: 'нужно исправить', hint: 'подсказка, строка сохранена' }

/**
 * The page of a table for the people who fill it, in Markdown, all of it out of the declaration.
 *
 * @param context a Russian one; drop-downs are shown as they are in it
 */
export function guidePage(table: Table, context: RowContext): string {
  const { texts } = context
  const about = cellContext(table, context)
  const open = table.front.filter((role) => role !== 'observer').map((role) => WHO[role])
  const columns = table.columns.map((column) => columnLine(column, about))
  const rules = table.rules.flatMap((rule) => ruleLines(table, rule, context))
  return [
    `# ${table.title(texts)}`,
    '',
    table.about(texts),
    '',
    `Кто видит: ${table.see.map((role) => WHO[role]).join(', ')}.`,
    open.length === 0
      ? 'Таблица открывается из меню «Программа 500+» → «Другие таблицы…».'
      : `Вкладка открыта сразу (${open.join(', ')}); у остальных — меню «Программа 500+» → «Другие таблицы…».`,
    '',
    '## Столбцы',
    '',
    '| Столбец | Что писать | Например | Кто заполняет |',
    '|---|---|---|---|',
    ...columns,
    '',
    ...(rules.length === 0
      ? []
      : [
          '## О чём подскажет система',
          '',
          '| Столбец | Подсказка | Когда |',
          '|---|---|---|',
          ...rules,
          '',
        ]),
  ].join('\n')
}

/** The page of every rule: at which table and column, how serious, what is said, and at which entry. */
export function rulesPage(
  tables: readonly Table[],
  cells: readonly CellExample[],
  context: RowContext,
): string {
  const { texts } = context
  return [
    '# Все проверки',
    '',
    'Что система говорит в столбце «Что исправить», и когда. Текст каждой проверки сам говорит, что стало с введённым и что сделать дальше. «Нужно исправить» значит, что ячейка или строка ещё не принята; после подсказки всё сохранено.',
    '',
    '## Проверки строк',
    '',
    '| Таблица | Столбец | Важность | Что скажет система | Когда, например |',
    '|---|---|---|---|---|',
    ...tables.flatMap((table) =>
      table.rules.flatMap((rule) =>
        found(table, rule, context).map(({ key, text }) =>
          line([
            table.title(texts),
            headerOf(table, key, context),
            SEVERITY[rule.severity],
            text,
            exampleOf(table, rule, context),
          ]),
        ),
      ),
    ),
    '',
    '## Проверки ячеек',
    '',
    'По одному примеру на каждый текст; так же отвечают все столбцы того же вида.',
    '',
    '| Таблица | Столбец | Введено | Важность | Что скажет система |',
    '|---|---|---|---|---|',
    ...cells.map(({ table, key, entry, text, stored }) =>
      line([
        table.title(texts),
        headerOf(table, key, context),
        entry,
        stored ? SEVERITY.hint : SEVERITY.error,
        text,
      ]),
    ),
    '',
  ].join('\n')
}

function columnLine(column: Column, context: CellContext): string {
  const { texts } = context
  const server = column.edit.length === 0
  const marks = [
    ...(column.required === true ? ['обязательно'] : []),
    ...(column.group === undefined ? [] : [`в группе «${GROUPS[column.group]}»`]),
  ]
  const name = `**${column.header(texts)}**${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`
  const who = server ? 'система' : column.edit.map((role) => WHO[role]).join(', ')
  return line([name, column.help(texts), exampleIn(column, context), who])
}

/** Lists that the programme fills, such as that of schools, are not the guide's to show. */
function exampleIn(column: Column, context: CellContext): string {
  if (column.key === CORRECTIONS || column.edit.length === 0) return ''
  if (column.example !== undefined) return column.example
  if (column.kind.name === 'reference') return 'выберите из списка'
  return column.kind.options?.(context).join(' · ') ?? ''
}

function ruleLines(table: Table, rule: RowRule, context: RowContext): readonly string[] {
  return found(table, rule, context).map(({ key, text }) =>
    line([headerOf(table, key, context), text, exampleOf(table, rule, context)]),
  )
}

function found(table: Table, rule: RowRule, context: RowContext) {
  const { cells, beside } = rule.wrong
  const about = cellContext(table, { ...context, ...(beside === undefined ? {} : { beside }) })
  return ruleProblems({ rules: [rule] }, cells, about)
}

/** «Срок: 30.09.2021; Начало: 01.10.2021». */
function exampleOf(table: Table, { wrong }: RowRule, context: RowContext): string {
  const cells = table.columns.flatMap(({ key }) => {
    const value = wrong.cells[key]
    const shown = value === undefined ? null : shownValue(table, key, value, context)
    return shown === null ? [] : [`${headerOf(table, key, context)}: ${shown}`]
  })
  const twin = wrong.beside === undefined ? '' : ' — и то же в другой строке'
  return cells.join('; ') + twin
}

function headerOf(table: Table, key: string, { texts }: RowContext): string {
  return table.columns.find((column) => column.key === key)?.header(texts) ?? key
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`
}
