import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { settingsPage } from './deploy/config.ts'
import type { RowContext } from './domain/row.ts'
import { guidePage, rulesPage, type CellExample } from './domain/tables/guide.ts'
import { tableNamed, tables } from './domain/tables/tables.ts'
import { textsIn } from './domain/texts/texts.ts'

/**
 * `npm run docs`: writes what follows from the declarations of the tables, so that a new one is one file
 * and one line: the guide's pages, the page of all rules, and the exemptions from Firestore's indexes;
 * and the page of a deployment's settings, which follows from theirs.
 */

const ROOT = import.meta.dirname
const INDEXES = 'firestore.indexes.json'

const context: RowContext = {
  texts: textsIn('ru'),
  today: '2021-09-20',
  firstDay: '2021-02-10',
  lastDay: '2024-12-31',
  school: null,
  // What the examples of the rules name.
  references: (list) =>
    (list === 'schools'
      ? [['sch-maruha', 'СОШ с. Маруха'] as const]
      : [
          ['risk-02', 'Дефицит педагогических кадров'] as const,
          ['risk-06', 'Высокая доля обучающихся с рисками учебной неуспешности'] as const,
        ]
    ).map(([id, name]) => ({ id, name, aliases: [], choosable: true })),
}

/** Every file that follows from the declarations, by its path from the root. */
export function derivedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ...tables.map((table) => [`docs/tables/${table.name}.md`, guidePage(table, context)] as const),
    ['docs/tables/README.md', contents()],
    ['docs/deploy-settings.md', settingsPage()],
    ['docs/rules.md', rulesPage(tables, cellExamples(), context)],
    [INDEXES, withExemptions(readFileSync(join(ROOT, INDEXES), 'utf8'))],
  ])
}

function contents(): string {
  const { texts } = context
  return [
    '# Таблицы',
    '',
    'Что есть в таблице программы, и кто что заполняет. Все подсказки вместе: [проверки](../rules.md).',
    '',
    ...tables.map((table) => `- [${table.title(texts)}](${table.name}.md). ${table.about(texts)}`),
    '',
  ].join('\n')
}

/** The first example of each thing that cells say, from the examples that a test holds true. */
function cellExamples(): readonly CellExample[] {
  const [russian = ''] = readFileSync(join(ROOT, 'test/domain/examples.tsv'), 'utf8').split(
    '\n# English:',
  )
  const seen = new Set<string>()
  return russian.split('\n').flatMap((line) => {
    const [column = '', entry = '', value = '', code = '', text = ''] = line.split('\t')
    const [name = '', key = ''] = column.split('.')
    const table = tableNamed(name)
    // Entries in JSON are cells as a sheet has them: no page can show what is special about them.
    if (!table || text === '' || seen.has(code) || /^["{]/.test(entry)) return []
    seen.add(code)
    return [{ table, key, entry, text, stored: value !== '' }]
  })
}

/** Maps that nobody queries are not indexed: a document may have 40,000 index entries. */
function withExemptions(json: string): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file, whose shape test/functions/indexes.test.ts holds
  const file = JSON.parse(json) as {
    readonly indexes: readonly object[]
    readonly fieldOverrides: readonly { readonly collectionGroup: string }[]
  }
  const ofTables = tables.flatMap(({ name }) =>
    ['cells', 'cellRevs', 'corrections'].map((fieldPath) => ({
      collectionGroup: name,
      fieldPath,
      indexes: [],
    })),
  )
  const others = file.fieldOverrides.filter(
    ({ collectionGroup }) => tableNamed(collectionGroup) === undefined,
  )
  const overrides = [...ofTables, ...others].map((one) => `    ${line(one)}`).join(',\n')
  const start = json.slice(0, json.indexOf('"fieldOverrides"'))
  return `${start}"fieldOverrides": [\n${overrides}\n  ]\n}\n`
}

/** As the formatter writes it: one line, with spaces. */
function line(value: object): string {
  return JSON.stringify(value)
    .replaceAll(/([{,:])(?=["[{])/g, '$1 ')
    .replaceAll('}', ' }')
}

if (import.meta.main) {
  rmSync(join(ROOT, 'docs/tables'), { recursive: true, force: true })
  for (const [path, text] of derivedFiles()) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
  }
}
