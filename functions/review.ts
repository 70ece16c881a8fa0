import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { quoted } from '../domain/digest/words.ts'
import { ROW_ID } from '../domain/limits.ts'
import { REVIEW_DEEDS, type ReviewDeed } from '../domain/review/deeds.ts'
import type { Texts } from '../domain/texts/texts.ts'
import { callerOf } from './caller.ts'
import { Refusal } from './errors.ts'
import { askedAtWorkbook, type PersonAtWorkbook } from './personAtWorkbook.ts'
import { personFunction } from './personFunction.ts'
import { decide, type Decided } from './review/decide.ts'
import { reviewDialog, reviewLists } from './review/dialog.ts'
import { readWaiting, SHOWN } from './review/read.ts'
import type { Services } from './services.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'

const spreadsheetId = z.string().min(1).max(200)
const rowId = z.string().regex(ROW_ID)

const wishSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('start'),
    spreadsheetId,
    /** Rows that are selected in the sheet. */
    chosen: z.array(rowId).max(SHOWN).exactOptional(),
  }),
  z.strictObject({
    do: z.enum(REVIEW_DEEDS),
    spreadsheetId,
    request: z.uuid(),
    /** Comment to the school, or why a proposal is not agreed. */
    words: z.string().max(1_000),
    rows: z
      .array(z.strictObject({ id: rowId, rev: z.int().min(1), school: z.string().max(64) }))
      .min(1)
      .max(SHOWN)
      .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length),
  }),
])

/** What `review` answers: the dialog, or its lists anew with a sentence about what was done. */
export type ReviewAnswer =
  | { readonly title: string; readonly html: string }
  | {
      readonly lists: string
      readonly said: string
      readonly decided: readonly Decided[]
      /** The sheet has not got it yet. */
      readonly pull: true
    }

/**
 * The HTTP function `review`: what waits for a curator's check and, for the coordinator, a decision
 * (`start`), and many of them confirmed, returned, agreed or declined at once. Stored through the same path
 * as an edit of the sheet, by the person's own authority.
 */
export function reviewFunction(services: Services): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'review', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<ReviewAnswer> {
  const { wish, ...asked } = await askedAtWorkbook(engine, req, wishSchema)
  const person = inOwnName(asked.person)
  const { texts } = person.world
  if (wish.do === 'start') {
    const chosen = wish.chosen ?? []
    const waiting = await readWaiting(person, chosen)
    return { title: texts.review.title, html: reviewDialog(waiting, chosen, person.world) }
  }
  if (wish.do === 'return' && wish.words.trim() === '') throw new Refusal('review.noComment')
  const { do: deed, request, words, rows } = wish
  const decided = await decide(person, { deed, request, words, rows })
  engine.services.log('INFO', 'decided in a sheet', {
    job: 'review',
    deed,
    rows: decided.filter(({ outcome }) => outcome === 'stored').length,
  })
  const waiting = await readWaiting(person, [])
  return {
    lists: reviewLists(waiting, [], person.world),
    said: toldOf(deed, decided, texts),
    decided,
    pull: true,
  }
}

/**
 * From the menu a person acts in their own name: a curator confirms in a school's workbook too, though an
 * edit that a trigger sends from there counts as the school's. A script bound to the workbook can be changed
 * by whoever edits the workbook, so that its tokens give no more than the workbook does.
 */
function inOwnName(person: PersonAtWorkbook): PersonAtWorkbook {
  const { binding, email, world } = person
  if (binding.audience !== undefined) return person
  const lifted = { ...binding, ceiling: 'coordinator' } as const
  return { ...person, caller: callerOf(email, undefined, lifted, world.directory) }
}

/** Measures that are named in one sentence. */
const NAMED = 5

/** What was done and what was not, in sentences. */
function toldOf(
  deed: ReviewDeed,
  decided: readonly Decided[],
  { review, digest }: Pick<Texts, 'review' | 'digest'>,
): string {
  const name = ({ event }: Decided) => quoted(event, digest.marks)
  const of = (outcome: Decided['outcome']) => decided.filter((one) => one.outcome === outcome)
  const named = (outcome: 'changed' | 'gone' | 'nothing' | 'denied'): readonly string[] => {
    const all = of(outcome)
    if (all.length === 0) return []
    const names = all.slice(0, NAMED).map(name)
    const rest = all.length - names.length
    return [review[outcome](rest > 0 ? [...names, review.and(rest)] : names)]
  }
  const stored = of('stored').length
  return [
    stored > 0 ? review.done[deed](stored) : review.nothingDone,
    ...named('changed'),
    ...named('nothing'),
    ...named('gone'),
    ...named('denied'),
    ...of('refused')
      .slice(0, NAMED)
      .map((one) => review.refused(name(one), one.why)),
  ].join(' ')
}
