import type { Effect, EffectResult } from '../../domain/workbook/effects.ts'
import type { Outcome } from '../../domain/workbook/outcome.ts'
import type { Decisions } from '../../domain/workbook/request.ts'
import type { RunOptions } from '../../domain/workbook/run.ts'
import { GestureRefused } from '../workbook/refusal.ts'
import { ApiError } from '../workbook/api-error.ts'
import { Book } from './book.ts'
import { Pending, type Client } from './client.ts'
import { BOOKS, MONDAY, OWNER, type Ground, type Place } from './ground.ts'
import { gesture } from './hand.ts'
import { calculated } from './calculated.ts'
import { Ledger } from './ledger.ts'
import { Network } from './network.ts'
import { goBack } from './past.ts'
import { judge, type StoreView, readStore } from './oracle.ts'
import { restored } from './restore.ts'
import type { SheetView } from './sheetView.ts'
import type { Fate, Shell, SheetFate, Step, Wishes } from './steps.ts'
import { Watch } from './watch.ts'

/** Something that must never be. Two with the same `kind` are taken for the same fault. */
export interface Violation {
  readonly kind: string
  readonly text: string
}

/** What happened in a history, for the sums of a run. */
export interface Counts {
  gestures: number
  runs: number
  requests: number
  /** Requests or answers lost, late, refused or repeated, crashes, failed calls. */
  faults: number
  conflicts: number
  refusals: number
  held: number
  /** Older versions of a workbook that were restored. */
  restores: number
  /** Wishes of going back in a row's history: undone, brought back, deleted, restored. */
  wentBack: number
  typed: number
  /** Values overwritten in the one window that the design names. */
  inWindow: number
  /** Formulas that became their results in that window. */
  formulasInWindow: number
  /** Writes that met columns which had been moved in that window. */
  columnsInWindow: number
}

export interface Report {
  readonly violations: readonly Violation[]
  readonly counts: Counts
  readonly trace: readonly string[]
}

/** What goes wrong with the calls of one step. */
interface Fates {
  readonly fate: Fate
  readonly sheet: SheetFate
}

const WELL: Fates = { fate: 'ok', sheet: 'ok' }

/** Rounds in which all workbooks must come to rest once the world is calm. */
const ROUNDS = 12

/** Lives through the steps, lets the world come to rest, and asks the oracle. */
export async function live(ground: Ground, steps: readonly Step[]): Promise<Report> {
  const history = new History(ground, await ground.settle())
  try {
    for (const step of steps) await history.take(step)
    await history.calm()
    history.violations.push(...judge(await history.store(), history.books, history.ledger))
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    history.violations.push({ kind: 'broken', text })
  }
  for (const fault of history.network.faults) {
    history.violations.push({ kind: 'server fault', text: fault })
  }
  return { violations: history.violations, counts: history.sums(), trace: history.trace }
}

class History {
  readonly ledger = new Ledger()
  readonly violations: Violation[] = []
  readonly trace: string[] = []
  readonly network: Network
  readonly books: Book[]
  private readonly ground: Ground
  private readonly place: Place
  private readonly watches = new Map<Client, Watch>()
  private readonly counts: Counts = {
    gestures: 0,
    runs: 0,
    requests: 0,
    faults: 0,
    conflicts: 0,
    refusals: 0,
    held: 0,
    restores: 0,
    wentBack: 0,
    typed: 0,
    inWindow: 0,
    formulasInWindow: 0,
    columnsInWindow: 0,
  }
  /** Counts what happens, to tell before from after. */
  private now = 0
  private ids = 0
  /** Ids of rows that somebody has deleted. */
  private readonly archived: string[] = []

  constructor(ground: Ground, place: Place) {
    this.ground = ground
    this.place = place
    this.network = new Network(ground, new Date(MONDAY))
    this.books = place.books.map((id, number) => new Book(place.workbooks, id, number))
  }

