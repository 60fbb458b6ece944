/** As X-Road has it: an agency asks, somebody approves it, and it can be suspended without being forgotten. */
export type AgencyState = 'REQUESTED' | 'APPROVED' | 'SUSPENDED' | 'REFUSED' | 'CLOSED';

export type Decision = 'approve' | 'refuse' | 'suspend' | 'resume' | 'close';

const from: Readonly<Record<Decision, readonly AgencyState[]>> = {
  approve: ['REQUESTED', 'REFUSED'],
  refuse: ['REQUESTED'],
  suspend: ['APPROVED'],
  resume: ['SUSPENDED'],
  close: ['APPROVED', 'SUSPENDED', 'REFUSED', 'REQUESTED'],
};

const to: Readonly<Record<Decision, AgencyState>> = {
  approve: 'APPROVED',
  refuse: 'REFUSED',
  suspend: 'SUSPENDED',
  resume: 'APPROVED',
  close: 'CLOSED',
};

export const decisions = Object.keys(to) as readonly Decision[];

/** The state after a decision; undefined where it cannot be taken. */
export const decided = (state: AgencyState, decision: Decision): AgencyState | undefined =>
  from[decision].includes(state) ? to[decision] : undefined;
