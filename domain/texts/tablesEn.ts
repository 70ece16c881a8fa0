import type { TableTexts } from './tablesRu.ts'

/** Titles, headers, help and lists of the tables, and what their row rules say, in English. */
export const tablesEn: TableTexts = {
  corrections: {
    header: 'To correct',
    help: 'Filled by the system: what could not be understood in this row, and how to put it right. Empty when all is well.',
  },
  measures: {
    title: 'Measures',
    about:
      'What the school does by its plan: against which risk, by when, who is responsible, what is done and what shows it.',
    columns: {
      number: { header: 'No.', help: 'Number of the measure in your plan, for example 3.' },
      school: { header: 'School', help: 'Choose the school from the list.' },
      event: {
        header: 'Action',
        help: 'What will be done, for example “First test in mathematics, years 5–9”.',
      },
      risk: {
        header: 'Risk',
        help: 'The risk that this measure is against. The list has the activated risks of your school; a measure of the medium-term programme may have none.',
      },
      deadline: {
        header: 'Deadline',
        help: 'The last day, for example 15.03.2022. If the document says it in words, write them: you will be told what to add.',
      },
      responsible: {
        header: 'Responsible',
        help: 'A post without a name, for example “head of the teachers’ group”.',
      },
      status: { header: 'Status', help: 'How it goes. Choose from the list.' },
      doneOn: {
        header: 'Done on',
        help: 'The day when the measure was done, for example 12.09.2021.',
      },
      evidence: {
        header: 'Evidence',
        help: 'A link or a document, for example “Order No. 45 of 12.09.2021”.',
      },
      check: { header: 'Check', help: 'Filled by the curator: confirmed, or to be reworked.' },
      indicator: { header: 'Indicator', help: 'What will show that the measure has helped.' },
      unit: { header: 'Unit', help: 'For example %, pcs.' },
      direction: { header: 'Direction', help: 'Which is better: more or less.' },
      baseline: { header: 'Baseline', help: 'How much it was before, for example 20.' },
      planned: { header: 'Planned', help: 'How much it should become, for example 100.' },
      actual: { header: 'Actual', help: 'How much it has become, for example 96.5.' },
      task: { header: 'Task', help: 'What the measure is for.' },
      start: { header: 'Start', help: 'The day when work begins, for example 01.03.2022.' },
      deadlineText: {
        header: 'Deadline as in the document',
        help: 'The deadline in words, if it is written so, for example “during the year”.',
      },
      periodicity: { header: 'How often', help: 'If the measure repeats, for example “monthly”.' },
      participants: { header: 'Participants', help: 'Who takes part, without names.' },
      comment: { header: 'School’s comment', help: 'All that the curator should know.' },
      help: {
        header: 'Help needed',
        help: 'Write what would help: the coordinator reads it in the digest. Empty if no help is needed.',
      },
      proposedDeadline: {
        header: 'Proposed deadline',
        help: 'A new deadline if the old one cannot be kept. The old one counts until it is agreed.',
      },
      proposedCancel: {
        header: 'Propose to cancel',
        help: 'Yes, if the measure is no longer needed. It stays in the plan until that is agreed.',
      },
      proposedReason: {
        header: 'Reason for moving',
        help: 'Why a new deadline or a cancellation is needed.',
      },
      consent: {
        header: 'Agreement',
        help: 'Filled by the coordinator: the proposal is agreed or not.',
      },
      firstDeadline: {
        header: 'First deadline',
        help: 'The deadline before the agreed move. Filled by the coordinator.',
      },
      priority: { header: 'Priority', help: 'How important it is: high, medium or low.' },
      checkComment: { header: 'Curator’s comment', help: 'Filled by the curator: what to rework.' },
      deadlineState: {
        header: 'State of the deadline',
        help: 'Computed from deadline and status.',
      },
    },
    status: {
      labels: {
        notStarted: 'Not started',
        inProgress: 'In progress',
        done: 'Done',
        partlyDone: 'Partly done',
        notDone: 'Not done',
        cancelled: 'Cancelled',
      },
      alsoSaid: {
        notStarted: 'planned;new;waiting',
        inProgress: 'started;ongoing;doing',
        done: 'ready;finished;completed;complete;ok;yes',
        partlyDone: 'partly;partial;almost done',
        notDone: 'failed;missed;no',
        cancelled: 'dropped;not needed',
      },
    },
    check: {
      labels: { unchecked: 'Not checked', confirmed: 'Confirmed', rework: 'To be reworked' },
      alsoSaid: {
        unchecked: 'waiting',
        confirmed: 'accepted;approved;ok;yes',
        rework: 'rework;returned;rejected;no',
      },
    },
    direction: {
      labels: { up: 'More is better', down: 'Less is better' },
      alsoSaid: { up: 'more;up;growth;increase', down: 'less;down;decrease;reduction' },
    },
    deadlineState: {
      labels: {
        onTime: 'On time',
        soon: 'Soon due',
        today: 'Due today',
        overdue: 'Overdue',
        doneOnTime: 'Done on time',
        doneLate: 'Done late',
      },
    },
    consent: {
      labels: { agreed: 'Agreed', declined: 'Declined' },
      alsoSaid: { agreed: 'yes;ok', declined: 'no;refused' },
    },
    priority: {
      labels: { high: 'High', medium: 'Medium', low: 'Low' },
      alsoSaid: { high: 'urgent;first', medium: 'normal;second', low: 'third' },
    },
    rules: {
      noEvidence:
        'The measure is marked as done, thank you! What is left is the evidence: paste a link, attach a file or name the document, for example “Order No. 45 of 12.09.2021”. Until then it counts with the remark “no document”.',
      noDoneOn: (today) =>
        `The measure is marked as done. What is left is the day, for example ${today}: it shows that the deadline was kept.`,
      doneOnWithoutStatus:
        'The day is saved, and the status is as before. If the measure is done, choose the status “Done”; if not yet, remove the day.',
      noReason:
        'The proposed deadline is saved. Write the reason: the coordinator needs it to agree. Until then the earlier deadline counts.',
      noProposedDeadline:
        'The reason is saved. Give the new deadline, and the proposal goes to the coordinator. Until then the earlier deadline counts.',
      noCancelReason:
        'The proposal to cancel the measure is saved. Write the reason in “Reason for moving”: the coordinator needs it to decide. Until then the measure stays in the plan.',
      cancelledWithoutConsent:
        'The status is saved. Until the coordinator agrees, the measure counts as not done: choose “Yes” under “Propose to cancel” and write the reason.',
      sameDeadline:
        'The proposed deadline is the one in force. Give another day or empty the cell.',
      plannedWorse:
        'By this plan the indicator gets worse than it was. The numbers are saved; check them and the column “Direction”.',
      notAPercentage:
        'A percentage is between 0 and 100. The number is saved; check it and the unit.',
    },
  },
  riskProfiles: {
    title: 'Risk profile',
    about:
      'The risk factors of a school: which were found, which it has checked and which it has taken into work.',
    columns: {
      school: { header: 'School', help: 'Choose the school from the list.' },
      risk: { header: 'Risk', help: 'Choose the risk factor from the list.' },
      significance: {
        header: 'Significance',
        help: 'As in the school’s risk profile: high, medium or low.',
      },
      verified: {
        header: 'Verified',
        help: 'Yes, if the school has checked that the risk is there.',
      },
      activated: {
        header: 'Activated',
        help: 'Yes, if the school takes the risk into work: then it can be chosen in “Measures”.',
      },
      causes: { header: 'Causes', help: 'Why the risk has come about, without names.' },
      goal: { header: 'Goal', help: 'What the school wants to reach, and by when.' },
    },
    significance: {
      labels: { high: 'High', medium: 'Medium', low: 'Low' },
      alsoSaid: { high: 'strong;big', medium: 'moderate;middle', low: 'weak;small' },
    },
    rules: {
      noGoal:
        'The risk is taken into work. What is left is the goal: what the school wants to reach.',
      notVerified:
        'The risk is taken into work, and it is not marked as verified. If it has been checked, choose “Yes”.',
    },
  },
  schools: {
    title: 'Schools',
    about:
      'All schools of the district. Only participants of the programme have workbooks and letters.',
    columns: {
      name: { header: 'Full name', help: 'As in documents.' },
      shortName: { header: 'School', help: 'A short name for lists and letters.' },
      level: { header: 'Level', help: 'Primary, basic or secondary.' },
      kind: { header: 'Kind', help: 'Low results, difficult conditions, resilient or ordinary.' },
      participant: {
        header: 'Participant',
        help: 'Yes, if the school is in the programme: it has a workbook and digests.',
      },
      curator: { header: 'Curator', help: 'Choose a person with the role “Curator”.' },
      week: { header: 'Working week', help: 'Five or six days: reminders follow it.' },
      folder: {
        header: 'Folder of documents',
        help: 'A link to the school’s folder of the project.',
      },
      workingGroup: {
        header: 'Order of the working group',
        help: 'The order that names the group under the curator, for example “Order No. 14 of 01.03.2021”.',
      },
    },
    level: {
      labels: { primary: 'Primary', basic: 'Basic', secondary: 'Secondary' },
      alsoSaid: { primary: 'primary school', basic: 'basic school', secondary: 'secondary school' },
    },
    kind: {
      labels: {
        lowResults: 'Low results',
        difficultConditions: 'Difficult conditions',
        resilient: 'Resilient',
        ordinary: 'Ordinary',
      },
      alsoSaid: {
        lowResults: 'low',
        difficultConditions: 'difficult',
        resilient: 'stable',
        ordinary: 'normal;other',
      },
    },
    week: {
      labels: { five: 'Five days', six: 'Six days' },
      alsoSaid: { five: '5;five;5 days', six: '6;six;6 days' },
    },
  },
  people: {
    title: 'People',
    about:
      'Who takes part: role, post, school and address, no names. One address may have several roles, each on a row of its own.',
    columns: {
      role: {
        header: 'Role',
        help: 'Who this is in the programme: what is seen and what comes by mail depends on it.',
      },
      post: { header: 'Post', help: 'Without a name, for example “deputy head”.' },
      school: {
        header: 'School',
        help: 'For those who work in a school. Empty for curators and the coordinator.',
      },
      email: {
        header: 'E-mail',
        help: 'The address to sign in with and to get letters, for example school@example.org.',
      },
      digest: { header: 'Digest', help: 'Whether to send the weekly digest.' },
      language: { header: 'Language', help: 'Russian or English.' },
    },
    role: {
      labels: {
        head: 'Head of school',
        deputy: 'Deputy head',
        schoolCoordinator: 'School coordinator',
        responsible: 'Responsible for a measure',
        curator: 'Curator',
        coordinator: 'Municipal coordinator',
        observer: 'Regional coordinator',
      },
      alsoSaid: {
        head: 'head;director',
        deputy: 'deputy',
        responsible: 'responsible',
        curator: 'school curator',
        observer: 'observer;regional operator',
      },
    },
    digest: {
      labels: { weekly: 'Weekly', digestOnly: 'No reminders', none: 'Do not send' },
      alsoSaid: { digestOnly: 'digest only', weekly: 'yes;once a week', none: 'no;unsubscribed' },
    },
    language: {
      labels: { ru: 'Russian', en: 'English' },
      alsoSaid: { ru: 'rus', en: 'eng' },
    },
    rules: { noSchool: 'Give the school: without it this person sees no table at all.' },
  },
  riskFactors: {
    title: 'Risk factors',
    about:
      'The reference list of risk factors, from which schools choose. It changes with the years, and the coordinator keeps it.',
    columns: {
      code: { header: 'Code', help: 'A short sign, for example R02. Schools do not see it.' },
      name: { header: 'Risk factor', help: 'The exact name.' },
      synonyms: {
        header: 'Also written',
        help: 'Other names, separated by semicolons: the factor is known by them too.',
      },
      active: { header: 'In use', help: 'No, if the factor is not used this year.' },
    },
  },
}
