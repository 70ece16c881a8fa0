import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { roleAt } from '../domain/access.ts'
import { emptyCard } from '../domain/card.ts'
import { headingsIn } from '../domain/digest/headings.ts'
import { NO_LINKS } from '../domain/digest/digest.ts'
import { programmeDay } from '../domain/digest/programmeDay.ts'
import { messageToSchool } from '../domain/digest/schoolParts.ts'
import type { Card } from '../domain/records.ts'
import { textsIn, type Language } from '../domain/texts/texts.ts'
import { linkPage } from './mail/linkPage.ts'
import { openLink, type Closed, type OpenLink } from './mail/openLink.ts'
import { markup, sendPage, type PageScript } from './mail/page.ts'
import { wholeCard } from './readDay.ts'
import type { Services } from './services.ts'
import { cardDocs, recordIn } from './store/documents.ts'
import { Known } from './store/known.ts'

const query = z.object({ t: z.string().max(2_000) })

type Dead = Closed | 'noSchool' | 'internal'

const statuses: Readonly<Record<Dead, number>> = {
  forged: 403,
  denied: 403,
  expired: 410,
  noSchool: 410,
  internal: 500,
}

/** Rows of a list in a message; it names fewer. */
const ROWS = 10

/**
 * The HTTP function `message`: a few lines to a school as it stands today, to be copied into a messenger
 * by its curator or the coordinator. It only shows: nothing is sent, and nothing written.
 */
export function messageFunction(
  services: Services,
): (req: Request, res: Response) => Promise<void> {
  const known = new Known(services.store, () => services.clock.elapsed())
  return linkPage(services, 'message', {
    get: (req, res) => show(services, known, req, res),
    broken: (res) => sendDead(res, 'internal', 'ru'),
  })
}

async function show(services: Services, known: Known, req: Request, res: Response): Promise<void> {
  const asked = query.safeParse(req.query)
  const open = await openLink(services, known, asked.success ? asked.data.t : '')
  if (typeof open === 'string') return sendDead(res, open, 'ru')
  const { texts } = open.world
  const { school } = open.link
  if (school === undefined) return sendDead(res, 'forged', texts.language)
  const role = roleAt(open.authority, school)
  if (role !== 'curator' && role !== 'coordinator') return sendDead(res, 'denied', texts.language)
  const said = await messageOf(services, open, school)
  if (said === null) return sendDead(res, 'noSchool', texts.language)
  const { message } = texts.mailPages
  const body =
    said === ''
      ? markup`<p>${message.nothing}</p>`
      : markup`<label for="message">${message.how}</label>
          <textarea id="message" rows="9" readonly>${said}</textarea>
          <button hidden data-done="${message.copied}">${message.copy}</button>`
  const title = message.title
  sendPage(res, 200, texts.language, title, markup`<h1>${title}</h1>${body}`, COPY)
}

/** Null where the school takes no part any more; empty where there is nothing to tell it. */
async function messageOf(
  services: Services,
  { link, world }: OpenLink,
  school: string,
): Promise<string | null> {
  const { store } = services
  const kept = recordIn<Card>(await cardDocs(store, link.programme).doc(school).get())
  const card = await wholeCard(kept ?? emptyCard, school, services, link.programme)
  const cards = new Map([[school, card]])
  const today = programmeDay(world.programme, world.today, world.directory, cards)
  const found = today.schools.find(({ id }) => id === school)
  if (found === undefined) return null
  const { texts } = world
  const headings = headingsIn(texts)
  return messageToSchool(found, { texts, headings, links: NO_LINKS, rows: ROWS, day: today.day })
}

/** Copies the text; a browser that lets no page do so has it selected for its own «copy». */
const COPY: PageScript = `
const button = document.querySelector('button')
const text = document.querySelector('textarea')
if (button) {
  button.hidden = false
  button.onclick = async () => {
    text.select()
    try { await navigator.clipboard.writeText(text.value) } catch { if (!document.execCommand('copy')) return }
    button.textContent = button.dataset.done
  }
}
`

function sendDead(res: Response, dead: Dead, language: Language): void {
  const { bad, message } = textsIn(language).mailPages
  const words = dead === 'noSchool' ? message.noSchool : bad[dead]
  sendPage(
    res,
    statuses[dead],
    language,
    message.title,
    markup`<h1>${message.title}</h1>
      <p>${words}</p>`,
  )
}
