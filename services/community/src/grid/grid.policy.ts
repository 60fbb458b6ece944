import { holds, isSelf, type Caller } from '@millgate/kit';
import type { Grid, GridMember } from './grid.entity.ts';
import { GridRole } from './grid.enums.ts';

const offices = [GridRole.FULL_TIME_OFFICER, GridRole.COMMUNITY_CADRE, GridRole.ENTERPRISE_REP];

/** Offices are public; membership of a party, and private help, are known to those who work with the team. */
export function mayKnowMember(caller: Caller, { role, workerRef }: GridMember, grid: Grid): boolean {
  if (offices.includes(role)) return true;
  return (
    (workerRef !== null && isSelf(caller, workerRef.id)) ||
    holds(caller, 'GRID_OFFICER', grid.id) ||
    holds(caller, 'COMMUNITY_STAFF', grid.communityRef.id)
  );
}
