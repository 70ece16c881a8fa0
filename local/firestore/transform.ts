import { acceptedElements } from './document.ts'
import { invalidArgument } from './errors.ts'
import { encodeValue } from './order.ts'
import { type FieldTransform, type Int64, kindOf, type Value } from './protocol.ts'
import { type Micros, toTimestamp } from './time.ts'

const largest = 2n ** 63n - 1n
const smallest = -(2n ** 63n)

/** What a field becomes, and what the client is told (for arrays: null). `now` is the request's time. */
export function applyTransform(
  transform: FieldTransform,
  old: Value | undefined,
  now: Micros,
): { value: Value; result: Value } {
  switch (transform.transformType) {
    case 'setToServerValue': {
      if (transform.setToServerValue !== 1)
        throw invalidArgument('The only server value that a field can be set to is REQUEST_TIME.')
      // Firestore's request time has milliseconds.
      const value: Value = { timestampValue: toTimestamp(Math.floor(now / 1000) * 1000) }
      return { value, result: value }
    }
    case 'increment': {
      const value = added(old, numberOf(transform.increment, 'increment'))
      return { value, result: value }
    }
    case 'maximum': {
      const value = extreme(old, numberOf(transform.maximum, 'maximum'), 1)
      return { value, result: value }
    }
    case 'minimum': {
      const value = extreme(old, numberOf(transform.minimum, 'minimum'), -1)
      return { value, result: value }
    }
    case 'appendMissingElements': {
      const values = [...elementsOf(old)]
      const known = new Set(values.map(identity))
      for (const element of acceptedElements(transform.appendMissingElements.values ?? [], 1)) {
        if (known.has(identity(element))) continue
        known.add(identity(element))
        values.push(element)
      }
      return { value: { arrayValue: { values } }, result: { nullValue: 0 } }
    }
    case 'removeAllFromArray': {
      const removed = new Set(
        acceptedElements(transform.removeAllFromArray.values ?? [], 1).map(identity),
      )
      const values = elementsOf(old).filter((element) => !removed.has(identity(element)))
      return { value: { arrayValue: { values } }, result: { nullValue: 0 } }
    }
    default:
      throw invalidArgument(`The transform of field "${transform.fieldPath}" says nothing to do.`)
  }
}

/** Equal by Firestore's order: 1 and 1.0 are the same element. */
function identity(value: Value): string {
  return encodeValue(value).toString('latin1')
}

function elementsOf(value: Value | undefined): readonly Value[] {
  return value !== undefined && kindOf(value) === 'arrayValue'
    ? (value.arrayValue?.values ?? [])
    : []
}

export function toBigInt(integer: Int64): bigint {
  return BigInt.asIntN(64, (BigInt(integer.high) << 32n) | BigInt(integer.low >>> 0))
}

export function fromBigInt(integer: bigint): Int64 {
  return {
    low: Number(BigInt.asIntN(32, integer)),
    high: Number(BigInt.asIntN(32, integer >> 32n)),
  }
}

/** The number in a value; undefined when it is of another type. */
export function numericOf(value: Value | undefined): bigint | number | undefined {
  if (value === undefined) return undefined
  if (kindOf(value) === 'integerValue') return toBigInt(value.integerValue ?? { low: 0, high: 0 })
  return kindOf(value) === 'doubleValue' ? (value.doubleValue ?? 0) : undefined
}

function numberOf(value: Value, name: string): Value {
  if (numericOf(value) === undefined)
    throw invalidArgument(`The operand of "${name}" must be an integer or a double.`)
  return value
}

/** Integers stay integers and stop at the ends of 64 bits; a double on either side makes a double. */
function added(old: Value | undefined, operand: Value): Value {
  const left = numericOf(old)
  const right = numericOf(operand)
  if (left === undefined || right === undefined) return operand
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    const sum = left + right
    return { integerValue: fromBigInt(sum > largest ? largest : sum < smallest ? smallest : sum) }
  }
  return { doubleValue: Number(left) + Number(right) }
}

/** The larger (sign 1) or smaller (sign -1) of two numbers; of equal ones the old, of NaN and a number NaN. */
function extreme(old: Value | undefined, operand: Value, sign: 1 | -1): Value {
  if (old === undefined || numericOf(old) === undefined) return operand
  if (Number.isNaN(numericOf(old))) return old
  if (Number.isNaN(numericOf(operand))) return operand
  const order = Buffer.compare(encodeValue(operand), encodeValue(old))
  return order * sign > 0 ? operand : old
}
