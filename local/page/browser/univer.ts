import {
  FUniver,
  ICommandService,
  LocaleType,
  LogLevel,
  mergeLocales,
  Univer,
  type Injector,
} from './univerCore.ts'
import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting'
import conditionalRu from '@univerjs/preset-sheets-conditional-formatting/locales/ru-RU'
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core'
import coreRu from '@univerjs/preset-sheets-core/locales/ru-RU'
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation'
import validationRu from '@univerjs/preset-sheets-data-validation/locales/ru-RU'
import { UniverSheetsFilterPreset } from '@univerjs/preset-sheets-filter'
import filterRu from '@univerjs/preset-sheets-filter/locales/ru-RU'
import { UniverSheetsFindReplacePreset } from '@univerjs/preset-sheets-find-replace'
import findRu from '@univerjs/preset-sheets-find-replace/locales/ru-RU'
import { UniverSheetsNotePreset } from '@univerjs/preset-sheets-note'
import noteRu from '@univerjs/preset-sheets-note/locales/ru-RU'
import { UniverSheetsSortPreset } from '@univerjs/preset-sheets-sort'
import sortRu from '@univerjs/preset-sheets-sort/locales/ru-RU'
import { defaultTheme } from '@univerjs/themes'
import { MENU } from './univerMenu.ts'

/** What the page needs of Univer: its facade, its commands, and its services. */
export interface SheetApp {
  readonly api: FUniver
  readonly commands: ICommandService
  readonly injector: Injector
}

/** Starts Univer in an element of the page, in Russian, with no workbook yet. */
export function startUniver(container: string): SheetApp {
  const univer = new Univer({
    logLevel: LogLevel.WARN,
    locale: LocaleType.RU_RU,
    locales: {
      [LocaleType.RU_RU]: mergeLocales(
        coreRu,
        validationRu,
        conditionalRu,
        noteRu,
        filterRu,
        sortRu,
        findRu,
      ),
    },
    theme: defaultTheme,
  })
  const presets = [
    UniverSheetsCorePreset({
      container,
      menu: MENU,
      formulaBar: true,
      footer: { sheetBar: true, statisticBar: false, menus: false, zoomSlider: false },
      ribbonType: 'simple',
      sheets: { disableForceStringAlert: true, disableForceStringMark: true },
      // Formulas of people's own are kept, not computed (see `local/workbook/display.ts`).
      disableTextFormatAlert: true,
      disableTextFormatMark: true,
    }),
    UniverSheetsFilterPreset(),
    UniverSheetsSortPreset(),
    UniverSheetsFindReplacePreset(),
    UniverSheetsDataValidationPreset({ showEditOnDropdown: false }),
    UniverSheetsConditionalFormattingPreset(),
    UniverSheetsNotePreset(),
  ]
  // Two presets may bring the same plugin: the last one's options count.
  const plugins = new Map(
    presets
      .flatMap((preset) => preset.plugins)
      .map((entry) => (Array.isArray(entry) ? entry : ([entry, undefined] as const)))
      .map(([plugin, options]) => [plugin.pluginName, [plugin, options] as const]),
  )
  for (const [plugin, options] of plugins.values()) univer.registerPlugin(plugin, options)
  const injector = univer.__getInjector()
  return { api: FUniver.newAPI(univer), commands: injector.get(ICommandService), injector }
}
