import { read } from './api.ts'
import { byId } from './element.ts'

/** The bar of an office's own server: who is signed in, and the way out. The workbook is the address's. */
export class OfficeBar {
  readonly place = 'Программа 500+'
  #person = ''

  /** Address of the person who is signed in. */
  get person(): string {
    return this.#person
  }

  /** Id of the workbook in this window. */
  get workbook(): string {
    return location.pathname.split('/')[2] ?? ''
  }

  async start(): Promise<void> {
    await this.refresh()
    byId('sign-out', HTMLButtonElement).addEventListener('click', () => {
      void fetch('/sign-out', { method: 'POST', redirect: 'manual' }).then(
        () => (location.href = '/sign-in'),
      )
    })
  }

  async refresh(): Promise<void> {
    const { person } = await read<{ person: string }>('/office')
    this.#person = person
    byId('person', HTMLOutputElement).textContent = person
  }
}
