import type { Links } from '../domain/digest/digest.ts'
import type { Binding, Role } from '../domain/records.ts'
import type { Services } from './services.ts'
import { recordIn } from './store/documents.ts'

interface Workbook extends Binding {
  readonly id: string
}

/**
 * Where the digests' links lead, by the authority of their reader: a row opens in a workbook where the
 * reader may act on it (a check is the curator's, a deadline the coordinator's), a school in its own
 * workbook. A row and a cell are named after `#`: `…#table=measures&row=ab12cd34&column=deadline`; a
 * program that does not know this part opens the workbook all the same.
 */
export async function workbookLinks(
  { store, config }: Services,
  programme: string,
): Promise<(reader: Role) => Links> {
  const found = await store.collection('workbooks').where('programme', '==', programme).get()
  const workbooks = found.docs.flatMap((snapshot): Workbook[] => {
    const binding = recordIn<Binding>(snapshot)
    return binding === null ? [] : [{ ...binding, id: snapshot.id }]
  })
  const urlOf = (workbook: Workbook | undefined) =>
    workbook === undefined ? null : config.workbookUrl(workbook.id)

  return (reader) => {
    const place = (school: string, parts: Readonly<Record<string, string>>) => {
      const url = urlOf(bestFor(school, reader, workbooks))
      return url === null ? null : `${url}#${new URLSearchParams(parts).toString()}`
    }
    return {
      workbook: (school) => urlOf(bestFor(school, 'staff', workbooks)),
      row: (school, table, row) => place(school, { table, row }),
      cell: (school, table, row, column) => place(school, { table, row, column }),
      answer: () => null,
      preferences: () => null,
      programme: () => urlOf(workbooks.find(({ scope }) => scope === 'all')),
    }
  }
}

/**
 * Of the workbooks that show a school: one with the reader's own authority, then the one of the fewest
 * schools; ids settle ties, so that links do not change from week to week.
 */
function bestFor(school: string, reader: Role, workbooks: readonly Workbook[]) {
  const size = ({ scope }: Workbook) => (scope === 'all' ? Infinity : scope.length)
  const foreign = ({ ceiling }: Workbook) => (ceiling === reader ? 0 : 1)
  return workbooks
    .filter(({ scope }) => scope === 'all' || scope.includes(school))
    .toSorted(
      (a, b) =>
        foreign(a) - foreign(b) ||
        (size(a) === size(b) ? 0 : size(a) - size(b)) ||
        a.id.localeCompare(b.id),
    )[0]
}
