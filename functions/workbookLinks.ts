import type { LinksFor } from '../domain/digest/compose.ts'
import type { Role } from '../domain/records.ts'
import { signLink, type MailLink } from './mail/links.ts'
import type { Services } from './services.ts'
import type { Workbook } from './store/workbooks.ts'

const DAY_MS = 86_400_000

/** How long a letter can be answered: over the next two digests. */
const ANSWER_DAYS = 21

/** Mail must be possible to stop from an old letter too. */
const CHOICE_DAYS = 400

/**
 * Where the digests' links lead, by the authority of their reader: a row opens in a workbook where the
 * reader may act on it (a check is the curator's, a deadline the coordinator's), a school in its own
 * workbook. A row and a cell are named after `#`: `…#table=measures&row=ab12cd34&column=deadline`; a
 * program that does not know this part opens the workbook all the same.
 */
export function workbookLinks(
  { config, clock }: Pick<Services, 'config' | 'clock'>,
  programme: string,
  workbooks: readonly Workbook[],
): LinksFor {
  const urlOf = (workbook: Workbook | undefined) =>
    workbook === undefined ? null : config.workbookUrl(workbook.id)

  const now = clock.now().getTime()
  const page = (
    name: string,
    link: Omit<MailLink, 'programme'>,
    further: Record<string, string>,
  ) => {
    const t = signLink(config.linkSecret, { programme, ...link })
    return `${config.functionsUrl}/${name}?${new URLSearchParams({ t, ...further }).toString()}`
  }

  return (reader, person) => {
    const expires = now + ANSWER_DAYS * DAY_MS
    const place = (school: string, parts: Readonly<Record<string, string>>) => {
      const url = urlOf(bestFor(school, reader, workbooks))
      return url === null ? null : `${url}#${new URLSearchParams(parts).toString()}`
    }
    return {
      workbook: (school) => urlOf(bestFor(school, 'staff', workbooks)),
      row: (school, table, row) => place(school, { table, row }),
      cell: (school, table, row, column) => place(school, { table, row, column }),
      answer: (_school, measure, deed) =>
        page('answer', { person, measure, expires }, { do: deed }),
      message: (school) => page('message', { person, measure: null, school, expires }, {}),
      preferences: (stop) =>
        page(
          'preferences',
          { person, measure: null, expires: now + CHOICE_DAYS * DAY_MS },
          stop ? { stop: '1' } : {},
        ),
      programme: (table) => {
        const url = urlOf(workbooks.find(({ scope }) => scope === 'all'))
        if (url === null || table === undefined) return url
        return `${url}#${new URLSearchParams({ table }).toString()}`
      },
    }
  }
}

/**
 * Of the workbooks that show a school: one with the reader's own authority, then the one of the fewest
 * schools; ids settle ties, so that links do not change from week to week.
 */
function bestFor(school: string, reader: Role, workbooks: readonly Workbook[]) {
  const foreign = ({ ceiling }: Workbook) => (ceiling === reader ? 0 : 1)
  return workbooks
    .filter(({ scope }) => scope === 'all' || scope.includes(school))
    .toSorted(
      (a, b) =>
        foreign(a) - foreign(b) ||
        (sizeOf(a) === sizeOf(b) ? 0 : sizeOf(a) - sizeOf(b)) ||
        a.id.localeCompare(b.id),
    )[0]
}

function sizeOf({ scope }: Workbook): number {
  return scope === 'all' ? Infinity : scope.length
}
