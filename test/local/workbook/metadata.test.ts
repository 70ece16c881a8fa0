import { expect, test } from 'vitest'
import { freshWorkbooks, OWNER } from './fixture.ts'

function create(metadataId: number) {
  const location = { spreadsheet: true }
  const developerMetadata = { metadataId, metadataKey: 'turn', location, visibility: 'DOCUMENT' }
  return { createDeveloperMetadata: { developerMetadata } }
}

test('developer metadata of a spreadsheet has ids of its own, and one in use refuses the whole write', () => {
  const workbooks = freshWorkbooks()
  const id = workbooks.create({ title: 'Школа', owner: OWNER })
  const held = () => {
    const { developerMetadata } = workbooks.get(id, { fields: 'developerMetadata' }, OWNER)
    return developerMetadata?.map(({ metadataId }) => metadataId)
  }
  expect(held()).toBeUndefined()
  workbooks.batchUpdate(id, { requests: [create(5)] }, OWNER)
  const rename = {
    updateSpreadsheetProperties: { properties: { title: 'Другая' }, fields: 'title' },
  }
  expect(() => workbooks.batchUpdate(id, { requests: [rename, create(5)] }, OWNER)).toThrow(
    'Invalid requests[1].createDeveloperMetadata: Developer metadata with id 5 already exists.',
  )
  expect(workbooks.get(id, {}, OWNER).properties?.title).toBe('Школа')

  const filter = { dataFilter: { developerMetadataLookup: { metadataId: 5 } } }
  const body = { requests: [create(6), { deleteDeveloperMetadata: filter }] }
  workbooks.batchUpdate(id, body, OWNER)
  expect(held()).toEqual([6])
  workbooks.batchUpdate(id, { requests: [{ deleteDeveloperMetadata: filter }] }, OWNER)
  expect(held()).toEqual([6])
})

test('metadata of rows is not imitated', () => {
  const workbooks = freshWorkbooks()
  const id = workbooks.create({ title: 'Школа', owner: OWNER })
  const ofRow = { metadataKey: 'row', location: { dimensionRange: { sheetId: 0 } } }
  const requests = [{ createDeveloperMetadata: { developerMetadata: ofRow } }]
  expect(() => workbooks.batchUpdate(id, { requests }, OWNER)).toThrow('not implemented locally')
})
