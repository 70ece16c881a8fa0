import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { receiveRow } from '../domain/receive.ts'
import { authorityOf, DIGESTS, people, type DigestChoice } from '../domain/tables/people.ts'
import { textsIn, type Language } from '../domain/texts/texts.ts'
import { linkPage } from './mail/linkPage.ts'
import { FROM_MAIL } from './mail/answerRow.ts'
import { openLink, type Closed, type OpenLink } from './mail/openLink.ts'
import { markup, sendPage, type Html } from './mail/page.ts'
import type { Services } from './services.ts'
import { commitPart } from './store/commit.ts'
import { DIRECTORY, recordIn, rowDocs } from './store/documents.ts'
import type { StoredRow } from '../domain/records.ts'
import { Known } from './store/known.ts'
import { randomUUID } from 'node:crypto'

const query = z.object({ t: z.string().max(2_000), stop: z.string().optional() })
const body = z.object({
  /** What mail programs post for RFC 8058; the token is in the address then. */
  'List-Unsubscribe': z.literal('One-Click').optional(),
  digest: z.enum(DIGESTS).optional(),
  t: z.string().max(2_000).optional(),
})

const statuses: Readonly<Record<Closed | 'internal', number>> = {
  forged: 403,
  denied: 403,
  expired: 410,
  internal: 500,
}

/**
 * The HTTP function `preferences`: what mail an address gets. GET shows the choice and changes nothing;
 * POST writes it, also from a mail program's own «unsubscribe» (RFC 8058: one POST, no page, no login).
 * The choice is a cell of the table of people, on record like any other; it holds for all people who
 * share the address, for a letter cannot be stopped for one of them.
 */
export function preferencesFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  const known = new Known(services.store, () => services.clock.elapsed())
  return linkPage(services, 'preferences', {
    get: (req, res) => show(services, known, req, res),
    post: (req, res) => write(services, known, req, res),
    broken: (res) => sendDead(res, 'internal'),
  })
}

async function show(services: Services, known: Known, req: Request, res: Response): Promise<void> {
  const asked = query.safeParse(req.query)
  const open = await openChoice(services, known, asked.success ? asked.data.t : '')
  if (typeof open === 'string') return sendDead(res, open)
  const { preferences } = open.world.texts.mailPages
  const title = asked.data?.stop === undefined ? preferences.title : preferences.stopTitle
  const token = asked.data?.t ?? ''
  const form = asked.data?.stop === undefined ? choiceForm(open, token) : stopForm(open, token)
  sendPage(
    res,
    200,
    languageOf(open),
    title,
    markup`<h1>${title}</h1>
      ${form}`,
  )
}

async function write(services: Services, known: Known, req: Request, res: Response): Promise<void> {
  const read = body.safeParse(req.body)
  const asked = query.safeParse(req.query)
  const token = (read.success ? read.data.t : undefined) ?? (asked.success ? asked.data.t : '')
  const open = await openChoice(services, known, token)
  if (typeof open === 'string') return sendDead(res, open)
  const oneClick = read.data?.['List-Unsubscribe'] !== undefined
  const choice = oneClick ? 'none' : read.data?.digest
  if (choice === undefined) return sendDead(res, 'forged')
  for (const person of sharing(open)) await choose(services, open, person, choice)
  known.forgetDirectory(open.link.programme)
  services.log('INFO', 'mail chosen', {
    job: 'preferences',
    programme: open.link.programme,
    choice,
  })
  const { preferences } = open.world.texts.mailPages
  sendPage(
    res,
    200,
    languageOf(open),
    preferences.saved,
    markup`<h1>${preferences.saved}</h1>
      <p>${preferences.savedHow[choice]}</p>`,
  )
}

