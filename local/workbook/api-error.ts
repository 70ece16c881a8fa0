const STATUS = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
} as const

export type ApiCode = keyof typeof STATUS

/**
 * A refusal of the Sheets API, in Google's words where we know them.
 *
 * @see https://cloud.google.com/apis/design/errors
 */
export class ApiError extends Error {
  readonly code: ApiCode

  constructor(code: ApiCode, message: string) {
    super(message)
    this.name = 'ApiError'
    this.code = code
  }

  /** The answer's body, as Google's clients expect it. */
  get body(): { error: { code: ApiCode; message: string; status: string } } {
    return { error: { code: this.code, message: this.message, status: STATUS[this.code] } }
  }
}

/** Something that Google can do and this workbook does not imitate: said aloud, never pretended. */
export function notImitated(name: string): ApiError {
  return new ApiError(501, `not implemented locally: ${name}`)
}
