import { bulkWorker, demoId, enterpriseId, enterprises, persona } from '@millgate/demo';
import { dayOf } from '@millgate/kit';
import { AdvisorKind } from '../src/advisor/advisor.enums.ts';
import { ConsultationState } from '../src/consultation/consultation.entity.ts';
import { Confidentiality } from '../src/consultation/confidentiality.rules.ts';
import { advisorId, advisors, chainId } from './advisers.ts';
import { interests, leavesAt } from './office.ts';
import type { DemoSlot } from './slots.ts';

const hour = 3_600_000;

/** Who asked what: the part of a consultation that tells one story from another. */
interface Story {
  readonly key: string;
  readonly asker: { readonly authorId: string; readonly workerId?: string; readonly enterpriseId?: string };
  readonly question: string;
  readonly sealed?: boolean;
  readonly invented?: boolean;
  readonly answer?: string;
  readonly citations?: readonly { code: string; titles: { zh: string; en: string } }[];
}

const welder = persona('welder').id;
const hrOf = (key: string) => (key === 'zhenzhi' ? persona('hr').id : demoId('acc', `hr-${key}`));

/** Told in the articles, or needed by a persona; each takes a slot of the adviser it names, before or after the present. */
const told: readonly (Story & { readonly advisor: string; readonly when: 'past' | 'future' })[] = [
  {
    key: 'baoge-equipment',
    advisor: 'industry-1',
    when: 'past',
    asker: { authorId: hrOf('baoge'), enterpriseId: enterpriseId('baoge') },
    question: '外贸订单减少，想开拓新市场，但新设备成本压力大，有什么政策？',
    answer: '已上门讲解“智能袜机贷”：购置智能袜机可以贷款，由银行按设备清单审核。',
    citations: [{ code: 'SMART-SOCK-MACHINE-LOAN', titles: { zh: '智能袜机贷', en: 'Smart sock-machine loan' } }],
  },
  {
    key: 'welder-career',
    advisor: 'career-1',
    when: 'past',
    asker: { authorId: welder, workerId: welder },
    question: '三级焊工，想往焊接技师方向发展，该先考什么？',
    answer: '先报二级工的培训，年内参加评价；落户后的补贴也可以同时申请。',
    citations: [{ code: 'YOUTH_SETTLEMENT', titles: { zh: '青年落户补贴', en: 'Youth settlement subsidy' } }],
  },
  {
    key: 'welder-legal',
    advisor: 'legal-24h',
    when: 'future',
    asker: { authorId: welder, workerId: welder },
    question: '购房合同里的补充条款是否有效？',
  },
  {
    key: 'welder-sealed',
    advisor: 'integrity-1',
    when: 'future',
    asker: { authorId: welder, workerId: welder },
    question: '有人暗示办理手续要送礼，该向谁反映？',
    sealed: true,
  },
  {
    key: 'zhenzhi-finance',
    advisor: 'finance-1',
    when: 'past',
    asker: { authorId: hrOf('zhenzhi'), enterpriseId: enterpriseId('zhenzhi') },
    question: '专利能不能质押贷款？',
    answer: '可以，按评估值的一定比例授信。',
  },
  {
    key: 'zhenzhi-sealed-by-a-colleague',
    advisor: 'integrity-lingfeng',
    when: 'future',
    asker: { authorId: demoId('acc', 'hr-zhenzhi-2'), enterpriseId: enterpriseId('zhenzhi') },
    question: '检查人员重复上门，是否合规？',
    sealed: true,
  },
];

const questions: Record<AdvisorKind, readonly string[]> = {
  INDUSTRY: ['设备更新有哪些支持政策？', '怎样找到新的销售渠道？'],
  FINANCE: ['流动资金贷款需要什么材料？', '设备能不能融资租赁？'],
  LEGAL: ['劳动合同到期怎么处理？', '商标被仿冒怎么办？'],
  INTEGRITY: ['收费是否有依据？', '怎样反映问题？'],
  CAREER: ['想换岗位，先学什么？', '怎样准备面试？'],
  ELDERLY_CARE: ['父母来住，附近有哪些照料服务？', '老年食堂怎么申请？'],
};

