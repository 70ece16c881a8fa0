import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIPv6 } from 'node:net'
import { textsIn } from '../../domain/texts/texts.ts'
import { markup } from '../../functions/mail/page.ts'
import type { FunctionName } from '../../functions/register.ts'
import type { Known } from '../../functions/store/known.ts'
import type { Host } from '../host.ts'
import { BadRequest, json, type Route } from '../router.ts'
import type { OfficeConfig } from './config.ts'
import type { Entries } from './entries.ts'
import { safeNext, show } from './pages.ts'
import { mayOpen } from './seat.ts'

/** What the outside may ask for without a session: pages of mails, which check their links, health, and the page's files. */
const OPEN = /^\/(sign-in|sign-in\/code|health|answer|preferences|message|page\/[\w.-]+)$/
/** What the programme's own parts ask of each other; each call brings a token. */
const INNER: Readonly<
  Record<Exclude<FunctionName, 'answer' | 'preferences' | 'message' | 'health'>, true>
> = {
  sync: true,
  bind: true,
  history: true,
  sidebar: true,
  importRoadmap: true,
  brief: true,
  exportTables: true,
  lowResults: true,
  review: true,
  newYear: true,
  tabs: true,
  checkDeadlines: true,
  weeklyDigest: true,
  reconcile: true,
  refreshDashboards: true,
  setup: true,
  tick: true,
}
const FOREIGN_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded']

function isInner(pathname: string): boolean {
  return (
    Object.hasOwn(INNER, pathname.slice(1)) || pathname === '/jwks' || pathname.startsWith('/v4/')
  )
}

/** A call of this very computer that no proxy has passed on. The token that it brings is checked behind. */
export function fromInside({ headers, socket }: IncomingMessage): boolean {
  return (
    /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '') &&
    /^127\.0\.0\.1:\d+$/.test(headers.host ?? '') &&
    FOREIGN_HEADERS.every((name) => headers[name] === undefined)
  )
}

/** Decides of every request who asks and whether the path is theirs, before any other route sees it. */
export class Gate {
  readonly #config: OfficeConfig
  readonly #entries: Entries
  readonly #people = new WeakMap<IncomingMessage, string>()
  readonly #streams = new Map<ServerResponse, { token: string; id: string }>()
  readonly #host: Host
  readonly #known: Known

  constructor(config: OfficeConfig, entries: Entries, host: Host, known: Known) {
    this.#config = config
    this.#entries = entries
    this.#host = host
    this.#known = known
  }

  /** Who sent this request, which the gate has let in. */
  person(request: IncomingMessage): string {
    const person = this.#people.get(request)
    if (person === undefined) throw new BadRequest(401, this.texts.ended)
    return person
  }

