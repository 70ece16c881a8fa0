import type { ApiError } from '../api-error.ts'
import type { ServiceFailure } from './wire.ts'

/** An exception that a service throws into the script. */
export class ServiceError extends Error {
  readonly failure: ServiceFailure

  constructor(failure: ServiceFailure) {
    super(failure.message)
    this.name = 'ServiceError'
    this.failure = failure
  }
}

export function exception(message: string): ServiceError {
  return new ServiceError({ name: 'Exception', message })
}

/** A refusal of the API, as the advanced service words it. */
export function apiFailure(method: string, error: ApiError): ServiceError {
  return new ServiceError({
    name: 'GoogleJsonResponseException',
    message: `API call to sheets.spreadsheets.${method} failed with error: ${error.message}`,
    details: error.body.error,
  })
}
