import type { NetworkState, Stand } from '../view.ts'
import { read, send } from './api.ts'
import { byId, element } from './element.ts'
import { toast } from './toasts.ts'

/**
 * The stand's bar: who sits here, before which workbook, on which day, and what the world does meanwhile.
 * It is no part of the product.
 */
export class StandBar {
  readonly place = 'стенд'
  readonly #person = byId('person', HTMLSelectElement)
  readonly #workbook = byId('workbook', HTMLSelectElement)
  readonly #network = byId('network', HTMLSelectElement)
  #workbooks: Stand['workbooks'] = []

  /** Address of the person who sits in this window. */
  get person(): string {
    return this.#person.value
  }

  /** Id of the workbook in this window. */
  get workbook(): string {
    return this.#workbook.value
  }

  async start(): Promise<void> {
    const stand = await this.refresh()
    this.#person.append(
      ...stand.people.map(({ email, post }) =>
        element('option', { value: email, textContent: post }),
      ),
    )
    this.#workbook.append(
      ...stand.workbooks.map(({ id, title }) =>
        element('option', { value: id, textContent: title }),
      ),
    )
    this.#workbook.value = location.pathname.split('/')[2] ?? stand.workbooks[0]?.id ?? ''
    const open = stand.workbooks.find(({ id }) => id === this.#workbook.value)
    const asked = new URLSearchParams(location.search).get('as') ?? open?.people[0] ?? ''
    if (!stand.people.some(({ email }) => email === asked)) {
      // Somebody whom the programme does not know may sit here as well.
      this.#person.append(element('option', { value: asked, textContent: asked }))
    }
    this.#person.value = asked
    this.#person.addEventListener('change', () => this.#choosePerson())
    this.#workbook.addEventListener('change', () => this.#chooseWorkbook())
    this.#network.addEventListener('change', () => void this.#setNetwork())
    this.#job(
      'next-day',
      '/stand/clock?days=1',
      'Наступил следующий день, ночные проверки выполнены.',
    )
    this.#job(
      'next-monday',
      '/stand/clock?to=monday',
      'Наступил понедельник, ночные проверки выполнены.',
    )
    this.#job('check', '/stand/run?job=checkDeadlines', 'Сроки проверены.')
    this.#job('digest', '/stand/run?job=weeklyDigest', 'Сводки отправлены: откройте «Почта».')
    this.#reset(stand.resets)
  }

  /** Shows the day, the unread mail and the line as they are now. */
  async refresh(): Promise<Stand> {
    const stand = await read<Stand>('/stand')
    byId('date', HTMLOutputElement).textContent = new Date(stand.now).toLocaleDateString('ru-RU', {
      weekday: 'short',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: stand.timeZone,
    })
    const inbox = byId('inbox', HTMLAnchorElement)
    inbox.textContent = stand.unread ? `Почта: ${stand.unread}` : 'Почта'
    inbox.title = stand.unread ? `Непрочитанных писем: ${stand.unread}` : 'Новых писем нет'
    this.#network.value = stand.network
    this.#network.classList.toggle('cut', stand.network !== 'on')
    this.#workbooks = stand.workbooks
    return stand
  }

  async #setNetwork(): Promise<void> {
    const said: Readonly<Record<NetworkState, string>> = {
      on: 'Связь есть: что ждало, отправлено.',
      slow: 'Связь медленная: каждый ответ идёт 3 секунды.',
      failing: 'Связь рвётся: каждый второй ответ теряется.',
      off: 'Связи между таблицей и системой нет. Вводить можно: строки подождут.',
    }
    const state = this.#network.value
    await send(`/stand/network?state=${state}`, {})
    for (const [name, text] of Object.entries(said)) if (name === state) toast(text)
  }

  /** Who may not open the chosen workbook gives the chair to the likeliest who may. */
  #chooseWorkbook(): void {
    const may = this.#workbooks.find(({ id }) => id === this.workbook)?.people ?? []
    if (!may.includes(this.person)) this.#person.value = may[0] ?? ''
    this.#go()
  }

  /** Who may not open this workbook goes to the one of their own. */
  #choosePerson(): void {
    const own = this.#workbooks.filter(({ people }) => people.includes(this.person))
    if (!own.some(({ id }) => id === this.workbook)) {
      this.#workbook.value = own[0]?.id ?? this.workbook
    }
    this.#go()
  }

  /** Another person or workbook is another window: the address says both. */
  #go(): void {
    location.href = `/w/${this.workbook}?as=${encodeURIComponent(this.person)}`
  }

  #job(id: string, path: string, done: string): void {
    const button = byId(id, HTMLButtonElement)
    button.addEventListener('click', () => {
      // A double click is one click: a week that passes twice is two weeks.
      button.disabled = true
      void send(path, {})
        .then(
          () => toast(done),
          (error: Error) => toast(error.message),
        )
        .then(() => this.refresh())
        .finally(() => (button.disabled = false))
    })
  }

  #reset(may: boolean): void {
    const button = byId('reset', HTMLButtonElement)
    button.hidden = !may
    button.addEventListener('click', () => {
      const question =
        'Вернуть стенд к образцу? Всё, что введено и отправлено на стенде, будет удалено.'
      if (!confirm(question)) return
      button.disabled = true
      document.body.classList.add('resetting')
      void send('/stand/reset', {})
        .then(() => anewAt('/stand'))
        .then(() => (location.href = '/'))
    })
  }
}

/** Waits until the server is back after it has begun anew. */
async function anewAt(path: string): Promise<void> {
  for (;;) {
    await new Promise((done) => setTimeout(done, 700))
    const back = await fetch(path).then(
      ({ ok }) => ok,
      () => false,
    )
    if (back) return
  }
}
