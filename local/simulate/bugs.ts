/** A fault to plant: in one file of the real code, one piece of text becomes another. */
export interface Bug {
  readonly name: string
  /** Path from the root of the project. */
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly replace: string
  /** Kinds of violations by which the oracle is expected to notice. */
  readonly shows: readonly string[]
}

const core = (name: string): string => `domain/workbook/${name}.ts`

/** The faults that spreadsheet connectors are known for, and those that we fear most. */
export const BUGS: readonly Bug[] = [
  {
    name: 'hash-ignores-a-column',
    file: core('hash'),
    find: 'const parts = Object.keys(cells)',
    replace: "const parts = Object.keys(cells).filter((key) => key !== 'event')",
    shows: ['disagreement', 'lost'],
  },
  {
    name: 'conflict-drops-the-loser',
    file: 'domain/merge.ts',
    find: "if (!informed) return 'conflict'",
    replace: "if (!informed) return 'newer'",
    shows: ['lost'],
  },
  {
    name: 'retry-makes-a-new-id',
    file: core('identify'),
    find: "if (row.id === '') continue",
    replace: "if (row.id === '' || row.state.startsWith('1:0:')) continue",
    shows: ['row doubled'],
  },
  {
    name: 'copied-row-keeps-its-id',
    file: core('identify'),
    find: 'return { row, now, id: null, state: null, copied }',
    replace: "return { row, now, id: row.id === '' ? null : row.id, state: null, copied }",
    shows: ['id twice', 'broken', 'never quiet'],
  },
  {
    name: 'absence-deletes',
    file: core('run'),
    find: "if (held ? !sendHeld : now.hash === '') return []",
    replace: '',
    shows: ['emptied sent', 'partial sort sent'],
  },
  {
    name: 'partial-sort-is-sent',
    file: core('hold'),
    find: 'const SORTED_ROWS = 3',
    replace: 'const SORTED_ROWS = 3_000',
    shows: ['partial sort sent'],
  },
  {
    name: 'write-back-does-not-check',
    file: core('check'),
    find: 'if (was.id !== before.id || was.state !== before.state) return false',
    replace: 'if (was.id !== before.id || was.id === before.id) return true',
    shows: ['lost', 'misplaced', 'row doubled', 'disagreement', 'id twice', 'refusal not shown'],
  },
  {
    name: 'cursor-skips-a-change',
    file: 'functions/store/news.ts',
    find: ".where('seq', '>', reached)",
    replace: ".where('seq', '>', reached + (reached > 0 ? 1 : 0))",
    shows: ['disagreement'],
  },
  {
    name: 'cursor-moves-before-the-write',
    file: core('run'),
    find: 'const plan = planAnswer(this.tabs, answer, part)',
    replace:
      "const early = { ...this.memory, layout: answer.layout ?? this.memory.layout, cursor: answer.cursor }; yield* perform('remember', { do: 'remember', memory: early }); const plan = planAnswer(this.tabs, answer, part)",
    shows: ['disagreement'],
  },
  {
    name: 'crash-between-row-and-record',
    file: 'functions/store/commit.ts',
    find: 'transaction.create(changeDocs(store, part.programme).doc(id), record)',
    replace:
      'if (record.seq % 7 !== 0) transaction.create(changeDocs(store, part.programme).doc(id), record)',
    shows: ['card numbers', 'replay differs', 'record missing'],
  },
  {
    name: 'id-stays-when-content-moved',
    file: core('identify'),
    find: '  giveExact(open(), free, give)\n  giveAlike(open(), homes, free, give)\n',
    replace: '',
    shows: ['misplaced', 'row doubled'],
  },
  {
    name: 'undo-looks-clean',
    file: core('outcome'),
    find: 'if (is.rows >= was.rows && is.revs < was.revs) {',
    replace: 'if (is.rows >= was.rows && is.revs < was.revs && is.revs < 0) {',
    shows: ['disagreement'],
  },
  {
    name: 'formula-flattened',
    file: core('cellData'),
    find: "return typeof cell === 'object' && cell.formula !== undefined",
    replace: "return typeof cell === 'object' && cell.formula === 'never'",
    shows: ['formula overwritten'],
  },
  {
    name: 'columns-by-position',
    file: core('columns'),
    find: 'const at = headers.indexOf(wanted)',
    replace: 'const at = layout.columns.findIndex((column) => tidy(column.header) === wanted)',
    shows: ['disagreement', 'lost', 'misplaced', 'leaked', 'partial sort sent'],
  },
  {
    name: 'whole-row-rewritten-for-one-cell',
    file: 'domain/merge.ts',
    find: 'const stale = writtenAt(input, key) > base',
    replace: 'const stale = writtenAt(input, key) > base + 1_000',
    shows: ['revived'],
  },
  {
    name: 'staff-may-write-the-check',
    file: 'domain/receive.ts',
    find: 'mayEdit: (key) => rolesIn(row, stored).every((role) => editsColumn(row.table, key, role)),',
    replace: 'mayEdit: () => true,',
    shows: ['overreached'],
  },
  {
    name: 'refusal-is-not-shown',
    file: core('rowChange'),
    find: 'if (column === undefined || isFormula(before.cells[key])) continue',
    replace:
      "if (column === undefined || isFormula(before.cells[key]) || key === 'corrections') continue",
    shows: ['refusal not shown', 'disagreement'],
  },
  {
    name: 'personal-data-on-record',
    file: 'domain/row.ts',
    find: "const shown = isPersonal(problem.code) || isTooLong(entry) ? '' : shownText(entry)",
    replace: "const shown = isTooLong(entry) ? '' : shownText(entry)",
    shows: ['leaked'],
  },
  {
    name: 'refused-value-leaves-no-record',
    file: 'domain/corrections.ts',
    find: "denied.map((key) => [key, { shown: shownAt(key), code: 'column.denied' }]),",
    replace: 'denied.slice(0, 0).map((key) => [key, { shown: shownAt(key), code: String() }]),',
    shows: ['lost'],
  },
  {
    name: 'moved-row-stays-in-the-old-workbook',
    file: 'functions/sync/tellNews.ts',
    find: 'if (!here) return { table: name, id, rev: row.rev, archived: true, cells: {}, ...kept }',
    replace: 'if (!here) return null',
    shows: ['disagreement'],
  },
  {
    name: 'card-forgets-a-row',
    file: 'functions/store/commit.ts',
    find: 'cardDocument(applyToCard(card, changes, entryOn))',
    replace: 'cardDocument(applyToCard(card, changes.slice(0, 3), entryOn))',
    shows: ['card sums'],
  },
  {
    name: 'workbooks-take-back-each-others-words',
    file: 'domain/corrections.ts',
    find: 'const stands = item.refused && workbook !== place.workbook && !(item.key in after)',
    replace:
      'const stands = item.refused && before?.workbook !== place.workbook && !(item.key in after)',
    shows: ['never quiet'],
  },
]

/** @throws Error with the names that there are */
export function bugNamed(name: string): Bug {
  const bug = BUGS.find((one) => one.name === name)
  if (bug) return bug
  throw new Error(`No bug «${name}»; there are: ${BUGS.map((one) => one.name).join(', ')}`)
}