  async take(step: Step): Promise<void> {
    this.now++
    switch (step.do) {
      case 'gesture':
        return this.gesture(step)
      case 'run':
        return this.begin(this.book(step.book), step.shell, step.wishes)
      case 'sync': {
        const book = this.book(step.book)
        this.begin(book, step.shell, step.wishes)
        return this.advance(book, step.shell, Infinity, step)
      }
      case 'advance':
        return this.advance(this.book(step.book), step.shell, step.effects, step)
      case 'history':
        return this.goBack(this.book(step.book), step)
      case 'crash': {
        const book = this.book(step.book)
        const client = book.clients[step.shell]
        if (!client.busy) return undefined
        this.counts.faults++
        this.say(book, `${step.shell} crashes`)
        return client.crash()
      }
      case 'deliver':
        if (await this.network.deliver(step.n)) this.trace.push('a late request arrives')
        return undefined
      case 'clock':
        this.trace.push(`${step.hours} hours pass`)
        return this.network.moveClock(step.hours)
      case 'restart':
        return this.network.restart()
      case 'copyBook':
        return this.copyBook(this.book(step.book))
      case 'keepVersion': {
        const book = this.book(step.book)
        book.version = book.spreadsheet
        return this.say(book, 'a version is kept')
      }
      case 'restoreVersion':
        return this.restoreVersion(this.book(step.book))
      default:
        return step satisfies never
    }
  }

  /** What is under way arrives, runs end, people answer what they are asked, until nothing moves. */
  async calm(): Promise<void> {
    this.trace.push('— calm —')
    while (await this.network.deliver(0)) this.trace.push('a late request arrives')
    for (const book of this.books) {
      for (const client of Object.values(book.clients)) {
        if (client.busy) await this.advance(book, client.shell, Infinity, WELL)
      }
    }
    const bound = this.books.filter(({ copy }) => !copy)
    for (let round = 0; round < ROUNDS; round++) {
      const before = bound.map(({ changes }) => changes).join()
      let restless = false
      for (const book of this.books) {
        if (book.copy && round > 0) continue
        const client = book.clients.addon
        client.begin({
          pull: true,
          resend: true,
          sendHeld: true,
          refetch:
            book.missing ||
            Object.values(book.clients).some(
              ({ last }) => last?.held.some(({ reason }) => reason === 'undone') === true,
            ),
          decisions: decisionsOf(client.last, round, this.ledger),
        })
        book.missing = false
        // What either shell has seen is said to the person, and answered now.
        book.clients.reconcile.last = null
        this.watches.set(client, new Watch(true))
        await this.advance(book, 'addon', Infinity, WELL)
        restless ||= !book.copy && (client.last?.conflicts.length ?? 0) > 0
        restless ||=
          !book.copy && client.last?.held.some(({ reason }) => reason === 'undone') === true
        if (!book.copy && client.last?.state !== 'done') restless = true
      }
      if (!restless && before === bound.map(({ changes }) => changes).join()) return
    }
    this.violations.push({
      kind: 'never quiet',
      text: `after ${ROUNDS} calm rounds the workbooks still change`,
    })
  }

  store(): Promise<StoreView> {
    return readStore(this.ground.store, this.place.programme)
  }

  sums(): Counts {
    const inWindow = [...this.ledger.gone.values()].filter(
      (gone) => gone.by === 'client' && gone.inWindow,
    ).length
    return {
      ...this.counts,
      requests: this.network.requests,
      typed: this.ledger.typed.size,
      inWindow,
    }
  }

  private book(number: number): Book {
    const book = this.books[number % this.books.length]
    if (!book) throw new Error('There are no workbooks')
    return book
  }

  private say(book: Book, what: string): void {
    this.trace.push(`${book.number}${book.copy ? ' (copy)' : ''}: ${what}`)
  }

  private gesture(step: Extract<Step, { do: 'gesture' }>): void {
    const book = this.book(step.book)
    const before = book.view()
    let said: string
    try {
      said = gesture(
        {
          book: this.books.indexOf(book),
          hand: this.place.workbooks.gestures(book.id, book.person),
          view: before,
          ledger: this.ledger,
          at: this.now,
          other: this.book((book.number + 1) % BOOKS.length).view(),
          names: this.namesAt(book),
        },
        step.gesture,
        step.n,
      )
    } catch (error) {
      // The sheet refuses what its protection or its bounds forbid; nothing has happened then.
      if (!(error instanceof GestureRefused) && !(error instanceof ApiError)) throw error
      said = `${step.gesture}: refused by the sheet: ${error.message}`
    }
    this.counts.gestures++
    this.say(book, said)
    this.changedByPerson(book, before, step.gesture === 'sortPart')
  }

  /** The rows of all ids, as they are known at a workbook first: elsewhere one may have shown more. */
  private namesAt(book: Book): ReadonlyMap<string, string> {
    return new Map([...this.books.flatMap(({ names }) => [...names]), ...book.names])
  }

