import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ApiError, notImitated } from './api-error.ts'

/** The type of one field of a message of the Sheets API. */
interface Field {
  /** `message` refers to another message by name; `map` has free keys and is not looked into. */
  readonly kind: 'string' | 'number' | 'boolean' | 'message' | 'map'
  readonly message?: string
  readonly repeated: boolean
}

/**
 * Fields that the local workbook keeps, for the messages where it does not keep all. A known field of
 * Google's that is missing here is refused as «not implemented locally», in masks and in bodies.
 */
const HELD: Readonly<Record<string, readonly string[]>> = {
  Spreadsheet: ['spreadsheetId', 'spreadsheetUrl', 'properties', 'sheets', 'developerMetadata'],
  SpreadsheetProperties: ['title', 'locale', 'timeZone', 'autoRecalc'],
  Sheet: [
    'properties',
    'data',
    'rowGroups',
    'columnGroups',
    'protectedRanges',
    'conditionalFormats',
    'basicFilter',
  ],
  SheetProperties: [
    'sheetId',
    'title',
    'index',
    'sheetType',
    'hidden',
    'gridProperties',
    'tabColor',
    'tabColorStyle',
    'rightToLeft',
  ],
  CellData: [
    'userEnteredValue',
    'effectiveValue',
    'formattedValue',
    'userEnteredFormat',
    'note',
    'dataValidation',
  ],
  DimensionProperties: ['hiddenByUser', 'hiddenByFilter', 'pixelSize'],
  ProtectedRange: [
    'protectedRangeId',
    'range',
    'description',
    'warningOnly',
    'requestingUserCanEdit',
    'unprotectedRanges',
    'editors',
  ],
  // Only that of the spreadsheet as a whole.
  DeveloperMetadataLocation: ['spreadsheet', 'locationType'],
  DataFilter: ['developerMetadataLookup'],
  DeveloperMetadataLookup: ['metadataId', 'metadataKey'],
}

/**
 * The messages of Sheets API v4 with their fields, read once from the type declarations that ship with
 * the `googleapis` client, so that masks and bodies are judged by Google's own schema.
 */
const messages: ReadonlyMap<string, ReadonlyMap<string, Field>> = readMessages()

function readMessages(): Map<string, Map<string, Field>> {
  const declarations = fileURLToPath(
    import.meta.resolve('googleapis/build/src/apis/sheets/v4.js'),
  ).replace(/\.js$/, '.d.ts')
  const text = readFileSync(declarations, 'utf8')
  const found = new Map<string, Map<string, Field>>()
  for (const [, name = '', body = ''] of text.matchAll(
    /interface Schema\$(\w+) \{\n([\s\S]*?)\n {4}\}/g,
  )) {
    const fields = new Map<string, Field>()
    for (const [, field = '', type = ''] of body.matchAll(/^ {8}(\w+)\?: ([^;]+);/gm)) {
      fields.set(field, fieldOf(type))
    }
    found.set(name, fields)
  }
  if (!found.has('CellData')) {
    throw new Error(
      `No message of the Sheets API was found in ${declarations}: has its form changed?`,
    )
  }
  return found
}

function fieldOf(type: string): Field {
  const repeated = type.includes('[]')
  const message = /Schema\$(\w+)/.exec(type)?.[1]
  if (type.startsWith('{')) return { kind: 'map', repeated }
  if (message !== undefined) return { kind: 'message', message, repeated }
  if (type.startsWith('number')) return { kind: 'number', repeated }
  if (type.startsWith('boolean')) return { kind: 'boolean', repeated }
  return { kind: 'string', repeated }
}

/**
 * The field `name` of a message, or undefined where Google has none.
 *
 * @throws {ApiError} 501 when Google has it and the local workbook does not keep it.
 */
export function fieldIn(message: string, name: string): Field | undefined {
  const field = messages.get(message)?.get(name)
  if (field && HELD[message] && !HELD[message].includes(name)) {
    throw notImitated(`${message}.${name}`)
  }
  return field
}

/** Names of the fields of a message that the local workbook keeps. */
export function heldFields(message: string): readonly string[] {
  return HELD[message] ?? [...(messages.get(message)?.keys() ?? [])]
}

/**
 * Checks a body against a message of the API, all the way down.
 *
 * @param path where the value stands, such as `requests[0].updateCells`
 * @throws {ApiError} 400 for a name or a type that Google does not know, 501 for what is not kept here
 */
export function checkBody(value: unknown, message: string, path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError(400, `Invalid value at '${path}' (type: ${message}): an object is expected`)
  }
  for (const [name, part] of Object.entries(value)) {
    const field = fieldIn(message, name)
    if (!field) {
      const place = path === '' ? '' : ` at '${path}'`
      throw new ApiError(
        400,
        `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`,
      )
    }
    if (part === null || part === undefined) continue
    const here = path === '' ? name : `${path}.${name}`
    if (field.repeated) {
      if (!Array.isArray(part))
        throw new ApiError(400, `Invalid value at '${here}': a list is expected`)
      for (const [index, item] of part.entries()) checkValue(item, field, `${here}[${index}]`)
    } else {
      checkValue(part, field, here)
    }
  }
}

function checkValue(value: unknown, field: Field, path: string): void {
  if (field.kind === 'map') return
  if (field.kind === 'message') {
    if (value !== null) checkBody(value, field.message ?? '', path)
  } else if (typeof value !== field.kind) {
    throw new ApiError(
      400,
      `Invalid value at '${path}' (${field.kind} expected), ${JSON.stringify(value)}`,
    )
  }
}
