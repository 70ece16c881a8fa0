import type { ErrorAnswer } from '../domain/protocol.ts'
import type { RefusalCode } from '../domain/texts/sync.ts'
import type { Texts } from '../domain/texts/texts.ts'

/** HTTP status of each refusal of a whole request. Its text is `texts.sync.refusals[code]`. */
const statuses: Readonly<Record<RefusalCode, number>> = {
  'auth.missing': 401,
  'auth.invalid': 401,
  'auth.expired': 401,
  'auth.audience': 401,
  method: 405,
  'body.type': 415,
  'body.size': 413,
  'protocol.version': 400,
  'protocol.shape': 400,
  'protocol.rows': 413,
  'protocol.twice': 400,
  'table.unknown': 400,
  'column.unknown': 400,
  'tab.denied': 403,
  'workbook.unknown': 404,
  'workbook.denied': 403,
  'person.unknown': 403,
  'enable.denied': 403,
  'scheduler.denied': 403,
  'programme.unknown': 404,
  'row.unknown': 404,
  'change.unknown': 404,
  'archive.denied': 403,
  'archive.used': 409,
  'restore.late': 410,
  'coordinator.needed': 403,
  'scope.unknown': 400,
  'code.wrong': 403,
  'code.expired': 403,
  'code.used': 403,
  'workbook.bound': 409,
  'setup.denied': 403,
  'setup.busy': 409,
  'setup.noAccess': 403,
  'brief.denied': 403,
  'lowResults.denied': 403,
  'pdf.absent': 422,
  'pdf.busy': 409,
  'pdf.failed': 422,
  'freeze.denied': 403,
  'freeze.open': 422,
  'export.denied': 403,
  'export.rows': 413,
  'row.closed': 409,
  'year.denied': 403,
  'year.end': 422,
  'year.unknown': 404,
  'year.later': 409,
  'year.busy': 409,
  'review.denied': 403,
  'review.noComment': 422,
  'import.denied': 403,
  'import.school': 400,
  'import.open': 409,
  'import.unknown': 404,
  'document.size': 413,
  'document.unpacked': 413,
  'document.rows': 413,
  'document.old': 415,
  'document.pdf': 415,
  'document.kind': 415,
  'document.damaged': 422,
  'document.noTable': 422,
  internal: 500,
}

/**
 * The caller's fault, told to the caller; everything else thrown is ours. `place` names where in the
 * request, such as `tabs.0.rows.3.id`; never a value.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly place: string

  constructor(code: RefusalCode, place = '') {
    super(place === '' ? code : `${code} at ${place}`)
    this.name = 'Refusal'
    this.code = code
    this.place = place
  }
}

/** The status and body of a refused request, in the reader's language. */
export function refusalAnswer(
  code: RefusalCode,
  place: string,
  texts: Texts,
): { readonly status: number; readonly body: ErrorAnswer } {
  return {
    status: statuses[code],
    body: { error: { code, message: texts.sync.refusals[code](place) } },
  }
}
