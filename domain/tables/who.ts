import type { Role } from '../records.ts'

/** Who may edit a column: the school itself; the coordinator stands in for everybody. */
export const bySchool: readonly Role[] = ['staff', 'coordinator']

/** The curator's word, which the school only reads. */
export const byCurator: readonly Role[] = ['curator', 'coordinator']

/** What school and curator fill together. */
export const byBoth: readonly Role[] = ['staff', 'curator', 'coordinator']

export const byOffice: readonly Role[] = ['coordinator']

/** Who sees a tab: everybody with a workbook, or those above the schools. */
export const seenByAll: readonly Role[] = ['staff', 'curator', 'coordinator', 'observer']
export const seenAbove: readonly Role[] = ['curator', 'coordinator', 'observer']
export const seenByOffice: readonly Role[] = ['coordinator', 'observer']
