import type { Day } from '../records.ts'

/** What the government has decided of one year's days off, as its decree says it. */
export interface FederalYear {
  /** The decree that moved days off. */
  readonly decree: string
  /** Days off moved from a Saturday, a Sunday or a holiday on one of them, to another day. */
  readonly moved: readonly (readonly [from: Day, to: Day])[]
  /** Whole days without work that an act of the President added. */
  readonly free?: readonly { readonly from: Day; readonly to: Day; readonly act: string }[]
}

/** Holidays by law, month and day (Labour Code of Russia, article 112). The first eight are New Year's. */
export const HOLIDAYS: readonly string[] =
  '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04'.split(' ')

/**
 * The years whose decree is published. A year that is not here is not guessed: only its weekends and the
 * holidays by law are known (`workCalendar`). A new decree is one more entry.
 */
export const FEDERAL_YEARS: Readonly<Record<string, FederalYear>> = {
  2021: {
    decree: 'постановление Правительства РФ от 10.10.2020 № 1648',
    moved: [
      ['2021-01-02', '2021-11-05'],
      ['2021-01-03', '2021-12-31'],
      ['2021-02-20', '2021-02-22'],
    ],
    free: [
      { from: '2021-05-04', to: '2021-05-07', act: 'Указ Президента РФ от 23.04.2021 № 242' },
      { from: '2021-10-30', to: '2021-11-07', act: 'Указ Президента РФ от 20.10.2021 № 595' },
    ],
  },
  2022: {
    decree: 'постановление Правительства РФ от 16.09.2021 № 1564',
    moved: [
      ['2022-01-01', '2022-05-03'],
      ['2022-01-02', '2022-05-10'],
      ['2022-03-05', '2022-03-07'],
    ],
  },
  2023: {
    decree: 'постановление Правительства РФ от 29.08.2022 № 1505',
    moved: [
      ['2023-01-01', '2023-02-24'],
      ['2023-01-08', '2023-05-08'],
    ],
  },
  2024: {
    decree: 'постановление Правительства РФ от 10.08.2023 № 1314',
    moved: [
      ['2024-01-06', '2024-05-10'],
      ['2024-01-07', '2024-12-31'],
      ['2024-04-27', '2024-04-29'],
      ['2024-11-02', '2024-04-30'],
      ['2024-12-28', '2024-12-30'],
    ],
  },
  2025: {
    decree: 'постановление Правительства РФ от 04.10.2024 № 1335',
    moved: [
      ['2025-01-04', '2025-05-02'],
      ['2025-01-05', '2025-12-31'],
      ['2025-02-23', '2025-05-08'],
      ['2025-03-08', '2025-06-13'],
      ['2025-11-01', '2025-11-03'],
    ],
  },
  2026: {
    decree: 'постановление Правительства РФ от 24.09.2025 № 1466',
    moved: [
      ['2026-01-03', '2026-01-09'],
      ['2026-01-04', '2026-12-31'],
    ],
  },
}
