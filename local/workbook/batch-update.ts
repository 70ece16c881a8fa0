import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError, notImitated } from './api-error.ts'
import { Draft } from './draft.ts'
import { below, project, responseMask } from './mask.ts'
import { resource } from './read.ts'
import * as blocks from './requests/blocks.ts'
import * as cells from './requests/cells.ts'
import * as filter from './requests/filter.ts'
import * as lines from './requests/lines.ts'
import * as metadata from './requests/metadata.ts'
import * as rules from './requests/rules.ts'
import * as sheets from './requests/sheets.ts'
import { checkBody } from './schema.ts'
import type { Spreadsheet } from './state.ts'

type Requests = Required<sheets_v4.Schema$Request>
type Apply<K extends keyof Requests> = (
  draft: Draft,
  request: NonNullable<Requests[K]>,
) => object | void

/** The requests that the local workbook carries out; every other one is refused by name. */
const REQUESTS: { readonly [K in keyof Requests]?: Apply<K> } = {
  updateSpreadsheetProperties: sheets.updateSpreadsheetProperties,
  addSheet: sheets.addSheet,
  deleteSheet: sheets.deleteSheet,
  duplicateSheet: sheets.duplicateSheet,
  updateSheetProperties: sheets.updateSheetProperties,
  updateCells: cells.updateCells,
  appendCells: cells.appendCells,
  repeatCell: cells.repeatCell,
  setDataValidation: cells.setDataValidation,
  appendDimension: lines.appendDimension,
  insertDimension: lines.insertDimension,
  deleteDimension: lines.deleteDimension,
  moveDimension: lines.moveDimension,
  updateDimensionProperties: lines.updateDimensionProperties,
  addDimensionGroup: lines.addDimensionGroup,
  updateDimensionGroup: lines.updateDimensionGroup,
  sortRange: blocks.sortRange,
  copyPaste: blocks.copyPaste,
  cutPaste: blocks.cutPaste,
  setBasicFilter: filter.setBasicFilter,
  clearBasicFilter: filter.clearBasicFilter,
  addProtectedRange: rules.addProtectedRange,
  updateProtectedRange: rules.updateProtectedRange,
  deleteProtectedRange: rules.deleteProtectedRange,
  addConditionalFormatRule: rules.addConditionalFormatRule,
  updateConditionalFormatRule: rules.updateConditionalFormatRule,
  deleteConditionalFormatRule: rules.deleteConditionalFormatRule,
  createDeveloperMetadata: metadata.createDeveloperMetadata,
  deleteDeveloperMetadata: metadata.deleteDeveloperMetadata,
}

/**
 * Applies all requests to a spreadsheet, one after another, or none.
 *
 * @param fields a mask of the answer; as in Google it also says whether cells are wanted, instead of
 *   `responseIncludeGridData`
 * @returns the new spreadsheet and Google's answer, with the parts of it that were asked for
 * @throws {ApiError} with the number and name of the request that was refused
 */
export function batchUpdate(
  spreadsheet: Spreadsheet,
  body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
  person: string,
  fields?: string,
): { spreadsheet: Spreadsheet; answer: sheets_v4.Schema$BatchUpdateSpreadsheetResponse } {
  checkBody(body, 'BatchUpdateSpreadsheetRequest', '')
  const mask = fields ? responseMask(fields, 'BatchUpdateSpreadsheetResponse') : true
  const requests = body.requests ?? []
  if (requests.length === 0) throw new ApiError(400, 'Must specify at least one request.')
  const draft = new Draft(spreadsheet, person)
  const replies = requests.map((request, index) => apply(draft, request, index))
  const answer: sheets_v4.Schema$BatchUpdateSpreadsheetResponse = project(
    { spreadsheetId: spreadsheet.id, replies },
    mask,
  )
  const wanted = below(mask, 'updatedSpreadsheet')
  if (body.includeSpreadsheetInResponse === true && wanted !== undefined) {
    answer.updatedSpreadsheet = resource(
      draft.spreadsheet,
      body.responseRanges ?? [],
      fields ? true : body.responseIncludeGridData === true,
      wanted,
      person,
    )
  }
  return { spreadsheet: draft.spreadsheet, answer }
}

function apply(
  draft: Draft,
  request: sheets_v4.Schema$Request,
  index: number,
): sheets_v4.Schema$Response {
  const names = Object.keys(request)
  const name = names[0]
  if (name === undefined || names.length > 1) {
    throw new ApiError(400, `Invalid requests[${index}]: exactly one kind of request must be set`)
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the body was checked against the schema: the name is one of the requests, its value of that request's type
  const run = Reflect.get(REQUESTS, name) as
    | ((draft: Draft, request: unknown) => object | void)
    | undefined
  if (!run) throw notImitated(name)
  try {
    const reply = run(draft, Reflect.get(request, name))
    return reply ? { [name]: reply } : {}
  } catch (error) {
    if (error instanceof ApiError && error.code === 400) {
      error.message = `Invalid requests[${index}].${name}: ${error.message}`
    }
    throw error
  }
}
