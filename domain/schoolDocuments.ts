import type { Brief, Card, Day } from './records.ts'
import {
  DOCUMENT_CHECKS,
  DOCUMENT_KINDS,
  documentKinds,
  type DocumentCheck,
  type DocumentKind,
} from './tables/documents.ts'
import type { Texts } from './texts/texts.ts'

/** A document that a school must have, as the school's card keeps it. */
export interface SchoolDocument {
  readonly id: string
  readonly kind: DocumentKind
  /** Empty where the kind says it all. */
  readonly name: string
  readonly due: Day | null
  /** Null while the document is missing. */
  readonly uploadedOn: Day | null
  readonly check: DocumentCheck
}

export interface DocumentFigures {
  readonly expected: number
  readonly uploaded: number
}

/** The documents of a school, those due first at the head, without a day last. */
export function documentsOf(card: Card): readonly SchoolDocument[] {
  return Object.entries(card.briefs['documents'] ?? {})
    .map(([id, brief]) => documentOf(id, brief))
    .sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.id.localeCompare(b.id))
}

function documentOf(id: string, brief: Brief): SchoolDocument {
  const text = (key: string) => String(brief[key] ?? '')
  return {
    id,
    kind: DOCUMENT_KINDS.find((kind) => kind === brief['kind']) ?? 'other',
    name: text('name'),
    due: text('due') || null,
    uploadedOn: text('uploadedOn') || null,
    check: DOCUMENT_CHECKS.find((check) => check === brief['check']) ?? 'unchecked',
  }
}

export function documentFigures(documents: readonly SchoolDocument[]): DocumentFigures {
  return {
    expected: documents.length,
    uploaded: documents.length - missingDocuments(documents).length,
  }
}

/** Those without a day of uploading. */
export function missingDocuments(documents: readonly SchoolDocument[]): readonly SchoolDocument[] {
  return documents.filter(({ uploadedOn }) => uploadedOn === null)
}

/** Uploaded, and not looked at by the curator yet. */
export function documentsToCheck(documents: readonly SchoolDocument[]): readonly SchoolDocument[] {
  return documents.filter(({ uploadedOn, check }) => uploadedOn !== null && check === 'unchecked')
}

/** Sent back by the curator with remarks. */
export function documentsToImprove(
  documents: readonly SchoolDocument[],
): readonly SchoolDocument[] {
  return documents.filter(({ check }) => check === 'remarks')
}

/** @example documentName({ kind: 'mediumTerm', name: '' }, textsIn('ru')) // 'Среднесрочная программа развития' */
export function documentName(
  { kind, name }: Pick<SchoolDocument, 'kind' | 'name'>,
  texts: Texts,
): string {
  return name.trim() === '' ? documentKinds(texts).labels[kind] : name
}
