import { describe } from 'vitest'
import { contract } from './contract/contract.ts'
import { findEmulator, startEmulator } from './servers.ts'

const { jar, missing } = findEmulator()
if (jar === undefined) console.log(`Skipped: the contract on Google's emulator. ${missing}`)

describe.skipIf(jar === undefined)('Google’s emulator', () => {
  contract('Google’s emulator', () => startEmulator(jar ?? ''))
})
