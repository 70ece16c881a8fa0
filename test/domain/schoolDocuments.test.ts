import { expect, test } from 'vitest'
import { emptyCard } from '../../domain/card.ts'
import {
  documentFigures,
  documentName,
  documentsOf,
  documentsToCheck,
  documentsToImprove,
  missingDocuments,
} from '../../domain/schoolDocuments.ts'
import { textsIn } from '../../domain/texts/texts.ts'

const card = {
  ...emptyCard,
  briefs: {
    documents: {
      late: { kind: 'order', due: '2021-05-01', uploadedOn: '2021-04-30', check: 'accepted' },
      none: { kind: 'mediumTerm', due: '2021-04-01' },
      fresh: { kind: 'antiRisk', name: 'Программа', uploadedOn: '2021-06-01', check: 'unchecked' },
      wrong: { kind: 'concept', due: '2021-05-01', uploadedOn: '2021-05-01', check: 'remarks' },
      odd: { kind: 'из другой версии', check: 'неизвестно' },
    },
  },
}
const documents = documentsOf(card)
const ids = (some: typeof documents) => some.map(({ id }) => id)

test('documents are those of the card, due first at the head, without a day last', () => {
  expect(ids(documents)).toEqual(['none', 'late', 'wrong', 'fresh', 'odd'])
  expect(documentsOf(emptyCard)).toEqual([])
})

test('what the card does not know well is a document of another kind that nobody has looked at', () => {
  expect(documents.at(-1)).toEqual({
    id: 'odd',
    kind: 'other',
    name: '',
    due: null,
    uploadedOn: null,
    check: 'unchecked',
  })
})

test('a document is missing until it has a day of uploading, then to check, then accepted or to improve', () => {
  expect(ids(missingDocuments(documents))).toEqual(['none', 'odd'])
  expect(ids(documentsToCheck(documents))).toEqual(['fresh'])
  expect(ids(documentsToImprove(documents))).toEqual(['wrong'])
  expect(documentFigures(documents)).toEqual({ expected: 5, uploaded: 3 })
})

test('a document is called by its name, and by its kind where it has none', () => {
  const ru = textsIn('ru')
  expect(documentName({ kind: 'mediumTerm', name: ' ' }, ru)).toBe(
    'Среднесрочная программа развития',
  )
  expect(documentName({ kind: 'mediumTerm', name: 'Программа роста' }, ru)).toBe('Программа роста')
})