  get texts() {
    return textsIn(this.#config.programme.language).office
  }

  readonly route: Route = async (request, response, url) => {
    const { pathname } = url
    if (isInner(pathname)) {
      if (fromInside(request)) return false
      throw new BadRequest(404, 'Nothing is here.')
    }
    if (request.method === 'POST' && !/^\/(answer|preferences)$/.test(pathname))
      this.#ownPage(request)
    if (OPEN.test(pathname)) return false
    const token = this.tokenOf(request)
    const person = await this.personWith(token)
    if (person === undefined) return this.#signInFirst(request, response, url)
    this.#people.set(request, person)
    if (pathname === '/' || pathname === '/sign-out' || pathname === '/office') return false
    if (/^\/frame\/[\w-]+$/.test(pathname)) return false
    const id = /^\/w\/([\w-]+)(?:\/\w+)?$/.exec(pathname)?.[1]
    if (id === undefined) throw new BadRequest(404, 'Nothing is here.')
    if (!(await this.opens(person, id))) return this.#closed(request, response)
    if (pathname.endsWith('/events')) {
      this.#streams.set(response, { token, id })
      response.once('close', () => this.#streams.delete(response))
    }
    return false
  }

  /** The workbooks that this person may open. */
  async booksOf(person: string): Promise<{ id: string; title: string }[]> {
    const all = this.#host.workbooks.list()
    const open = await Promise.all(all.map(({ id }) => this.opens(person, id)))
    return all.filter((_, index) => open[index]).map(({ id, title }) => ({ id, title }))
  }

  /** May this person open the workbook? Who may is let into the spreadsheet, who may no more is let out. */
  async opens(person: string, id: string): Promise<boolean> {
    const book = this.#host.workbooks.list().find((each) => each.id === id)
    if (book === undefined) return false
    const directory = await this.#directory(person)
    const binding = await this.#known.binding(id)
    const whole = { scope: 'all', ceiling: 'coordinator' } as const
    // A spreadsheet that is not connected yet, or is a copy, is its maker's, and only a coordinator makes any.
    const may =
      binding === null
        ? book.owner === person && mayOpen(person, whole, directory)
        : binding.programme === this.#config.programme.id && mayOpen(person, binding, directory)
    if (may) this.#host.workbooks.share(id, person)
    else this.#host.workbooks.unshare(id, person)
    return may
  }

  /** Whether the programme knows this address. */
  async knows(email: string): Promise<boolean> {
    return (await this.#directory(email)).people.some((person) => person.email === email)
  }

  /** Whose live session the token is of, as long as the programme knows the person. */
  async personWith(token: string): Promise<string | undefined> {
    const person = token === '' ? undefined : this.#entries.personOf(token)
    return person !== undefined && (await this.knows(person)) ? person : undefined
  }

  /** Closes windows of those who have signed out, or may not sit there any more. */
  async sweep(): Promise<void> {
    for (const [response, { token, id }] of this.#streams) {
      const person = await this.personWith(token)
      if (person === undefined || !(await this.opens(person, id))) response.end()
    }
  }

  /** The cookie's name: over https no other site of the domain can set it. */
  get cookie(): string {
    return this.#config.url.startsWith('https:') ? '__Host-kurator' : 'kurator'
  }

  tokenOf({ headers }: IncomingMessage): string {
    const found = (headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim().split('='))
      .find(([name]) => name === this.cookie)
    return found?.[1] ?? ''
  }

  /** Where a request comes from, as tries are counted: an address, or the /64 network of an IPv6 one. */
  placeOf({ headers, socket }: IncomingMessage): string {
    const told = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1)
      ?.trim()
    const address = (this.#config.behindProxy && told) || socket.remoteAddress || ''
    return isIPv6(address) && !address.startsWith('::ffff:')
      ? address.split(':').slice(0, 4).join(':')
      : address
  }

  async #directory(email: string) {
    return await this.#known.directoryWith(email, this.#config.programme.id)
  }

  /** That a present Origin is ours has been checked already (`../router.ts`); a browser's POST has one. */
  #ownPage({ headers }: IncomingMessage): void {
    if (headers.origin === undefined) throw new BadRequest(403, this.texts.foreign)
  }

  #signInFirst(request: IncomingMessage, response: ServerResponse, url: URL): true {
    const page = request.method === 'GET' && /^\/(w\/[\w-]+)?$/.test(url.pathname)
    if (!page) return json(response, { error: { message: this.texts.ended } }, 401)
    const next = safeNext(url.pathname)
    const location = next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
    response.writeHead(303, { location, 'cache-control': 'no-store' }).end()
    return true
  }

  /** The same for a workbook of others and for one that is not there. */
  #closed(request: IncomingMessage, response: ServerResponse): true {
    const { title, how, back } = this.texts.closed
    if (request.method !== 'GET' || !String(request.headers.accept).includes('text/html')) {
      return json(response, { error: { message: `${title}. ${how}` } }, 403)
    }
    const body = markup`<h1>${title}</h1><p>${how}</p><p><a href="/">${back}</a></p>`
    return show(response, 403, this.#config.programme.language, title, body)
  }
}
