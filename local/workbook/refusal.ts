/** Why a person's gesture was refused. The page words it for people by its code. */
export type RefusalCode = 'access' | 'protected' | 'validation' | 'gone'

/** A gesture that was not carried out; the spreadsheet is as it was. */
export class GestureRefused extends Error {
  readonly code: RefusalCode
  /** What it is about: the protected range's description, the refused text, the person, or what is gone. */
  readonly detail: string

  constructor(code: RefusalCode, detail: string, message: string) {
    super(message)
    this.name = 'GestureRefused'
    this.code = code
    this.detail = detail
  }
}
