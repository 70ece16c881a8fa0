import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { roleAt } from '../domain/access.ts'
import type { Deed } from '../domain/digest/digest.ts'
import { quoted } from '../domain/digest/words.ts'
import type { Cells, Entered } from '../domain/entered.ts'
import type { StoredRow } from '../domain/records.ts'
import { deedCells } from '../domain/review/deeds.ts'
import { textsIn, type Language } from '../domain/texts/texts.ts'
import { linkPage } from './mail/linkPage.ts'
import { measurePage, fieldsOf } from './mail/answerPage.ts'
import { answerRow, deedsOf } from './mail/answerRow.ts'
import { linkId } from './mail/links.ts'
import { openLink, type Closed, type OpenLink } from './mail/openLink.ts'
import { markup, sendPage } from './mail/page.ts'
import type { Services } from './services.ts'
import { changeDocs, recordIn, rowDocs } from './store/documents.ts'
import { Known } from './store/known.ts'

const DEEDS = [
  'report',
  'improve',
  'help',
  'reply',
  'confirm',
  'return',
  'agree',
  'decline',
] as const

/** The query of the link, and the body of its form. A text field sends at most what a cell may hold. */
const asked = z.object({ t: z.string().max(2_000), do: z.enum(DEEDS).optional().catch(undefined) })
const field = z.string().max(4_000).optional()
const posted = z.object({
  t: z.string().max(2_000),
  do: z.enum(DEEDS),
  rev: z.coerce.number().int().min(0).max(1_000_000_000),
  status: field,
  doneOn: field,
  evidence: field,
  help: field,
  reply: field,
  checkComment: field,
  declineReason: field,
})
type Posted = z.infer<typeof posted>

/** The form has a handful of short fields. */
const BODY_BYTES = 40_000

/** A link that leads nowhere; `gone`, `used` and the rest are explained to its reader. */
type Dead = Closed | 'used' | 'gone' | 'nothing' | 'large' | 'internal'

const statuses: Readonly<Record<Dead, number>> = {
  forged: 403,
  denied: 403,
  expired: 410,
  used: 410,
  gone: 410,
  nothing: 409,
  large: 413,
  internal: 500,
}

/**
 * The HTTP function `answer`: the page that a link in a mail opens, for one person and one measure. GET
 * only shows, so that a mail program which opens links by itself changes nothing; POST writes. No
 * account is needed: the link is the proof, and the person's authority is looked up anew each time.
 */
export function answerFunction(services: Services): (req: Request, res: Response) => Promise<void> {
  const known = new Known(services.store, () => services.clock.elapsed())
  const refusing =
    (res: Response): Refuse =>
    (dead, language = 'ru') => {
      services.log('INFO', 'link refused', { job: 'answer', code: dead })
      sendDead(res, dead, language)
    }
  return linkPage(services, 'answer', {
    get: (req, res) => show(services, known, req, res, refusing(res)),
    post: (req, res) => write(services, known, req, res, refusing(res)),
    broken: (res) => sendDead(res, 'internal', 'ru'),
  })
}

type Refuse = (dead: Dead, language?: Language) => void

/** The measure of a link, as it stands in the store. */
interface Found {
  readonly open: OpenLink
  readonly id: string
  readonly row: StoredRow
  readonly school: string
  readonly deeds: readonly Deed[]
}

async function find(
  { store, ...services }: Services,
  known: Known,
  token: string,
): Promise<Found | { readonly dead: Dead; readonly language: Language }> {
  const open = await openLink({ store, ...services }, known, token)
  if (typeof open === 'string') return { dead: open, language: 'ru' }
  const { link, world, authority } = open
  const dead = (why: Dead) => ({ dead: why, language: world.programme.language })
  if (link.measure === null) return dead('forged')
  const snapshot = await rowDocs(store, link.programme, 'measures').doc(link.measure).get()
  const row = recordIn<StoredRow>(snapshot)
  if (row === null || row.archivedAt !== null) return dead('gone')
  const role = row.school === null ? null : roleAt(authority, row.school)
  if (row.school === null || role === null || role === 'observer') return dead('denied')
  const answer = `${linkId(token)}-0-${row.school}`
  if ((await changeDocs(store, link.programme).doc(answer).get()).exists) return dead('used')
  return {
    open,
    id: link.measure,
    row,
    school: world.directory.schools.get(row.school)?.name ?? '',
    deeds: deedsOf(open, row),
  }
}

async function show(
  services: Services,
  known: Known,
  req: Request,
  res: Response,
  refuse: Refuse,
): Promise<void> {
  const query = asked.safeParse(req.query)
  if (!query.success) return refuse('forged')
  const found = await find(services, known, query.data.t)
  if ('dead' in found) return refuse(found.dead, found.language)
  sendMeasure(res, 200, found, query.data.t, query.data.do ?? null, {}, {}, null)
}

