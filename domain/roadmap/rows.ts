import type { Cells, Entered } from '../entered.ts'
import { isMark } from './contents.ts'
import { isFilled, type PlainCell, type PlainRow } from './document.ts'
import { periodOf, type Field } from './fields.ts'
import type { TableProposal } from './propose.ts'
import { namedSection, sectionIn, tellsOfTable } from './sections.ts'
import { withYear, type PlanYear } from './year.ts'

/** A measure as a document's row tells it, before anything is read in its cells. */
export interface RoadmapRow {
  /** Place of the table in the document, and of the row in the table, from 1. */
  readonly table: number
  readonly row: number
  /** By key of «Меры»; what a person would type there. */
  readonly cells: Cells<Entered>
  /** Rows of the document that were joined to it, as they only go on with it. */
  readonly joined: readonly number[]
  /** The event is that of the row above: only the term is another. */
  readonly repeated: boolean
}

export interface TableToRead {
  readonly proposal: TableProposal
  /** What each column becomes, as the person has confirmed it. */
  readonly fields: readonly Field[]
  /** Paragraphs before the table. */
  readonly heading: readonly string[]
}

export interface ReadingRules {
  readonly year: PlanYear | null
  readonly isRisk: (text: string) => boolean
}

/** Cells whose lines are one sentence, and what stands between the lines then. */
const ONE_LINE: Readonly<Record<string, string>> = {
  number: ' ',
  deadline: ' ',
  start: ' ',
  doneOn: ' ',
  risk: ' ',
  status: ' ',
  unit: ' ',
  baseline: ' ',
  planned: ' ',
  actual: ' ',
  responsible: ', ',
  participants: ', ',
  periodicity: ', ',
}

const NUMBERED = /^((?:\d{1,3}\.)+\d{0,3}|\d{1,3}\))\s+(?=\p{L}|«)/u

/**
 * The measures of the used tables, in the order of the document: rows that name a section lend their
 * task and risk to those below, totals and repeated headers are left out, rows that only go on with the
 * one above are joined to it.
 */
export function rowsOf(
  tables: readonly (TableToRead | null)[],
  rules: ReadingRules,
): readonly RoadmapRow[] {
  let told: Told = {}
  return tables.flatMap((table, at) => {
    if (table === null) return []
    const reader = new TableReader(table, at + 1, rules, table.proposal.continues ? told : {})
    const rows = reader.read()
    ;({ told } = reader)
    return rows
  })
}

/** What the sections above a row have said. */
interface Told {
  readonly risk?: string
  readonly direction?: string
  readonly task?: string
}

class TableReader {
  told: Told
  readonly #table: TableToRead
  readonly #place: number
  readonly #rules: ReadingRules
  readonly #rows: RoadmapRow[] = []

  constructor(table: TableToRead, place: number, rules: ReadingRules, told: Told) {
    this.#table = table
    this.#place = place
    this.#rules = rules
    this.told = told
    for (const text of table.heading) {
      if (tellsOfTable(text, rules.isRisk)) this.#tell(namedSection(text, rules.isRisk))
    }
  }

  read(): readonly RoadmapRow[] {
    for (const { number, row } of this.#table.proposal.body) {
      const section = sectionIn(row, this.#rules.isRisk)
      if (section === null) this.#take(number, row)
      else this.#tell(section)
    }
    return this.#rows
  }

  #tell(section: ReturnType<typeof namedSection>): void {
    if (section.is === 'nothing') return
    if (section.is === 'risk') this.told = { risk: section.text }
    else if (section.is === 'direction') {
      const { risk } = this.told
      this.told = { ...(risk === undefined ? {} : { risk }), direction: section.text }
    } else this.told = { ...this.told, task: section.text }
  }

