import type { Panel } from '../../domain/panel.ts'
import { sidebarTexts, type SidebarTexts } from '../../domain/texts/sidebar.ts'
import type { PanelState, Said } from '../panelState.ts'
import { call, requestId, type Place, type Told, type Wish } from './script.ts'

/** What a wish looks like before it has its request id. */
type Wanted = Wish extends infer W
  ? W extends { request: string }
    ? Omit<W, 'request'>
    : W
  : never

/** What the views share: how the workbook stands, and the ways to act on it. */
export interface Desk {
  readonly say: SidebarTexts
  readonly state: PanelState<Panel> | null
  /** The last panel that came; it stays while there is no connection. */
  readonly panel: Panel | null
  /** Says something to everybody, a screen reader too. */
  tell(text: string): void
  /** Sends what the person has said, and shows how all stands then. */
  show(said?: Said): Promise<void>
  /** Asks a function. Null where it refused or did not answer, which the person has been told. */
  ask(wanted: Wanted): Promise<Told | null>
  go(place: Place): Promise<void>
  enable(): Promise<void>
  /** Opens the view of a row. */
  open(place: Place, help?: boolean): Promise<void>
}

/** The desk of one sidebar; `render` is called whenever what it shows has changed. */
export class LiveDesk implements Desk {
  say = sidebarTexts.ru
  state: PanelState<Panel> | null = null
  panel: Panel | null = null
  /** How many calls are under way. */
  busy = 0
  /** Could the add-on itself not be reached? */
  broken = false
  readonly #render: () => void
  readonly #told: (text: string) => void
  readonly open: Desk['open']
  #unanswered: { readonly wanted: string; readonly request: string } | null = null

  constructor(render: () => void, told: (text: string) => void, open: Desk['open']) {
    this.#render = render
    this.#told = told
    this.open = open
  }

  tell(text: string): void {
    this.#told(text)
  }

  async show(said: Said = {}): Promise<void> {
    const state = await this.#calling(() => call('panelShow', said))
    this.broken = state === null
    if (state !== null) {
      this.state = state
      this.say = sidebarTexts[state.language]
      document.documentElement.lang = state.language
      this.panel = state.panel ?? this.panel
    }
    this.#render()
  }

  async ask(wanted: Wanted): Promise<Told | null> {
    const key = JSON.stringify(wanted)
    // The same wish again after no answer came is the same request.
    const request = this.#unanswered?.wanted === key ? this.#unanswered.request : requestId()
    const wish: Wish =
      wanted.do === 'read' || wanted.do === 'deleted' ? wanted : { ...wanted, request }
    const asked = await this.#calling(() => call('panelAsk', wish))
    if (asked && 'answer' in asked) {
      this.#unanswered = null
      return asked.answer
    }
    this.#unanswered = { wanted: key, request }
    this.tell(asked && 'refused' in asked ? asked.refused.message : this.say.broken)
    return null
  }

  async go(place: Place): Promise<void> {
    if ((await this.#calling(() => call('panelGo', place))) === false) await this.show()
  }

  async enable(): Promise<void> {
    await this.#calling(() => call('enableSync'))
    await this.show()
  }

  /** Null where the call failed. */
  async #calling<T>(work: () => Promise<T>): Promise<T | null> {
    this.busy += 1
    this.#render()
    try {
      return await work()
    } catch {
      this.tell(this.say.broken)
      return null
    } finally {
      this.busy -= 1
      this.#render()
    }
  }
}
