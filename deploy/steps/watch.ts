import { z } from 'zod'
import { read } from '../answers.ts'
import { gcloudIn, type Answer, type Step } from '../step.ts'
import type { Target } from '../target.ts'

const API = 'monitoring.googleapis.com'

/** What is watched: files of Cloud Monitoring in `deploy/watch/`, by the name that they give themselves. */
export const POLICIES = {
  'Kurator: a function fails': 'deploy/watch/errors.json',
  'Kurator: no tick for two hours': 'deploy/watch/no-tick.json',
  'Kurator: letters are not taken': 'deploy/watch/letters.json',
  'Kurator: sync is slow': 'deploy/watch/slow.json',
} as const
export const DASHBOARD = { name: 'Kurator', file: 'deploy/watch/dashboard.json' } as const

/** Who is told, of what; and the page to look at. */
export function watchSteps({ settings }: Target): readonly Step[] {
  const { project, watchers } = settings
  const on = gcloudIn(project)
  const askChannels = on('beta', 'monitoring', 'channels', 'list', '--format=json')
  const askPolicies = on('alpha', 'monitoring', 'policies', 'list', '--format=json')
  const askDashboards = on('monitoring', 'dashboards', 'list', '--format=json')
  return [
    ...watchers.map((address): Step => ({
      title: `${address} gets a mail when something fails`,
      api: API,
      looks: [askChannels],
      todo: ([answer]) =>
        channelOf(answer, address) !== undefined
          ? []
          : [
              on(
                'beta',
                'monitoring',
                'channels',
                'create',
                `--display-name=${address}`,
                '--type=email',
                `--channel-labels=email_address=${address}`,
              ),
            ],
    })),
    ...Object.entries(POLICIES).map(([name, file]): Step => ({
      title: `watched: «${name}»`,
      api: API,
      looks: [askPolicies, askChannels],
      todo: ([policies, channels]) => {
        if (found(policies, name) !== undefined) return []
        // In a plan for a new project the channels have no names yet.
        const told = watchers.map((address) => channelOf(channels, address) ?? `CHANNEL:${address}`)
        return [
          on(
            'alpha',
            'monitoring',
            'policies',
            'create',
            `--policy-from-file=${file}`,
            `--notification-channels=${told.join(',')}`,
          ),
        ]
      },
      undo: ([policies]) => {
        const there = found(policies, name)
        return there === undefined
          ? []
          : [on('alpha', 'monitoring', 'policies', 'delete', there.name)]
      },
    })),
    {
      title: 'the dashboard of Cloud Monitoring',
      api: API,
      looks: [askDashboards],
      todo: ([answer]) =>
        found(answer, DASHBOARD.name) === undefined
          ? [on('monitoring', 'dashboards', 'create', `--config-from-file=${DASHBOARD.file}`)]
          : [],
      undo: ([answer]) => {
        const there = found(answer, DASHBOARD.name)
        return there === undefined ? [] : [on('monitoring', 'dashboards', 'delete', there.name)]
      },
    },
  ]
}

const displayed = z.array(z.object({ name: z.string(), displayName: z.string().default('') }))
const channelList = z.array(
  z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
)

function channelOf(answer: Answer | null | undefined, address: string): string | undefined {
  return read(answer, channelList)?.find(({ labels }) => labels['email_address'] === address)?.name
}

function found(answer: Answer | null | undefined, displayName: string) {
  return read(answer, displayed)?.find((one) => one.displayName === displayName)
}
