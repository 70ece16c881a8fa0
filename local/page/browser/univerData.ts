/** Univer's shapes of data, at one door. */
export {
  BooleanNumber,
  CellValueType,
  DataValidationErrorStyle,
  DataValidationRenderMode,
  DataValidationType,
  HorizontalAlign,
  VerticalAlign,
  WrapStrategy,
  mergeWorksheetSnapshotWithDefault,
  type ICellData,
  type IStyleData,
  type IWorksheetData,
} from '@univerjs/core'
