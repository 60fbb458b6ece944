import { type Caller, holds, isSelf, ok, refuse, type Result } from '@millgate/kit';
import { CaseAssistance, CaseChannel, CaseKind } from './case.enums.ts';
import type { FileCaseInput } from './file-case.inputs.ts';

export type FilingRefusal =
  'NOT_FOR_OTHERS' | 'MANDATE_MISSING' | 'ITEM_MISSING' | 'THEME_MISSING' | 'APPLICANT_MISSING' | 'CHANNEL_IS_STAFFS';

/** Doors that staff hold open: nobody writes “said at the counter” about themselves. */
const staffChannels: readonly CaseChannel[] = [
  CaseChannel.COUNTER,
  CaseChannel.PHONE,
  CaseChannel.WECHAT,
  CaseChannel.GRID,
  CaseChannel.SURVEY,
  CaseChannel.MEETING,
];

export interface Filer {
  readonly isStaff: boolean;
  readonly isSelf: (workerId: string) => boolean;
  readonly isHrOf: (enterpriseId: string) => boolean;
}

/** Staff who may file at a community’s desk for others. A grid officer files for whom they meet on their round. */
export const filerOf = (caller: Caller, communityId: string): Filer => ({
  isStaff:
    holds(caller, 'CLERK', communityId) ||
    holds(caller, 'COMMUNITY_STAFF', communityId) ||
    (caller.kind === 'PERSON' && caller.roles.some(({ role }) => role === 'GRID_OFFICER')),
  isSelf: (workerId) => isSelf(caller, workerId),
  isHrOf: (enterpriseId) => holds(caller, 'HR', enterpriseId),
});

/** Whether this caller may file this for these; all that can be said without the database. */
export function mayFile(filer: Filer, input: FileCaseInput): Result<null, FilingRefusal> {
  const { kind, itemCode, theme, channel, assistance, workerId, enterpriseId, mandate } = input;
  if (kind === CaseKind.APPLICATION && !itemCode) return refuse('ITEM_MISSING', { path: ['itemCode'], rule: 'item' });
  if (!itemCode && !theme) return refuse('THEME_MISSING', { path: ['theme'], rule: 'theme' });
  if (!workerId && !enterpriseId && !filer.isStaff) {
    return refuse('APPLICANT_MISSING', { path: ['workerId'], rule: 'applicant' });
  }
  if (channel && staffChannels.includes(channel) && !filer.isStaff) {
    return refuse('CHANNEL_IS_STAFFS', { path: ['channel'], rule: 'channel' });
  }
  const ownMatter = workerId ? filer.isSelf(workerId) : !enterpriseId || filer.isHrOf(enterpriseId);
  if (!ownMatter && !filer.isStaff && assistance !== CaseAssistance.AGENT) {
    return refuse('NOT_FOR_OTHERS', { path: [workerId ? 'workerId' : 'enterpriseId'], rule: 'mandate' });
  }
  if (assistance === CaseAssistance.AGENT && !mandate) {
    return refuse('MANDATE_MISSING', { path: ['mandate'], rule: 'mandate' });
  }
  return ok(null);
}
