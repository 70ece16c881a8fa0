import { addonTexts, type AddonTexts } from './addon.ts'
import { briefTexts, type BriefTexts } from './brief.ts'
import { cellTexts, type CellTexts } from './cells.ts'
import { dashboardTexts, type DashboardTexts } from './dashboard.ts'
import { enDates, ruDates, type DateTexts } from './dates.ts'
import { documentTexts, type DocumentTexts } from './documents.ts'
import { digestTexts } from './digest.ts'
import { exportTexts, type ExportTexts } from './exports.ts'
import { identificationTexts, type IdentificationTexts } from './identification.ts'
import { mailPageTexts, type MailPageTexts } from './mailPages.ts'
import { newYearTexts, type NewYearTexts } from './newYear.ts'
import { officeTexts, type OfficeTexts } from './office.ts'
import { reviewTexts, type ReviewTexts } from './review.ts'
import { roadmapTexts, type RoadmapTexts } from './roadmap.ts'
import { ruleTexts, type RuleTexts } from './rules.ts'
import { syncTexts, type SyncTexts } from './sync.ts'
import { tabsTexts, type TabsTexts } from './tabs.ts'
import { tableTexts, type TableTexts } from './tables.ts'

export type Language = 'ru' | 'en'

/**
 * Every text that people read, by language. Russian is written first; English has the same shape, or
 * does not compile. One file per room; this is the list of them.
 */
export interface Texts {
  readonly language: Language
  readonly cells: CellTexts
  readonly sync: SyncTexts
  readonly tables: TableTexts
  readonly rules: RuleTexts
  readonly dates: DateTexts
  readonly documents: DocumentTexts
  readonly digest: (typeof digestTexts)['ru']
  readonly addon: AddonTexts
  readonly mailPages: MailPageTexts
  readonly roadmap: RoadmapTexts
  readonly review: ReviewTexts
  readonly newYear: NewYearTexts
  readonly tabs: TabsTexts
  readonly dashboard: DashboardTexts
  readonly brief: BriefTexts
  readonly exports: ExportTexts
  readonly identification: IdentificationTexts
  readonly office: OfficeTexts
}

/** The same thing in both languages. */
export interface Both<T> {
  readonly ru: T
  readonly en: T
}

/**
 * Words that stand with what they name, such as a table's own.
 *
 * @example inBoth({ ru: 'Срок', en: 'Due' })(textsIn('ru')) // 'Срок'
 */
export function inBoth<T>(both: Both<T>): (texts: Texts) => T {
  return ({ language }) => both[language]
}

/** @example textsIn('ru').tables.measures.title // 'Меры' */
export function textsIn(language: Language): Texts {
  return {
    language,
    cells: cellTexts[language],
    sync: syncTexts[language],
    tables: tableTexts[language],
    rules: ruleTexts[language],
    dates: language === 'ru' ? ruDates : enDates,
    documents: documentTexts[language],
    digest: digestTexts[language],
    addon: addonTexts[language],
    mailPages: mailPageTexts[language],
    roadmap: roadmapTexts[language],
    review: reviewTexts[language],
    newYear: newYearTexts[language],
    tabs: tabsTexts[language],
    dashboard: dashboardTexts[language],
    brief: briefTexts[language],
    exports: exportTexts[language],
    identification: identificationTexts[language],
    office: officeTexts[language],
  }
}
