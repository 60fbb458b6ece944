import type { CalendarDay } from '@millgate/kit';
import { creditCodeFault } from '../enterprise/credit-code.rules.ts';
import { birthDateOf, residentIdAsWritten, residentIdFault } from '../worker/resident-id.rules.ts';
import { type Cells, codeRule, type Column, isRounded } from './columns.rules.ts';
import type { ImportRuleName } from './import.faults.ts';

export const workerColumns = [
  { key: 'name', names: ['姓名', 'name'], required: true },
  { key: 'nameEn', names: ['英文名', 'nameEn', 'english name'] },
  { key: 'residentId', names: ['身份证号', '身份证号码', 'residentId'], required: true },
  { key: 'nativePlace', names: ['籍贯', 'nativePlace', 'native place'] },
  { key: 'phone', names: ['手机号', '电话', 'phone'] },
  { key: 'uscc', names: ['统一社会信用代码', '信用代码', 'uscc'] },
  { key: 'post', names: ['岗位', 'post'] },
  { key: 'from', names: ['入职日期', 'from', 'employedFrom'] },
] as const satisfies readonly Column<string>[];

export type WorkerColumn = (typeof workerColumns)[number]['key'];

export interface WorkerRow {
  readonly name: { readonly zh: string; readonly en: string };
  readonly residentId: string;
  readonly bornOn: CalendarDay | null;
  readonly nativePlace: string | null;
  readonly phone: string | null;
  readonly job: { readonly uscc: string; readonly post: string; readonly from: CalendarDay } | null;
}

export type CellFault<Key extends string> = readonly [column: Key, rule: ImportRuleName];

/** A row as a worker, or all that is wrong with it. */
export function workerOf(cells: Cells<WorkerColumn>, today: CalendarDay): WorkerRow | CellFault<WorkerColumn>[] {
  const faults: CellFault<WorkerColumn>[] = [];
  const { name, nameEn, phone, uscc, post, from } = cells;
  for (const column of ['name', 'nameEn', 'nativePlace', 'post'] as const) {
    if ([...cells[column]].length > 100) faults.push([column, 'LENGTH']);
  }
  if (!name) faults.push(['name', 'REQUIRED']);

  const residentId = residentIdAsWritten(cells.residentId);
  const fault = residentId ? residentIdFault(residentId, today) : 'REQUIRED';
  if (fault) faults.push(['residentId', isRounded(residentId) ? 'ROUNDED' : fault]);
  if (phone && !/^\+?\d{5,20}$/.test(phone)) faults.push(['phone', isRounded(phone) ? 'ROUNDED' : 'SHAPE']);

  const employed = Boolean(uscc || post || from);
  if (employed) {
    if (!post) faults.push(['post', 'REQUIRED']);
    const wrongCode = uscc ? creditCodeFault(uscc) : 'REQUIRED';
    if (wrongCode) faults.push(['uscc', codeRule(wrongCode, uscc)]);
    if (!from) faults.push(['from', 'REQUIRED']);
    else if (!isDay(from)) faults.push(['from', 'DATE']);
  }
  if (faults.length > 0) return faults;
  return {
    name: { zh: name, en: nameEn || name },
    residentId,
    bornOn: birthDateOf(residentId),
    nativePlace: cells.nativePlace || null,
    phone: phone || null,
    job: employed ? { uscc, post, from } : null,
  };
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