async function write(
  services: Services,
  known: Known,
  req: Request,
  res: Response,
  refuse: Refuse,
): Promise<void> {
  if ((req.rawBody?.length ?? 0) > BODY_BYTES) return refuse('large')
  const read = posted.safeParse(req.body)
  if (!read.success) return refuse('forged')
  const { t: token, do: deed, rev } = read.data
  const found = await find(services, known, token)
  if ('dead' in found) return refuse(found.dead, found.language)
  const { open, id, row } = found
  const { language } = open.world.programme
  const { mailPages } = textsIn(language)
  if (!found.deeds.includes(deed === 'improve' ? 'report' : deed))
    return refuse('nothing', language)

  const sent = sentFields(read.data)
  const missing = missingIn(read.data, found)
  if (missing !== null) {
    return sendMeasure(res, 422, found, token, deed, sent, missing, mailPages.refused.how)
  }
  const cells = cellsOf(read.data, found)
  // Who answers a school's request closes it, though the words are the school's: they go into the answer.
  const role = deed === 'reply' ? 'coordinator' : undefined
  const answered = await answerRow(
    services.store,
    open,
    token,
    { id, stored: row, rev },
    cells,
    role,
  )
  switch (answered.outcome) {
    case 'stored':
      services.log('INFO', 'answered from a mail', { job: 'answer', deed, row: id })
      return sendPage(
        res,
        200,
        language,
        mailPages.done.title,
        markup`<h1>${mailPages.done.title}</h1>
          <p>${mailPages.done[deed === 'improve' ? 'report' : deed]}</p>
          <p class="hint">${mailPages.done.close}</p>`,
      )
    case 'used':
      return refuse('used', language)
    case 'conflict': {
      const now = await find(services, known, token)
      if ('dead' in now) return refuse(now.dead, now.language)
      return sendMeasure(res, 409, now, token, deed, sent, {}, mailPages.refused.conflict)
    }
    default: {
      const { problems } = answered
      if (Object.keys(problems).length === 0) return refuse('denied', language)
      const places = placed(atField(problems, deed), fieldsOf(deed))
      return sendMeasure(res, 422, found, token, deed, sent, places, mailPages.refused.how)
    }
  }
}

/** The cells that a deed fills, as they would be typed. */
function cellsOf(form: Posted, { row, open }: Found): Cells<Entered> {
  const { mailPages } = open.world.texts
  switch (form.do) {
    case 'help':
      return { help: form.help?.trim() ?? '' }
    case 'reply': {
      const asked = quoted(String(row.cells['help'] ?? ''), open.world.texts.digest.marks)
      return { help: '', checkComment: mailPages.replied(asked, form.reply?.trim() ?? '') }
    }
    case 'confirm':
    case 'return':
    case 'agree':
    case 'decline': {
      const words = form.do === 'return' ? form.checkComment : form.declineReason
      return deedCells(form.do, row.cells, words ?? '', open.world.texts)
    }
    default: {
      const finished = form.status === 'done' || form.status === 'partlyDone'
      const doneOn = finished && form.doneOn !== undefined ? { doneOn: form.doneOn.trim() } : {}
      return { status: form.status ?? '', ...doneOn, evidence: form.evidence?.trim() ?? '' }
    }
  }
}

/** What a deed cannot do without. */
function missingIn(form: Posted, { open }: Found): Readonly<Record<string, string>> | null {
  const { required } = textsIn(open.world.programme.language).mailPages
  if (form.do === 'help' && !form.help?.trim()) return { help: required.help }
  if (form.do === 'reply' && !form.reply?.trim()) return { reply: required.reply }
  if (form.do === 'return' && !form.checkComment?.trim()) return { checkComment: required.return }
  return null
}

/** What was filled in, to be shown again. */
function sentFields(form: Posted): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fieldsOf(form.do).flatMap((name) => {
      const value: unknown = Object.entries(form).find(([key]) => key === name)?.[1]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}

/** An answer to a request for help is typed in a field of its own, and stands in the comment. */
function atField(
  problems: Readonly<Record<string, string>>,
  deed: Deed,
): Readonly<Record<string, string>> {
  const { checkComment, ...others } = problems
  if (deed !== 'reply' || checkComment === undefined) return problems
  return { ...others, reply: checkComment }
}

/** Words to a cell that the form has no field for stand above it. */
function placed(
  problems: Readonly<Record<string, string>>,
  fields: readonly string[],
): Readonly<Record<string, string>> {
  const elsewhere = Object.entries(problems).filter(([key]) => !fields.includes(key))
  const own = Object.entries(problems).filter(([key]) => fields.includes(key))
  const said = elsewhere.map(([, text]) => text).join(' ')
  return Object.fromEntries(said === '' ? own : [...own, ['', said]])
}

function sendMeasure(
  res: Response,
  status: number,
  { open, row, school, deeds }: Found,
  token: string,
  wanted: Deed | null,
  sent: Readonly<Record<string, string>>,
  problems: Readonly<Record<string, string>>,
  notice: string | null,
): void {
  const { texts, today } = open.world
  const page = { texts, today, token, school, row, deeds, wanted, sent, problems, notice }
  sendPage(res, status, texts.language, school, measurePage(page))
}

function sendDead(res: Response, dead: Dead, language: Language): void {
  const { bad } = textsIn(language).mailPages
  const body = markup`<h1>${bad.title}</h1>
    <p>${bad[dead]}</p>`
  sendPage(res, statuses[dead], language, bad.title, body)
}
