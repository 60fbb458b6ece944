import { creditCodeFault } from '../enterprise/credit-code.rules.ts';
import { type Cells, codeRule, type Column } from './columns.rules.ts';
import type { CellFault } from './worker-rows.rules.ts';

export const enterpriseColumns = [
  { key: 'uscc', names: ['统一社会信用代码', '信用代码', 'uscc'], required: true },
  { key: 'name', names: ['企业名称', '名称', 'name'], required: true },
  { key: 'nameEn', names: ['英文名称', 'nameEn', 'english name'] },
  { key: 'stage', names: ['发展阶段', 'stage'], required: true },
  { key: 'latitude', names: ['纬度', 'latitude'] },
  { key: 'longitude', names: ['经度', 'longitude'] },
] as const satisfies readonly Column<string>[];

export type EnterpriseColumn = (typeof enterpriseColumns)[number]['key'];

export interface EnterpriseRow {
  readonly uscc: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly stage: 'INCUBATION' | 'GROWTH' | 'MATURE';
  readonly site: { readonly latitude: number; readonly longitude: number } | null;
}

const stages: Readonly<Record<string, EnterpriseRow['stage']>> = {
  INCUBATION: 'INCUBATION',
  GROWTH: 'GROWTH',
  MATURE: 'MATURE',
  孵化: 'INCUBATION',
  成长: 'GROWTH',
  成熟: 'MATURE',
};

/** A row as an enterprise, or all that is wrong with it. */
export function enterpriseOf(cells: Cells<EnterpriseColumn>): EnterpriseRow | CellFault<EnterpriseColumn>[] {
  const faults: CellFault<EnterpriseColumn>[] = [];
  const { uscc, name, nameEn, latitude, longitude } = cells;
  const wrongCode = uscc ? creditCodeFault(uscc) : 'REQUIRED';
  if (wrongCode) faults.push(['uscc', codeRule(wrongCode, uscc)]);
  if (!name) faults.push(['name', 'REQUIRED']);
  for (const column of ['name', 'nameEn'] as const) {
    if ([...cells[column]].length > 100) faults.push([column, 'LENGTH']);
  }
  const stage = stages[cells.stage.toUpperCase()];
  if (!stage) faults.push(['stage', cells.stage ? 'SHAPE' : 'REQUIRED']);
  const sited = Boolean(latitude || longitude);
  if (sited && !degrees(latitude, 90)) faults.push(['latitude', latitude ? 'SHAPE' : 'REQUIRED']);
  if (sited && !degrees(longitude, 180)) faults.push(['longitude', longitude ? 'SHAPE' : 'REQUIRED']);
  if (faults.length > 0 || !stage) return faults;
  const site = sited ? { latitude: Number(latitude), longitude: Number(longitude) } : null;
  return { uscc, name: { zh: name, en: nameEn || name }, stage, site };
}

const degrees = (text: string, most: number): boolean =>
  /^-?\d{1,3}(\.\d{1,12})?$/.test(text) && Math.abs(Number(text)) <= most;
