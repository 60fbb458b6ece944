/** What somebody can read protected data for. A closed list: a free text would be stored, and could hold anything. */
export const purposes = {
  PERSONNEL: { en: 'Personnel matters of the employer', zh: '用人单位人事管理' },
  GRID_VISIT: { en: 'Visit or call by the grid officer', zh: '网格走访联系' },
  EMERGENCY: { en: 'Emergency, danger to life or limb', zh: '紧急救助' },
  TENANCY: { en: 'Matters of the tenancy', zh: '住房租赁事务' },
  MEALS: { en: 'Handing out meals', zh: '供餐取餐服务' },
  CASE: { en: 'Handling a case', zh: '办理事项' },
  OVERSIGHT: { en: 'Seeing that cases are handled in time', zh: '事项督办' },
  TRAINING: { en: 'Training and titles', zh: '培训与职称评审' },
  ADVICE: { en: 'Advice that was asked for', zh: '顾问咨询' },
  MEAL_PRICE: { en: 'Price of meals by age', zh: '按年龄确定餐价' },
  SUBSIDY_DECISION: { en: 'Deciding a subsidy', zh: '补贴审核' },
  PARTNER_SERVICE: { en: 'Service of a partner agency', zh: '合作机构服务' },
} as const;

export type Purpose = keyof typeof purposes;

/** What a request reads protected data for, as its caller says. */
export interface StatedPurpose {
  readonly purpose: Purpose;
  /** The case it is about. */
  readonly caseId?: string;
}

/** The header in which a caller says it: `GRID_VISIT`, or `CASE; case=cas_…`. */
export const purposeHeader = 'millgate-purpose';

const form = /^([A-Z_]{1,40})(?:;\s*case=([a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}))?$/;

export const isPurpose = (text: string): text is Purpose => Object.hasOwn(purposes, text);

/** What the header says; undefined for what is no purpose of the list. */
export function statedPurpose(header: string): StatedPurpose | undefined {
  const [, purpose = '', caseId] = form.exec(header.trim()) ?? [];
  if (!isPurpose(purpose)) return undefined;
  return caseId === undefined ? { purpose } : { purpose, caseId };
}
