import type { Firestore } from '@google-cloud/firestore'
import { emptyCard } from '../../domain/card.ts'
import { readDirectory, type Directory } from '../../domain/directory.ts'
import type { Binding, Card, Programme } from '../../domain/records.ts'
import { Cache } from './cache.ts'
import { bindingDoc, cardDocs, DIRECTORY, programmeDoc, recordIn } from './documents.ts'

/** What the functions go on by for up to a minute without reading it again. */
export class Known {
  readonly #store: Firestore
  readonly #bindings: Cache<Binding | null>
  readonly #programmes: Cache<Programme>
  readonly #directories: Cache<Directory>

  constructor(store: Firestore, elapsed: () => number) {
    this.#store = store
    this.#bindings = new Cache(elapsed)
    this.#programmes = new Cache(elapsed)
    this.#directories = new Cache(elapsed)
  }

  /** Null for a workbook that is not connected; that is not remembered, as it may be at any moment. */
  async binding(spreadsheetId: string): Promise<Binding | null> {
    const binding = await this.#bindings.get(spreadsheetId, async () =>
      recordIn<Binding>(await bindingDoc(this.#store, spreadsheetId).get()),
    )
    if (binding === null) this.#bindings.forget(spreadsheetId)
    return binding
  }

  programme(id: string): Promise<Programme> {
    return this.#programmes.get(id, async () => {
      const programme = recordIn<Programme>(await programmeDoc(this.#store, id).get())
      if (programme === null) throw new Error(`Programme ${id} has no document.`)
      return programme
    })
  }

  directory(programme: string): Promise<Directory> {
    return this.#directories.get(programme, async () => {
      const snapshot = await cardDocs(this.#store, programme).doc(DIRECTORY).get()
      return readDirectory(recordIn<Card>(snapshot) ?? emptyCard)
    })
  }

  /** The directory; read anew for an address that it does not have, who may just have been added. */
  async directoryWith(email: string, programme: string): Promise<Directory> {
    const directory = await this.directory(programme)
    if (directory.people.some((person) => person.email === email)) return directory
    this.forgetDirectory(programme)
    return this.directory(programme)
  }

  forgetBinding(spreadsheetId: string): void {
    this.#bindings.forget(spreadsheetId)
  }

  forgetDirectory(programme: string): void {
    this.#directories.forget(programme)
  }
}
