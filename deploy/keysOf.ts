/** The keys of a constant, as they are declared. */
export function keysOf<T extends string>(constant: Readonly<Record<T, unknown>>): readonly T[] {
  const keys: readonly string[] = Object.keys(constant)
  return keys.filter((key): key is T => key in constant)
}
