import type { ErrorAnswer, SyncAnswer, SyncRequest, SentRow } from '../../../domain/protocol.ts'
import { syncAnswerSchema, syncRequestSchema } from '../../../domain/protocol.ts'
import type { Layout } from '../../../domain/layout.ts'
import type { Entered, SheetCell } from '../../../domain/entered.ts'
import { shownText } from '../../../domain/entered.ts'

interface Version {
  readonly rev: number
  readonly value: string | null
  readonly request: string
}

interface Stored {
  readonly table: string
  readonly id: string
  rev: number
  archived: boolean
  /** Every value that each cell ever had, with the rev that wrote it. */
  readonly cells: Record<string, Version[]>
}

/**
 * A plain server for tests of the client: rows of texts in memory, merged by cell. Only the column
 * `deadline` is read: a date is given back in its full form, and one without a year is refused.
 */
export class NaiveSync {
  readonly rows = new Map<string, Stored>()
  readonly requests: SyncRequest[] = []
  /** The next post is not answered: the request, or only its answer, gets lost. */
  lose: 'request' | 'answer' | null = null
  /** Every request is refused whole, with this. */
  refuse: ErrorAnswer['error'] | null = null
  private readonly layout: Layout
  private readonly log: Stored[] = []

  constructor(layout: Layout) {
    this.layout = layout
  }

  post(
    sent: SyncRequest,
  ): { answer: SyncAnswer } | { unreachable: string } | { refused: ErrorAnswer['error'] } {
    if (this.refuse) return { refused: this.refuse }
    const lose = this.lose
    this.lose = null
    if (lose === 'request') return { unreachable: 'request lost' }
    const body = syncRequestSchema.parse(JSON.parse(JSON.stringify(sent)))
    this.requests.push(body)
    const rows = body.tabs.flatMap((tab) =>
      tab.rows.map((row) => this.take(tab.table, tab.columns, row, body)),
    )
    const from = body.cursor['all'] ?? 0
    const changed = [...new Set(this.log.slice(from))]
    const answer = syncAnswerSchema.parse({
      protocol: 1,
      request: body.request,
      ...(body.layout === this.layout.version ? {} : { layout: this.layout }),
      cursor: { all: this.log.length },
      rows,
      news: changed.map((row) => ({
        table: row.table,
        id: row.id,
        rev: row.rev,
        archived: row.archived,
        cells: Object.fromEntries(
          Object.keys(row.cells).flatMap((key) => {
            const value = inForce(row, key)
            return value === null ? [] : [[key, show(key, value)]]
          }),
        ),
      })),
      more: false,
    })
    return lose === 'answer' ? { unreachable: 'answer lost' } : { answer }
  }

  /** Somebody else changes a row. */
  write(table: string, id: string, cells: Record<string, string | null>, request = ''): void {
    const row = this.rowOf(table, id)
    row.rev++
    for (const [key, value] of Object.entries(cells)) {
      ;(row.cells[key] ??= []).push({ rev: row.rev, value, request })
    }
    this.log.push(row)
  }

  archive(table: string, id: string): void {
    const row = this.rowOf(table, id)
    row.rev++
    row.archived = true
    this.log.push(row)
  }

  /** The stored values of every row, by id. */
  values(): Record<string, Record<string, string>> {
    return Object.fromEntries(
      [...this.rows.values()].map((row) => [
        row.id,
        Object.fromEntries(
          Object.keys(row.cells).flatMap((key) => {
            const value = inForce(row, key)
            return value === null ? [] : [[key, value]]
          }),
        ),
      ]),
    )
  }

  private rowOf(table: string, id: string): Stored {
    const found = this.rows.get(id)
    if (found) return found
    const row = { table, id, rev: 0, archived: false, cells: {} }
    this.rows.set(id, row)
    return row
  }

  private take(
    table: string,
    columns: readonly string[],
    sent: SentRow,
    { request, lost = [] }: SyncRequest,
  ) {
    const row = this.rowOf(table, sent.id)
    const corrections: SyncAnswer['rows'][number]['corrections'] = []
    const write: Record<string, SheetCell> = {}
    const accepted: Record<string, string | null> = {}
    const bases: Record<string, number> = {}
    for (const key of columns) {
      const entry = sent.cells[key]
      const mine = entry === undefined ? null : read(key, entry)
      if (mine === undefined) {
        const text = `Не указан год: «${entry === undefined ? '' : shownText(entry)}».`
        corrections.push({ key, severity: 'error', code: 'date.noYear', text })
        continue
      }
      const theirs = inForce(row, key)
      if (mine === theirs) {
        if (mine !== null && entry !== undefined && shownText(entry) !== mine) {
          write[key] = show(key, mine)
        }
        continue
      }
      const newest = row.cells[key]?.at(-1)?.rev ?? 0
      const own = row.cells[key]?.findLast((version) => lost.includes(version.request))?.rev ?? 0
      const base = Math.max(sent.bases?.[key] ?? sent.rev, own)
      const seen = row.cells[key]?.findLast(({ rev }) => rev <= base)?.value ?? null
      const decision = sent.decisions?.[key]
      if (newest > base && (mine === seen || decision?.keep === 'theirs')) {
        write[key] = theirs === null ? { value: null } : show(key, theirs)
      } else if (newest > base && (!decision || newest > decision.rev)) {
        bases[key] = base
        corrections.push({
          key,
          severity: 'conflict',
          code: 'conflict',
          text: `Здесь записано ${theirs}, вы ввели ${mine}.`,
          conflict: { mine: mine ?? '', theirs: theirs ?? '', rev: row.rev, by: 'other', at: 0 },
        })
      } else {
        accepted[key] = mine
        if (mine !== null && entry !== undefined && shownText(entry) !== mine) {
          write[key] = show(key, mine)
        }
      }
    }
    const changed = Object.keys(accepted).length > 0
    if (changed) {
      row.archived = false
      this.write(table, sent.id, accepted, request)
    }
    const conflict = corrections.some(({ severity }) => severity === 'conflict')
    const missing = inForce(row, 'event') === null
    if (missing && !sent.typing) {
      corrections.push({
        key: 'event',
        severity: 'error',
        code: 'missing',
        text: 'Нужно мероприятие.',
      })
    }
    const outcome = conflict
      ? 'conflict'
      : corrections.length > 0 || missing
        ? 'draft'
        : changed
          ? 'stored'
          : 'unchanged'
    return {
      table,
      id: sent.id,
      outcome,
      // As the real one: nothing new was said of a row that somebody has deleted.
      ...(row.archived && !conflict
        ? { rev: sent.rev, archived: true as const }
        : { rev: row.rev }),
      ...(conflict ? { bases } : {}),
      corrections,
      write,
    } as const
  }
}

function inForce(row: Stored, key: string): string | null {
  return row.cells[key]?.at(-1)?.value ?? null
}

/** The stored form of an entry; undefined when it is refused. */
function read(key: string, entry: Entered): string | undefined {
  const text = shownText(entry).trim()
  if (key !== 'deadline') return text
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})$/.exec(text)
  if (!parts) return undefined
  const [, day = '', month = '', year = ''] = parts
  return `${day.padStart(2, '0')}.${month.padStart(2, '0')}.${year.length === 2 ? `20${year}` : year}`
}

function show(key: string, value: string): SheetCell {
  if (key !== 'deadline') return { value }
  const [day, month, year] = value.split('.').map(Number)
  return { value: Date.UTC(year ?? 0, (month ?? 1) - 1, day) / 86_400_000 + 25_569, format: 'date' }
}
