import { describe, expect, test } from 'vitest'
import {
  childCollection,
  collectionId,
  formatDocumentName,
  parseDocumentName,
  parseParent,
} from '../../../local/firestore/paths.ts'

const root = 'projects/p/databases/(default)/documents'

describe('document names', () => {
  test('are read and written', () => {
    const name = `${root}/programmes/p1/measures/м 1`
    const path = parseDocumentName(name)
    expect(path).toEqual({
      database: 'projects/p/databases/(default)',
      collection: 'programmes/p1/measures',
      id: 'м 1',
    })
    expect(formatDocumentName(path)).toBe(name)
  })

  test.each([
    ['a collection', `${root}/c`],
    ['the root', root],
    ['an empty segment', `${root}/c//d/e`],
    ['a dot', `${root}/c/.`],
    ['two dots', `${root}/c/..`],
    ['a reserved id', `${root}/c/__a__`],
    ['a reserved collection', `${root}/__id1__/a`],
    ['no database', 'c/a'],
    ['an id of more than 1500 bytes', `${root}/c/${'я'.repeat(751)}`],
  ])('are refused for %s', (_name, text) => {
    expect(() => parseDocumentName(text)).toThrow(/ame/)
  })

  test.each([
    ['three dots', `${root}/c/...`],
    ['a numeric id', `${root}/c/__id7__`],
    ['single underscores', `${root}/_c_/_a_`],
    ['1500 bytes', `${root}/c/${'я'.repeat(750)}`],
  ])('are taken with %s', (_name, text) => {
    expect(formatDocumentName(parseDocumentName(text))).toBe(text)
  })
})

describe('parents', () => {
  test('are the root or a document', () => {
    expect(parseParent(root)).toMatchObject({ path: '' })
    expect(parseParent(`${root}/c/a`)).toMatchObject({ path: 'c/a' })
    expect(() => parseParent(`${root}/c`)).toThrow('is a collection')
  })

  test('have collections', () => {
    expect(childCollection(parseParent(root), 'c')).toBe('c')
    expect(childCollection(parseParent(`${root}/c/a`), 'n')).toBe('c/a/n')
    expect(collectionId('c/a/n')).toBe('n')
  })
})
