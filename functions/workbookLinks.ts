import type { Links } from '../domain/digest/digest.ts'
import type { Binding } from '../domain/records.ts'
import type { Services } from './services.ts'
import { recordIn } from './store/documents.ts'

/**
 * Where the digests' links lead: the workbook of a school, and in it a row and a cell, named after `#`:
 * `…#table=measures&row=ab12cd34&column=deadline`. A program that does not know this part opens the
 * workbook all the same.
 */
export async function workbookLinks(
  { store, config }: Services,
  programme: string,
): Promise<Links> {
  const found = await store.collection('workbooks').where('programme', '==', programme).get()
  const workbooks = new Map<string, { readonly id: string; readonly schools: number }>()
  let whole: string | null = null
  // By id, so that two workbooks of one school do not change places from week to week.
  for (const snapshot of found.docs.toSorted((a, b) => a.id.localeCompare(b.id))) {
    const scope = recordIn<Binding>(snapshot)?.scope ?? []
    if (scope === 'all') whole ??= snapshot.id
    else {
      for (const school of scope) {
        const known = workbooks.get(school)
        // A school's own workbook rather than one that it shares.
        if (!known || scope.length < known.schools) {
          workbooks.set(school, { id: snapshot.id, schools: scope.length })
        }
      }
    }
  }
  const programmeUrl = whole === null ? null : config.workbookUrl(whole)
  const workbook = (school: string) => {
    const own = workbooks.get(school)
    return own ? config.workbookUrl(own.id) : programmeUrl
  }
  const place = (school: string, parts: Readonly<Record<string, string>>) => {
    const url = workbook(school)
    return url === null ? null : `${url}#${new URLSearchParams(parts).toString()}`
  }
  return {
    workbook,
    row: (school, table, row) => place(school, { table, row }),
    cell: (school, table, row, column) => place(school, { table, row, column }),
    programme: () => programmeUrl,
  }
}
