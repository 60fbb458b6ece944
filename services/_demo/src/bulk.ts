import { enterprises, type EnterpriseKey } from './enterprises.ts';
import { demoId } from './ids.ts';

/** One of the many: enough of a person for every subgraph's demo data to agree on. */
export interface BulkWorker {
  readonly index: number;
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly birthDate: string;
  readonly employer: EnterpriseKey;
  readonly employedFrom: string;
}

const surnames = [
  ['王', 'Wang'],
  ['李', 'Li'],
  ['张', 'Zhang'],
  ['刘', 'Liu'],
  ['陈', 'Chen'],
  ['杨', 'Yang'],
  ['黄', 'Huang'],
  ['赵', 'Zhao'],
  ['吴', 'Wu'],
  ['徐', 'Xu'],
  ['孙', 'Sun'],
  ['马', 'Ma'],
  ['胡', 'Hu'],
  ['郭', 'Guo'],
  ['何', 'He'],
  ['罗', 'Luo'],
] as const;
const given = [
  ['安', 'An'],
  ['宁', 'Ning'],
  ['雪', 'Xue'],
  ['岩', 'Yan'],
  ['帆', 'Fan'],
  ['颖', 'Ying'],
  ['诚', 'Cheng'],
  ['禾', 'He'],
  ['南', 'Nan'],
  ['溪', 'Xi'],
  ['舟', 'Zhou'],
  ['悦', 'Yue'],
] as const;

/** The present of the demo data’s making; everything in them that is dated is dated from here. */
export const demoEpoch = '2026-11-01';

export const bulkWorkerCount = 3_000;

/** Deterministic: the same worker for the same index, everywhere and always. */
export function bulkWorker(index: number): BulkWorker {
  const surname = pick(surnames, index);
  const [first, second] = [pick(given, Math.floor(index / surnames.length)), pick(given, index * 7 + 3)];
  const employer = pick(enterprises, index);
  const epoch = Temporal.PlainDate.from(demoEpoch);
  return {
    index,
    id: demoId('wrk', `bulk-${index}`),
    zh: surname[0] + first[0] + second[0],
    en: `${surname[1]} ${first[1]}${second[1].toLowerCase()}`,
    birthDate: epoch.subtract({ years: 19 + (index % 40), days: (index * 37) % 365 }).toString(),
    employer: employer.key,
    employedFrom: epoch.subtract({ days: 30 + ((index * 53) % 2_500) }).toString(),
  };
}

export function* bulkWorkers(): Generator<BulkWorker> {
  for (let index = 0; index < bulkWorkerCount; index += 1) yield bulkWorker(index);
}

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
