type Status = 'ACTIVE' | 'SUSPENDED' | 'LEFT';

/** Who is in business may pause; who pauses comes back or leaves; nobody comes back who has left. */
const next: Readonly<Record<Status, readonly Status[]>> = {
  ACTIVE: ['SUSPENDED'],
  SUSPENDED: ['ACTIVE', 'LEFT'],
  LEFT: [],
};

export const mayBecome = (from: Status, to: Status): boolean => from === to || next[from].includes(to);
