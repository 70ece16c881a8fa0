import { Firestore } from '@google-cloud/firestore'
import { GoogleAuth } from 'google-auth-library'
import { readConfig } from './config.ts'
import { tokenVerifier } from './identity.ts'
import { jsonLog } from './log.ts'
import { cloudTasks } from './mail/tasks.ts'
import { registerFunctions } from './register.ts'
import { realClock } from './services.ts'
import { googleSheets, SHEETS_SCOPES } from './sheets.ts'

/** The entry of the deployed bundle: the functions, composed from the environment. */
const config = readConfig(process.env)

// Elsewhere than in the cloud nobody may have set it, and then the server in front of the functions answers
// a body that is no JSON with its stack.
process.env['NODE_ENV'] ??= 'production'

registerFunctions(
  {
    config,
    store: new Firestore({ projectId: config.project }),
    clock: realClock,
    verify: tokenVerifier(config),
    sheets: googleSheets(async () => new GoogleAuth({ scopes: SHEETS_SCOPES })),
    log: jsonLog((line) => process.stdout.write(line), config.project),
  },
  cloudTasks(config.tasksQueue, config),
)
