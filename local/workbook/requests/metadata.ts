import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError } from '../api-error.ts'
import type { Draft } from '../draft.ts'

/** Adds developer metadata of the spreadsheet as a whole. An id that is in use is refused. */
export function createDeveloperMetadata(
  draft: Draft,
  request: sheets_v4.Schema$CreateDeveloperMetadataRequest,
): sheets_v4.Schema$CreateDeveloperMetadataResponse {
  const asked = request.developerMetadata ?? {}
  const held = draft.spreadsheet.developerMetadata ?? []
  const metadataId = asked.metadataId ?? draft.newId()
  if (!asked.metadataKey) throw new ApiError(400, 'The metadata key must be set.')
  if (asked.location?.spreadsheet !== true) throw new ApiError(400, 'The location must be set.')
  if (held.some((one) => one.metadataId === metadataId)) {
    throw new ApiError(400, `Developer metadata with id ${metadataId} already exists.`)
  }
  const location = { spreadsheet: true, locationType: 'SPREADSHEET' }
  const developerMetadata = { ...asked, metadataId, location }
  draft.spreadsheet = { ...draft.spreadsheet, developerMetadata: [...held, developerMetadata] }
  return { developerMetadata }
}

/** Removes the developer metadata that a filter matches; none is no fault. */
export function deleteDeveloperMetadata(
  draft: Draft,
  request: sheets_v4.Schema$DeleteDeveloperMetadataRequest,
): sheets_v4.Schema$DeleteDeveloperMetadataResponse {
  const wanted = request.dataFilter?.developerMetadataLookup
  if (!wanted) throw new ApiError(400, 'The data filter must be set.')
  const { metadataId, metadataKey } = wanted
  const matches = (one: sheets_v4.Schema$DeveloperMetadata) =>
    (metadataId === undefined || one.metadataId === metadataId) &&
    (metadataKey === undefined || one.metadataKey === metadataKey)
  const held = draft.spreadsheet.developerMetadata ?? []
  const developerMetadata = held.filter((one) => !matches(one))
  draft.spreadsheet = { ...draft.spreadsheet, developerMetadata }
  return { deletedDeveloperMetadata: held.filter(matches) }
}
