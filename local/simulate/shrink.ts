/**
 * The shortest list that still fails which taking out parts can find: halves first, then smaller parts,
 * down to single steps.
 *
 * @param fails whether a list still shows the fault
 * @param tries at most so many lists are tried
 */
export async function shrink<T>(
  steps: readonly T[],
  fails: (steps: readonly T[]) => Promise<boolean>,
  tries = 600,
): Promise<readonly T[]> {
  let kept = steps
  let left = tries
  for (let size = Math.ceil(kept.length / 2); size >= 1;) {
    let shorter = false
    for (let at = 0; at < kept.length && left > 0;) {
      const without = kept.toSpliced(at, size)
      left--
      if (await fails(without)) {
        kept = without
        shorter = true
      } else {
        at += size
      }
    }
    if (left <= 0 || (size === 1 && !shorter)) break
    size = size === 1 ? 1 : Math.ceil(size / 2)
  }
  return kept
}
