import { contract } from './contract/contract.ts'
import { startOurs } from './servers.ts'

contract('the embedded Firestore', startOurs)
