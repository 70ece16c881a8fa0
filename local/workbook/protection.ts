import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js'
import { areaOf, type Area, type Sheet, type Spreadsheet } from './state.ts'

/** May this person edit the protected range? A range that only warns lets everybody. */
export function mayEditRange(
  range: sheets_v4.Schema$ProtectedRange,
  person: string,
  spreadsheet: Spreadsheet,
): boolean {
  return (
    range.warningOnly === true ||
    person === spreadsheet.owner ||
    (range.editors?.users ?? []).includes(person) ||
    (range.editors?.domainUsersCanEdit === true && spreadsheet.editors.includes(person))
  )
}

/** The first protected range that forbids this person to change the area, if there is one. */
export function forbiddenBy(
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  area: Area,
  person: string,
): sheets_v4.Schema$ProtectedRange | undefined {
  return sheet.protectedRanges.find((held) => {
    if (mayEditRange(held, person, spreadsheet)) return false
    const protectedArea = areaOf(sheet, held.range ?? {})
    const hit = overlap(protectedArea, area)
    if (!hit) return false
    return !(held.unprotectedRanges ?? []).some((open) => contains(areaOf(sheet, open), hit))
  })
}

function overlap(a: Area, b: Area): Area | undefined {
  const hit = {
    sheetId: a.sheetId,
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
  }
  return hit.top < hit.bottom && hit.left < hit.right ? hit : undefined
}

function contains(outer: Area, inner: Area): boolean {
  return (
    outer.top <= inner.top &&
    outer.bottom >= inner.bottom &&
    outer.left <= inner.left &&
    outer.right >= inner.right
  )
}