const communityOf = new Map(advisors.map((one) => [advisorId(one.key), one.communityId]));

const kinds = new Map(advisors.map(({ key, kind }) => [advisorId(key), kind]));
const kindOf = ({ advisorRef }: DemoSlot) => kinds.get(advisorRef) ?? AdvisorKind.INDUSTRY;

/** The told stories, and invented ones behind them: two past slots of three, one of the next fortnight's in five. */
export function* consultationsIn(slots: readonly DemoSlot[], now: Date) {
  const taken = new Set<string>();
  for (const story of told) {
    const slot = slots.find(
      ({ id, advisorRef, startsAt }) =>
        advisorRef === advisorId(story.advisor) && startsAt > now === (story.when === 'future') && !taken.has(id),
    );
    if (!slot) continue;
    taken.add(slot.id);
    yield consultation(story, slot, now);
  }
  const recused = new Set(interests.map(({ advisorRef, enterpriseId: id }) => `${advisorRef} ${id}`));
  const fortnight = now.getTime() + 14 * 24 * hour;
  for (const [index, slot] of slots.entries()) {
    const wanted = slot.startsAt <= now ? index % 3 !== 0 : index % 5 === 0 && slot.startsAt.getTime() < fortnight;
    if (!wanted || taken.has(slot.id) || slot.startsAt >= leavesAt(slot.advisorRef, now)) continue;
    const story = invented(index, slot);
    if (!recused.has(`${slot.advisorRef} ${story.asker.enterpriseId}`)) yield consultation(story, slot, now);
  }
}

function invented(index: number, slot: DemoSlot): Story {
  const kind = kindOf(slot);
  const question = questions[kind][index % 2] ?? '';
  const sealed = kind === AdvisorKind.INTEGRITY;
  const forEnterprise = index % 4 === 0 && kind !== AdvisorKind.CAREER;
  if (!forEnterprise) {
    const { id } = bulkWorker((index * 31) % 3_000);
    return { key: `bulk-${index}`, asker: { authorId: id, workerId: id }, question, sealed, invented: true };
  }
  const { key, id } = enterprises[index % enterprises.length] ?? enterprises[0];
  return { key: `bulk-${index}`, asker: { authorId: hrOf(key), enterpriseId: id }, question, sealed, invented: true };
}

export type DemoConsultation = ReturnType<typeof consultation>;

function consultation(story: Story, slot: DemoSlot, now: Date) {
  const past = slot.startsAt <= now;
  const requestedAt = new Date(Math.min(slot.startsAt.getTime(), now.getTime()) - (story.key.length + 20) * hour);
  return {
    id: demoId('cns', story.key),
    kind: kindOf(slot),
    authorId: story.asker.authorId,
    workerId: story.asker.workerId ?? null,
    enterpriseId: story.asker.enterpriseId ?? null,
    advisorRef: slot.advisorRef,
    slotRef: slot.id,
    question: story.question,
    confidentiality: story.sealed ? Confidentiality.SEALED : Confidentiality.NORMAL,
    mode: slot.mode,
    answer: past ? (story.answer ?? '已当面答复。') : null,
    citations: story.citations ?? [],
    // What is invented has been accepted: in silence, all of it would go to the next adviser a day after seeding.
    state: past ? ConsultationState.ANSWERED : story.invented ? ConsultationState.ACCEPTED : ConsultationState.ASSIGNED,
    firstRequestedAt: requestedAt,
    firstContactAt: past ? new Date(requestedAt.getTime() + 2 * hour) : null,
    answeredAt: past ? slot.endsAt : null,
    communityId: communityOf.get(slot.advisorRef) ?? null,
    chainIds: slot.advisorRef === advisorId('industry-1') ? [chainId('knitting')] : [],
    assignedOn: dayOf(slot.startsAt),
    assignBy: new Date(requestedAt.getTime() + 24 * hour),
    acceptBy: past || story.invented ? null : new Date(now.getTime() + 24 * hour),
    contactBy: new Date(requestedAt.getTime() + 48 * hour),
    version: 1,
  };
}
