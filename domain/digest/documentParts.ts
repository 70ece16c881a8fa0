import { weekEnd } from '../days.ts'
import {
  documentName,
  documentsToCheck,
  documentsToImprove,
  missingDocuments,
  type SchoolDocument,
} from '../schoolDocuments.ts'
import type { Item, Section } from './digest.ts'
import { action, capped, strong } from './lists.ts'
import type { SchoolDay } from './programmeDay.ts'
import type { Piece } from './subject.ts'
import type { Teller } from './teller.ts'
import { callName, sentence, tidy } from './words.ts'

/**
 * What is missing in the schools, in one paragraph: those that miss most first. For the people above the
 * schools, whose own deed is a call.
 */
export function missingSection(
  schools: readonly SchoolDay[],
  teller: Teller,
  url: string | null,
): readonly Section[] {
  const { documents: words, dates, digest } = teller.texts
  const all = schools
    .map((school) => ({ school, missing: missingDocuments(school.documents) }))
    .filter(({ missing }) => missing.length > 0)
    .toSorted((a, b) => b.missing.length - a.missing.length)
    .flatMap(({ school, missing }) => missing.map((document) => ({ school, document })))
  if (all.length === 0) return []
  const { shown, left } = capped(all, teller)
  const said = [...Map.groupBy(shown, ({ school }) => school)].map(([school, own]) =>
    words.ofSchool(
      callName(school.name),
      own.map(({ document }) => {
        const name = tidy(documentName(document, teller.texts), 100)
        const ahead = document.due !== null && document.due >= teller.day
        return ahead ? `${name} (${words.until(dates.dayMonth(document.due, teller.day))})` : name
      }),
    ),
  )
  return [
    {
      tone: 'fix',
      title: words.missing(all.length),
      after: `. ${said.join(' ')}`,
      ...(left > 0 ? { more: words.more(left) } : {}),
      actions: action(digest.actions.openThem, url),
    },
  ]
}

/** The school's own documents: what to upload, what to correct by the curator's remarks. */
export function ownDocuments(school: SchoolDay, teller: Teller): readonly Section[] {
  const { documents: words } = teller.texts
  return [
    ...listed(documentsToImprove(school.documents), words.toImprove, 'rework', school, teller),
    ...listed(missingDocuments(school.documents), words.missing, 'fix', school, teller),
  ]
}

/** What the school's documents add to a subject; a document whose week has not come is no news. */
export function ownDocumentPieces(school: SchoolDay, teller: Teller): readonly Piece[] {
  const { pieces } = teller.texts.documents
  const missing = missingDocuments(school.documents)
  const due = missing.some(
    (document) => document.due !== null && document.due <= weekEnd(teller.day),
  )
  const improve = documentsToImprove(school.documents).length
  return [
    ...(improve > 0 ? [deed(pieces.toImprove(improve))] : []),
    ...(due ? [{ wordings: pieces.missing(missing.length) }] : []),
  ]
}

/** The documents that wait for a curator, over all accompanied schools. */
export function toCheckSection(schools: readonly SchoolDay[], teller: Teller): readonly Section[] {
  const { documents: words, dates } = teller.texts
  const all = schools.flatMap((school) =>
    documentsToCheck(school.documents).map((document) => ({ school, document })),
  )
  if (all.length === 0) return []
  const { shown, left } = capped(
    all.toSorted((a, b) =>
      (a.document.uploadedOn ?? '').localeCompare(b.document.uploadedOn ?? ''),
    ),
    teller,
  )
  return [
    {
      tone: 'decide',
      title: words.toCheck(all.length),
      items: shown.map(({ school, document }) => {
        const name = sentence(documentName(document, teller.texts))
        const title = schools.length === 1 ? name : `${school.name}: ${name}`
        const uploaded = dates.dayMonth(document.uploadedOn ?? '', teller.day)
        return {
          lines: [[strong(title)], [words.uploaded(uploaded)]],
          actions: openDocument(school, document, teller),
        }
      }),
      ...(left > 0 ? { more: words.more(left) } : {}),
    },
  ]
}

function listed(
  documents: readonly SchoolDocument[],
  title: (count: number) => string,
  tone: Section['tone'],
  school: SchoolDay,
  teller: Teller,
): readonly Section[] {
  if (documents.length === 0) return []
  const { shown, left } = capped(documents, teller)
  return [
    {
      tone,
      title: title(documents.length),
      items: shown.map((document) => ownItem(document, school, teller)),
      ...(left > 0 ? { more: teller.texts.documents.more(left) } : {}),
    },
  ]
}

function ownItem(document: SchoolDocument, school: SchoolDay, teller: Teller): Item {
  const { documents: words, dates } = teller.texts
  const { due, uploadedOn } = document
  const name = sentence(documentName(document, teller.texts))
  const when =
    due === null || uploadedOn !== null
      ? []
      : due < teller.day
        ? [[words.was(dates.onWeekday(due, teller.day))]]
        : [[words.ahead(dates.onWeekday(due, teller.day))]]
  return { lines: [[strong(name)], ...when], actions: openDocument(school, document, teller) }
}

function openDocument(school: SchoolDay, { id }: SchoolDocument, teller: Teller) {
  return action(teller.texts.digest.actions.openRow, teller.links.row(school.id, 'documents', id))
}

function deed(wordings: readonly string[]): Piece {
  return { wordings, deed: wordings[0] ?? '' }
}