/** A link to answer for a measure or to copy a message, passed on to somebody, stops nobody's mail. */
async function openChoice(
  services: Services,
  known: Known,
  token: string,
): Promise<OpenLink | Closed> {
  const open = await openLink(services, known, token)
  if (typeof open === 'string') return open
  return open.link.measure === null && open.link.school === undefined ? open : 'forged'
}

/** Ids of the people who have the same address. */
function sharing({ person, world }: OpenLink): readonly string[] {
  return world.directory.people.filter(({ email }) => email === person.email).map(({ id }) => id)
}

/** The one cell that a person may set about themselves, past the rule that the coordinator keeps the table. */
async function choose(
  { store }: Services,
  { link, world, person }: OpenLink,
  id: string,
  choice: DigestChoice,
): Promise<void> {
  const snapshot = await rowDocs(store, link.programme, people.name).doc(id).get()
  const stored = recordIn<StoredRow>(snapshot)
  if (stored === null || stored.archivedAt !== null) return
  await commitPart(store, {
    programme: link.programme,
    card: DIRECTORY,
    number: 0,
    rows: [
      {
        table: people,
        id,
        receive: (inForce) =>
          receiveRow(
            {
              table: people,
              columns: ['digest'],
              // Their last word counts, whatever the coordinator wrote meanwhile.
              sent: {
                id,
                rev: inForce.stored?.rev ?? 0,
                row: stored.corrections?.row ?? 0,
                cells: { digest: choice },
              },
              school: null,
              roleAt: () => 'coordinator',
              workbook: stored.corrections?.workbook ?? FROM_MAIL.spreadsheetId,
              lost: [],
              by: person.id,
              at: world.at,
              context: (card) => world.contextOf(null, card),
              witness: world,
            },
            inForce,
          ),
      },
    ],
    author: {
      at: world.at,
      day: world.today,
      by: person.id,
      reportedEditor: null,
      role: authorityOf(person.role),
      from: FROM_MAIL,
      request: `mail-${randomUUID()}`,
    },
    writerOf: (record) => world.writerOf(record),
  })
}

function choiceForm(open: OpenLink, token: string): Html {
  const { preferences } = open.world.texts.mailPages
  const briefs = open.world.directory.card.briefs[people.name] ?? {}
  const now = DIGESTS.find((one) => one === briefs[open.person.id]?.['digest']) ?? 'weekly'
  const choices = DIGESTS.map(
    (code) =>
      markup`<label class="choice"
        ><input type="radio" name="digest" value="${code}" ${code === now ? CHECKED : null} /><span
          >${preferences.choices[code]}</span
        ></label
      >`,
  )
  return markup`<p class="school">${preferences.whose(postsOf(open))}</p>
    <form method="post" action="preferences">
      <input type="hidden" name="t" value="${token}" /> ${choices}<button>
        ${preferences.save}
      </button>
    </form>`
}

function stopForm(open: OpenLink, token: string): Html {
  const { preferences } = open.world.texts.mailPages
  return markup`<p class="school">${preferences.whose(postsOf(open))}</p>
    <p>${preferences.stopHow}</p>
    <form method="post" action="preferences">
      <input type="hidden" name="t" value="${token}" />
      <button name="digest" value="none">${preferences.stop}</button>
    </form>`
}

const CHECKED: Html = { safe: 'checked' }

function postsOf({ person, world }: OpenLink): string {
  const own = world.directory.people.filter(({ email }) => email === person.email)
  const named = own.map(({ post, school }) =>
    [post, school === null ? null : world.directory.schools.get(school)?.name]
      .filter((part) => part !== null && part !== undefined)
      .join(', '),
  )
  return named.join('; ')
}

function languageOf({ world }: OpenLink): Language {
  return world.texts.language
}

function sendDead(res: Response, dead: Closed | 'internal'): void {
  const { bad } = textsIn('ru').mailPages
  sendPage(
    res,
    statuses[dead],
    'ru',
    bad.title,
    markup`<h1>${bad.title}</h1>
      <p>${bad[dead]}</p>`,
  )
}
