import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { ApiError } from '../api-error.ts'
import type { Draft } from '../draft.ts'
import { assign, updateMask } from '../mask.ts'
import { mayEditRange } from '../protection.ts'
import type { Sheet } from '../state.ts'

/**
 * Protects a range. Its owner and the one who protects it may always edit it; where no editors are
 * named, they alone may.
 */
export function addProtectedRange(
  draft: Draft,
  request: sheets_v4.Schema$AddProtectedRangeRequest,
): sheets_v4.Schema$AddProtectedRangeResponse {
  const asked = request.protectedRange ?? {}
  const sheet = draft.sheet(asked.range?.sheetId)
  const { requestingUserCanEdit: _computed, ...rest } = asked
  const protectedRangeId = asked.protectedRangeId ?? draft.newId()
  if (allRanges(draft).some(({ held }) => held.protectedRangeId === protectedRangeId)) {
    throw new ApiError(400, `Protected range with id ${protectedRangeId} already exists.`)
  }
  const held: sheets_v4.Schema$ProtectedRange = { ...rest, protectedRangeId }
  const kept = asked.warningOnly === true ? held : withEditor(held, draft)
  draft.put({ ...sheet, protectedRanges: [...sheet.protectedRanges, kept] })
  return { protectedRange: { ...kept, requestingUserCanEdit: true } }
}

export function updateProtectedRange(
  draft: Draft,
  request: sheets_v4.Schema$UpdateProtectedRangeRequest,
): void {
  const mask = updateMask(request.fields, 'ProtectedRange')
  const { sheet, held } = rangeById(draft, request.protectedRange?.protectedRangeId)
  const next = { ...assign(held, request.protectedRange, mask), ...idOf(held) }
  draft.put({
    ...sheet,
    protectedRanges: sheet.protectedRanges.map((one) =>
      one === held ? withEditor(next, draft) : one,
    ),
  })
}

export function deleteProtectedRange(
  draft: Draft,
  request: sheets_v4.Schema$DeleteProtectedRangeRequest,
): void {
  const { sheet, held } = rangeById(draft, request.protectedRangeId)
  draft.put({ ...sheet, protectedRanges: sheet.protectedRanges.filter((one) => one !== held) })
}

function withEditor(
  held: sheets_v4.Schema$ProtectedRange,
  draft: Draft,
): sheets_v4.Schema$ProtectedRange {
  const users = new Set([...(held.editors?.users ?? []), draft.spreadsheet.owner, draft.person])
  return { ...held, editors: { ...held.editors, users: [...users] } }
}

function idOf(held: sheets_v4.Schema$ProtectedRange): sheets_v4.Schema$ProtectedRange {
  return { protectedRangeId: held.protectedRangeId ?? null }
}

function allRanges(draft: Draft): { sheet: Sheet; held: sheets_v4.Schema$ProtectedRange }[] {
  return draft.spreadsheet.sheets.flatMap((sheet) =>
    sheet.protectedRanges.map((held) => ({ sheet, held })),
  )
}

function rangeById(
  draft: Draft,
  id: number | null | undefined,
): { sheet: Sheet; held: sheets_v4.Schema$ProtectedRange } {
  const found = allRanges(draft).find(({ held }) => held.protectedRangeId === id)
  if (!found) throw new ApiError(400, `No protected range with id: ${id ?? 'none'}`)
  if (!mayEditRange(found.held, draft.person, draft.spreadsheet)) {
    throw new ApiError(400, 'You do not have permission to edit this protected range.')
  }
  return found
}

export function addConditionalFormatRule(
  draft: Draft,
  request: sheets_v4.Schema$AddConditionalFormatRuleRequest,
): void {
  const rule = request.rule ?? {}
  const sheet = draft.sheet(rule.ranges?.[0]?.sheetId)
  const at = request.index ?? 0
  if (at > sheet.conditionalFormats.length) {
    throw new ApiError(400, `No conditional format on sheet: ${sheet.sheetId} at index: ${at}`)
  }
  draft.put({ ...sheet, conditionalFormats: sheet.conditionalFormats.toSpliced(at, 0, rule) })
}

/** Replaces the rule at an index, or moves it to another. */
export function updateConditionalFormatRule(
  draft: Draft,
  request: sheets_v4.Schema$UpdateConditionalFormatRuleRequest,
): sheets_v4.Schema$UpdateConditionalFormatRuleResponse {
  const sheet = draft.sheet(request.sheetId ?? request.rule?.ranges?.[0]?.sheetId)
  const index = request.index ?? 0
  const old = ruleAt(sheet, index)
  const rule = request.rule ?? old
  const newIndex = request.newIndex ?? index
  const without = sheet.conditionalFormats.toSpliced(index, 1)
  draft.put({ ...sheet, conditionalFormats: without.toSpliced(newIndex, 0, rule) })
  return { newIndex, newRule: rule, oldIndex: index, oldRule: old }
}

export function deleteConditionalFormatRule(
  draft: Draft,
  request: sheets_v4.Schema$DeleteConditionalFormatRuleRequest,
): sheets_v4.Schema$DeleteConditionalFormatRuleResponse {
  const sheet = draft.sheet(request.sheetId)
  const index = request.index ?? 0
  const rule = ruleAt(sheet, index)
  draft.put({ ...sheet, conditionalFormats: sheet.conditionalFormats.toSpliced(index, 1) })
  return { rule }
}

function ruleAt(sheet: Sheet, index: number): sheets_v4.Schema$ConditionalFormatRule {
  const rule = sheet.conditionalFormats[index]
  if (!rule) {
    throw new ApiError(400, `No conditional format on sheet: ${sheet.sheetId} at index: ${index}`)
  }
  return rule
}
