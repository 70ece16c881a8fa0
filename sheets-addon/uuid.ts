/**
 * A UUID of version 7: the moment in milliseconds, then 74 random bits. Made here because
 * `Utilities.getUuid` is a service call each, and 500 new rows need 500.
 */
export function uuid(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  const variant = (8 + Math.floor(Math.random() * 4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random(12)}-${variant}${random(12)}-${random(24)}${random(24)}`
}

function random(bits: number): string {
  return Math.floor(Math.random() * 2 ** bits)
    .toString(16)
    .padStart(bits / 4, '0')
}