  private changedByPerson(book: Book, before: SheetView, partialSort = false): void {
    const after = book.view()
    this.ledger.byPerson(before, after, this.now)
    this.ledger.markMixed(before, after)
    if (partialSort) {
      this.ledger.markMoved(before, after)
      book.loosenReplaced(before, after, this.ledger)
    }
    book.loosenUnknowable(before, after, this.ledger)
    this.ledger.loosenDisplaced(before, after, this.namesAt(book))
    for (const row of book.noteRemoved(before, after)) this.ledger.noteBegun(row)
    if (order(before) !== order(after)) book.columnsAt = this.now
    book.sortedApart = partialSort && book.settled ? before : null
    book.settled = false
    book.noteTouched(before, after, this.now)
  }

  private begin(book: Book, shell: Shell, wishes: Wishes): void {
    const client = book.clients[shell]
    if (client.busy) return
    this.counts.runs++
    const { decide, editing, ...plain } = wishes
    const options: Omit<RunOptions, 'spreadsheetId' | 'shell' | 'memory'> = {
      ...plain,
      ...(decide ? { decisions: decisionsOf(client.last, this.now, this.ledger) } : {}),
      ...(editing ? { editing: { sheetId: 101, first: 0, last: book.view().free } } : {}),
    }
    this.say(book, `${shell} begins ${JSON.stringify(options)}`)
    client.begin(options)
    this.watches.set(client, new Watch(wishes.sendHeld))
  }

  private async advance(
    book: Book,
    shell: Shell,
    effects: number,
    { fate, sheet }: Fates,
  ): Promise<void> {
    const client = book.clients[shell]
    if (!client.busy) return
    const watch = this.watches.get(client) ?? new Watch(true)
    this.watches.set(client, watch)
    // Google's trouble is with the first of the calls that are made now.
    const fates = { sheet }
    const progress = await client.advance(effects, {
      newId: () => `00000000-0000-4000-8000-${String(++this.ids).padStart(12, '0')}`,
      perform: (effect) => {
        const reaches = effect.do !== 'post'
        const trouble = reaches ? fates.sheet : 'ok'
        if (reaches) fates.sheet = 'ok'
        return this.perform(book, client, watch, effect, fate, trouble)
      },
    })
    if (progress.state === 'failed') {
      this.counts.faults++
      this.say(book, `  ${shell} gives up: ${progress.reason}`)
    }
    if (progress.state === 'ended') this.ended(book, client, watch, progress.outcome)
  }

  private async perform(
    book: Book,
    client: Client,
    watch: Watch,
    effect: Exclude<Effect, { do: 'newId' | 'remember' | 'progress' }>,
    fate: Fate,
    sheet: SheetFate,
  ): Promise<unknown> {
    const { workbooks } = this.place
    const person = client.shell === 'addon' ? book.person : OWNER
    this.now++
    if (sheet === 'busy') throw new ApiError(429, 'Quota exceeded')
    switch (effect.do) {
      case 'get': {
        this.say(book, `  ${client.shell} reads`)
        watch.reads(book, this.now)
        const { ranges, fields } = effect
        return calculated(workbooks.get(book.id, { ranges, fields }, person))
      }
      case 'batchUpdate': {
        const before = book.view()
        const answer = workbooks.batchUpdate(book.id, effect.body, person, effect.fields)
        const after = book.view()
        // A column that was moved in the window brings every value of the row into it.
        const blind = book.columnsAt > watch.readAt
        if (blind) this.counts.columnsInWindow++
        this.ledger.byClient(before, after, blind ? -1 : watch.readAt)
        watch.blind ||= blind
        this.ledger.noteLeft(before, after)
        book.learnNames(after, this.ledger)
        book.learnVouched(before, after, this.ledger)
        watch.sees(after)
        this.overwritten(book, before, after, blind ? -1 : watch.readAt)
        this.say(book, `  ${client.shell} writes`)
        if (sheet === 'lost') throw new ApiError(503, 'The answer to a write is lost')
        if (answer.updatedSpreadsheet) calculated(answer.updatedSpreadsheet)
        return answer
      }
      case 'post': {
        const sent = effect.body.tabs.flatMap(({ rows }) => rows)
        if (fate !== 'ok') this.counts.faults++
        this.violations.push(...watch.sends(book, sent, this.ledger))
        const result = await this.network.post(client.shell, book.person, effect.body, fate)
        const rows = sent.map(({ id, rev }) => `${id.slice(-3)}@${rev}`).join(' ')
        if (!(result instanceof Pending)) return this.heard(book, client, watch, rows, result, fate)
        this.say(book, `  ${client.shell} sends [${rows}]: waits`)
        return new Pending(async () =>
          this.heard(book, client, watch, rows, await result.answer(), fate),
        )
      }
      default:
        return effect satisfies never
    }
  }

