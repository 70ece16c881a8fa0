import type { Random } from './random.ts'

/** A `google.firestore.v1.Value` in Firestore's JSON. */
export type JsonValue = Record<string, unknown>

/** Few values of every type, so that the same one comes up again and ties happen. */
const scalars: readonly [JsonValue, ...JsonValue[]] = [
  { nullValue: 'NULL_VALUE' },
  { booleanValue: false },
  { booleanValue: true },
  { doubleValue: Number.NaN },
  { doubleValue: -Infinity },
  { integerValue: '-1' },
  { integerValue: '0' },
  { doubleValue: -0 },
  { doubleValue: 0.5 },
  { integerValue: '1' },
  { doubleValue: 1 },
  { integerValue: '2' },
  { integerValue: '9007199254740992' },
  { integerValue: '9007199254740993' },
  { doubleValue: 9007199254740992 },
  { integerValue: '9223372036854775807' },
  { timestampValue: { seconds: '0', nanos: 0 } },
  { timestampValue: { seconds: '1600000000', nanos: 123456789 } },
  { timestampValue: { seconds: '-5', nanos: 1000 } },
  { stringValue: '' },
  { stringValue: 'a' },
  { stringValue: 'b' },
  { stringValue: 'a\u0000b' },
  { stringValue: 'я' },
  { stringValue: '\uffee' },
  { stringValue: '🏫' },
  { bytesValue: '' },
  { bytesValue: 'AA==' },
  { bytesValue: 'AAE=' },
  { bytesValue: '/w==' },
  { geoPointValue: { latitude: 1, longitude: 2 } },
  { geoPointValue: { latitude: 1, longitude: -2 } },
]

/** Any value; `reference` makes the names that references hold. Arrays lie in arrays only through maps. */
export function randomValue(random: Random, reference: () => string, depth = 0): JsonValue {
  const kind = random.below(depth < 2 ? 12 : 9)
  if (kind < 8) return random.of(scalars)
  if (kind === 8) return { referenceValue: reference() }
  if (kind === 9) {
    const values = random
      .list(0, 3, () => randomValue(random, reference, depth + 1))
      .filter((value) => !('arrayValue' in value))
    return { arrayValue: { values } }
  }
  if (kind === 10 && depth === 0)
    return {
      mapValue: {
        fields: {
          __type__: { stringValue: '__vector__' },
          value: {
            arrayValue: { values: random.list(1, 3, () => ({ doubleValue: random.below(3) })) },
          },
        },
      },
    }
  const fields: Record<string, JsonValue> = {}
  for (const name of random.list(0, 2, () => random.of(['x', 'y'])))
    fields[name] = randomValue(random, reference, depth + 1)
  return { mapValue: { fields } }
}

export function randomNumber(random: Random): JsonValue {
  return random.of([
    { integerValue: '1' },
    { integerValue: '-3' },
    { doubleValue: 0.5 },
    { doubleValue: 2 },
    { integerValue: '9223372036854775807' },
    { doubleValue: Number.NaN },
    { integerValue: '-9223372036854775808' },
  ])
}
