import { invalidArgument } from './errors.ts'
import { checkFieldName } from './fieldPath.ts'
import { isVector } from './order.ts'
import { parseDocumentName } from './paths.ts'
import { type Fields, kindOf, type Timestamp, type Value } from './protocol.ts'

/** https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields */
const deepest = 20
const earliest = -62_135_596_800
const latest = 253_402_300_799

/**
 * The fields as Firestore keeps them: times cut to microseconds. Throws INVALID_ARGUMENT for what no document may
 * hold: reserved names, arrays inside arrays, more than 20 levels, times and places out of range.
 */
export function acceptedFields(fields: Fields, depth = 0): Fields {
  if (depth > deepest)
    throw invalidArgument(`A document may have at most ${deepest} levels of maps and arrays.`)
  const accepted: Fields = {}
  for (const [name, value] of Object.entries(fields)) {
    checkFieldName(name)
    accepted[name] = acceptedValue(value, depth)
  }
  return accepted
}

/** One value inside `depth` maps or arrays. */
export function acceptedValue(value: Value, depth: number): Value {
  switch (kindOf(value)) {
    case 'timestampValue':
      return { timestampValue: acceptedTime(value.timestampValue ?? { seconds: 0, nanos: 0 }) }
    case 'geoPointValue': {
      const { latitude, longitude } = value.geoPointValue ?? { latitude: 0, longitude: 0 }
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
        throw invalidArgument(`The point ${latitude}, ${longitude} is not on the globe.`)
      return value
    }
    case 'referenceValue':
      parseDocumentName(value.referenceValue ?? '')
      return value
    case 'arrayValue':
      return { arrayValue: { values: acceptedElements(value.arrayValue?.values ?? [], depth + 1) } }
    case 'mapValue':
      return isVector(value)
        ? acceptedVector(value)
        : { mapValue: { fields: acceptedFields(value.mapValue?.fields ?? {}, depth + 1) } }
    case undefined:
      throw invalidArgument('A value has no type, or one that a document cannot hold.')
    default:
      return value
  }
}

export function acceptedElements(values: readonly Value[], depth: number): Value[] {
  if (depth > deepest)
    throw invalidArgument(`A document may have at most ${deepest} levels of maps and arrays.`)
  return values.map((element) => {
    if (kindOf(element) === 'arrayValue')
      throw invalidArgument('Cannot convert an array value in an array value.')
    return acceptedValue(element, depth)
  })
}

function acceptedTime({ seconds, nanos }: Timestamp): Timestamp {
  const whole =
    typeof seconds === 'number' ? seconds : seconds.high * 4294967296 + (seconds.low >>> 0)
  if (whole < earliest || whole > latest || nanos < 0 || nanos > 999_999_999)
    throw invalidArgument(`The time ${whole} s ${nanos} ns is not between the years 1 and 9999.`)
  return { seconds: whole, nanos: Math.floor(nanos / 1000) * 1000 }
}

function acceptedVector(value: Value): Value {
  const values = value.mapValue?.fields?.['value']?.arrayValue?.values ?? []
  if (values.length === 0 || values.length > 2048)
    throw invalidArgument(`A vector has between 1 and 2048 numbers, not ${values.length}.`)
  return value
}