  #take(number: number, row: PlainRow): void {
    const cells = this.#cellsOf(row)
    const event = this.#cellOf(row, 'event')
    const last = this.#rows.at(-1)
    const goesOn = last !== undefined && (event === null || event.merged === 'above')
    if (goesOn && Object.keys(cells).length > 0) {
      const term = this.#cellOf(row, 'deadline')
      const ownTerm = term !== null && term.merged === undefined
      if (!ownTerm) return this.#join(number, cells, last)
      const above = event === null ? { ...last.cells, ...cells } : cells
      this.#push(number, above, true)
    } else this.#push(number, cells, false)
  }

  #push(row: number, cells: Cells<Entered>, repeated: boolean): void {
    if (Object.keys(cells).every((key) => key === 'number')) return
    const { risk, direction, task } = this.told
    const above = [direction, task].filter((text) => text !== undefined).join('\n')
    const said: Cells<Entered> = {
      ...(above === '' ? {} : { task: above }),
      ...(risk === undefined ? {} : { risk }),
      ...cells,
    }
    this.#rows.push({ table: this.#place, row, cells: said, joined: [], repeated })
  }

  /** Adds what a row says beyond the one above it; texts that merged cells repeat are there already. */
  #join(number: number, cells: Cells<Entered>, last: RoadmapRow): void {
    const joined: Record<string, Entered> = { ...last.cells }
    for (const [key, entered] of Object.entries(cells)) {
      const there = joined[key]
      const before = there === undefined ? '' : textOf(there)
      const more = textOf(entered)
      if (before.split(/\n|, /).includes(more) || before === more) continue
      joined[key] = before === '' ? entered : `${before}${ONE_LINE[key] ?? '\n'}${more}`
    }
    this.#rows[this.#rows.length - 1] = {
      ...last,
      cells: joined,
      joined: [...last.joined, number],
    }
  }

  #cellOf(row: PlainRow, field: Field): PlainCell | null {
    const at = this.#table.fields.indexOf(field)
    const cell = row[at]
    return cell !== undefined && isFilled(cell) ? cell : null
  }

  #cellsOf(row: PlainRow): Cells<Entered> {
    const { fields, proposal } = this.#table
    const cells: Record<string, Entered> = {}
    const comments: string[] = []
    fields.forEach((field, x) => {
      const cell = row[x]
      if (cell === undefined || !isFilled(cell) || field === 'leave' || field === 'period') return
      // A cell merged over two columns of different meaning is what its first column is.
      if (cell.merged === 'left' && fields[x - 1] !== field) return
      if (field === 'comment') {
        const heading = proposal.columns[x]?.heading.replace(/\n/g, ' ') ?? ''
        const plain = heading === '' || /примечани|комментари|comment/i.test(heading)
        comments.push(plain ? cell.text : `${heading}: ${cell.text}`)
      } else cells[field] = this.#entered(field, cell)
    })
    this.#addPeriods(row, cells, comments)
    if (comments.length > 0) cells['comment'] = comments.join('\n')
    this.#splitNumber(cells)
    return cells
  }

  #entered(field: Field, cell: PlainCell): Entered {
    const between = ONE_LINE[field]
    const joined = between === undefined ? cell.text : inLine(cell.text, between)
    const { year } = this.#rules
    const dated = field === 'deadline' || field === 'start'
    const text = dated && year !== null ? withYear(joined, year) : joined
    return cell.value === undefined ? text : { value: cell.value, shown: text }
  }

  /** Quarters or months as columns: the marked ones are the term, numbers in them the plan. */
  #addPeriods(row: PlainRow, cells: Record<string, Entered>, comments: string[]): void {
    const { fields, proposal } = this.#table
    const marked = fields.flatMap((field, x) => {
      const cell = row[x]
      const heading = proposal.columns[x]?.heading ?? ''
      const period = field === 'period' ? periodIn(heading) : null
      return period !== null && cell !== undefined && isFilled(cell) ? [{ period, cell }] : []
    })
    const first = marked[0]
    const last = marked.at(-1)
    if (first === undefined || last === undefined) return
    const { year } = this.#rules
    const named = ({ period }: typeof last): string =>
      period.year !== null
        ? `${period.name} ${period.year}`
        : year === null
          ? period.name
          : withYear(period.name, year)
    const said = marked.filter(({ cell }) => !isMark(cell.text))
    const [only] = said
    if (cells['deadline'] === undefined) {
      const own =
        only !== undefined && marked.length === 1 ? this.#entered('deadline', only.cell) : ''
      cells['deadline'] =
        own !== '' && /\d{1,2}[./]\d{1,2}|\d ?\p{L}{3}/u.test(textOf(own))
          ? own
          : first === last
            ? named(last)
            : `${named(first)} - ${named(last)}`
    }
    const figures = said.filter(({ cell }) => /^[\d\s.,]+ ?%?$/.test(cell.text))
    const goal = figures.at(-1)
    if (goal !== undefined && cells['planned'] === undefined) {
      cells['planned'] = this.#entered('planned', goal.cell)
    }
    if (said.length > 1 || (only !== undefined && goal === undefined && marked.length > 1)) {
      comments.push(said.map((one) => `${named(one)}: ${one.cell.text}`).join('; '))
    }
  }

  /** «1.2. Провести …» in a table without a column of numbers. */
  #splitNumber(cells: Record<string, Entered>): void {
    const event = cells['event']
    if (typeof event !== 'string' || cells['number'] !== undefined) return
    const match = NUMBERED.exec(event)
    if (match?.[1] === undefined) return
    cells['number'] = match[1].replace(/[.)]$/, '')
    cells['event'] = event.slice(match[0].length)
  }
}

function periodIn(heading: string): ReturnType<typeof periodOf> {
  const parts = heading.split(' / ')
  const own = parts.at(-1) ?? ''
  return periodOf(own, parts.slice(0, -1).join(' ')) ?? periodOf(own, 'кварталы')
}

function textOf(entered: Entered): string {
  return typeof entered === 'object' ? entered.shown : String(entered)
}

/** Lines as one sentence: «директор\nзам. директора» is «директор, зам. директора». */
function inLine(text: string, between: string): string {
  return text
    .split('\n')
    .reduce((all, line) =>
      between === ', ' && /[,;:-]$/.test(all) ? `${all} ${line}` : `${all}${between}${line}`,
    )
}