  /** A formula that is gone was overwritten, but for one typed after the sheet was read. */
  private overwritten(book: Book, before: SheetView, after: SheetView, readAt: number): void {
    const left = formulasIn(after)
    if (left.length >= formulasIn(before).length) return
    for (const formula of formulasIn(before).filter((text) => !left.includes(text))) {
      const typed = this.ledger.typed.get(this.ledger.tokenIn(formula) ?? '')
      if ((typed?.at ?? 0) > readAt) this.counts.formulasInWindow++
      else this.violations.push({ kind: 'formula overwritten', text: `${formula}, ${book.number}` })
    }
  }

  private heard(
    book: Book,
    client: Client,
    watch: Watch,
    rows: string,
    result: EffectResult['post'],
    fate: Fate,
  ): EffectResult['post'] {
    const what = 'answer' in result ? 'answered' : 'refused' in result ? 'refused' : fate
    this.say(book, `  ${client.shell} sends [${rows}]: ${what}`)
    if ('answer' in result) watch.hears(result.answer)
    if ('answer' in result && book.copy) {
      this.violations.push({ kind: 'copy accepted', text: 'an unbound copy got an answer' })
    }
    return result
  }

  private async goBack(book: Book, { asked, n }: Extract<Step, { do: 'history' }>): Promise<void> {
    const { network, ledger, archived } = this
    const request = `00000000-0000-4000-9000-${String(++this.ids).padStart(12, '0')}`
    this.say(book, await goBack({ network, ledger, archived, request }, book, asked, n))
    this.counts.wentBack++
  }

  private ended(book: Book, client: Client, watch: Watch, outcome: Outcome): void {
    const { state, conflicts, toCorrect, held, vanished, waiting } = outcome
    this.counts.conflicts += conflicts.length
    this.counts.refusals += toCorrect
    this.counts.held += held.length
    if (vanished > 0) book.missing = true
    book.settled =
      state === 'done' && waiting === 0 && held.length === 0 && book.touchedAt < watch.readAt
    this.say(book, `  ${client.shell} ends: ${state}${tell(outcome)}`)
    if (state === 'done') this.violations.push(...watch.unshown(book))
  }

  private copyBook(book: Book): void {
    if (book.copy || this.books.length > BOOKS.length) return
    const copy = new Book(
      this.place.workbooks,
      this.place.workbooks.copy(book.id, OWNER),
      book.number,
      true,
    )
    // Whatever Google copies along: a client that remembers is the worse case.
    copy.clients.addon.memory = book.clients.addon.memory
    this.books.push(copy)
    this.say(book, 'the workbook is copied')
  }

  private restoreVersion(book: Book): void {
    if (!book.version) return
    const before = book.view()
    const requests = restored(book.spreadsheet, book.version)
    this.place.workbooks.batchUpdate(book.id, { requests }, OWNER)
    this.counts.restores++
    this.say(book, 'an older version is restored')
    this.changedByPerson(book, before)
  }
}

/** How a person settles each conflict: in turn with their own value and with the other's. */
function decisionsOf(
  outcome: Outcome | null,
  n: number,
  ledger: Ledger,
): Record<string, Decisions> {
  const decisions: Record<string, Decisions> = {}
  for (const [at, { id, key, rev, mine, entered }] of (outcome?.conflicts ?? []).entries()) {
    const keep = (n + at) % 2 === 0 ? 'mine' : 'theirs'
    const token = keep === 'mine' ? ledger.tokenIn(mine) : undefined
    if (token !== undefined) ledger.again.add(token)
    decisions[id] = { ...decisions[id], [key]: { keep, rev, entered } }
  }
  return decisions
}

function order({ columns }: SheetView): string {
  return JSON.stringify([...columns])
}

function formulasIn({ lines }: SheetView): string[] {
  const cells = lines.flatMap((line) => Object.values(line.cells))
  return cells.filter((text) => text.startsWith('='))
}

function tell({
  answered,
  received,
  conflicts,
  held,
  vanished,
  unrepaired,
  waiting,
}: Outcome): string {
  const parts = Object.entries({
    answered,
    received,
    waiting,
    conflicts: conflicts.length,
    held: held.length,
    vanished,
    unrepaired,
  })
  return parts.flatMap(([name, count]) => (count > 0 ? [`, ${name} ${count}`] : [])).join('')
}
