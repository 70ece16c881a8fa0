/** The parts of Univer's core that the page uses, at one door. */
export {
  CommandType,
  CustomCommandExecutionError,
  DOCS_NORMAL_EDITOR_UNIT_ID_KEY,
  ICommandService,
  IUniverInstanceService,
  LocaleType,
  LogLevel,
  mergeLocales,
  Univer,
  UniverInstanceType,
  type DocumentDataModel,
  type IRange,
  type Injector,
} from '@univerjs/core'
export { FUniver } from '@univerjs/core/facade'
