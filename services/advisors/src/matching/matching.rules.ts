import type { AdvisorChannel } from '../advisor/advisor.enums.ts';

/** What is known of somebody who could be asked. Those out of office, recused or asked before are not among them. */
export interface Candidate {
  readonly id: string;
  readonly chainIds: readonly string[];
  readonly communityId: string;
  readonly specialties: readonly string[];
  readonly channels: readonly `${AdvisorChannel}`[];
  /** Consultations that lie with them. */
  readonly load: number;
}

export interface Wanted {
  /** The chains of the enterprise that asks; empty for a person, and for an enterprise in none. */
  readonly chainIds: readonly string[];
  readonly communityId: string | null;
  /** What it is about, in the words of whoever asks. */
  readonly words: string;
  readonly channel: `${AdvisorChannel}` | null;
  /** The adviser whose slot was asked for. */
  readonly preferredId: string | null;
}

export type MatchReason = 'CHOSEN' | 'NAMED_FOR_CHAIN' | 'KNOWS_SUBJECT' | 'OWN_COMMUNITY' | 'FEWEST_OPEN' | 'ON_DUTY';

export interface Match {
  readonly advisorId: string;
  /** Why this one, the weightiest first; never empty. */
  readonly why: readonly MatchReason[];
  /** How many could have been asked. */
  readonly considered: number;
}

/** One who is named for other chains does not serve this one; one named for none serves all. */
const serves = ({ chainIds }: Candidate, wanted: Wanted): boolean =>
  chainIds.length === 0 || wanted.chainIds.length === 0 || chainIds.some((id) => wanted.chainIds.includes(id));

/** Shorter words are mostly grammar. */
const shortestWord = 4;

/**
 * How much of a specialty a question speaks of, 0 to 1: the share of its pieces that stand in the question. Pieces are
 * pairs of characters in Chinese, since words have no spaces there, and words in everything else.
 */
export function closeness(question: string, specialty: string): number {
  const asked = question.toLowerCase();
  const words = new Set(asked.split(/[^\p{L}\p{N}]+/u));
  const runs = specialty.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  const spoken = runs.flatMap((run) =>
    /\p{Script=Han}/u.test(run)
      ? Array.from({ length: Math.max(run.length - 1, 0) }, (_, at) => asked.includes(run.slice(at, at + 2)))
      : run.length >= shortestWord
        ? [words.has(run)]
        : [],
  );
  return spoken.length === 0 ? 0 : spoken.filter(Boolean).length / spoken.length;
}

const weight: Readonly<Record<MatchReason, number>> = {
  CHOSEN: 1_000,
  NAMED_FOR_CHAIN: 100,
  KNOWS_SUBJECT: 20,
  OWN_COMMUNITY: 10,
  FEWEST_OPEN: 0,
  ON_DUTY: 0,
};

/** How near the specialty is that is nearest to the question. */
const knowledge = ({ specialties }: Candidate, { words }: Wanted): number =>
  Math.max(0, ...specialties.map((specialty) => closeness(words, specialty)));

function reasonsFor(candidate: Candidate, wanted: Wanted, knows: number): MatchReason[] {
  const reasons: MatchReason[] = [];
  if (candidate.id === wanted.preferredId) reasons.push('CHOSEN');
  if (candidate.chainIds.some((id) => wanted.chainIds.includes(id))) reasons.push('NAMED_FOR_CHAIN');
  if (knows > 0) reasons.push('KNOWS_SUBJECT');
  if (candidate.communityId === wanted.communityId) reasons.push('OWN_COMMUNITY');
  return reasons;
}

/**
 * Who is asked: the adviser of the chosen slot, else one of the chain, who knows the subject, of the own community; of
 * equals the one with the fewest open matters, then by id, so that the same facts give the same adviser. Null where
 * nobody is left.
 */
export function chooseAdvisor(wanted: Wanted, candidates: readonly Candidate[]): Match | null {
  const fit = candidates
    .filter(
      (one) =>
        serves(one, wanted) &&
        (wanted.channel === null || one.id === wanted.preferredId || one.channels.includes(wanted.channel)),
    )
    .map((one) => {
      const knows = knowledge(one, wanted);
      const reasons = reasonsFor(one, wanted, knows);
      const share = (reason: MatchReason) => (reason === 'KNOWS_SUBJECT' ? knows : 1);
      return { one, reasons, worth: reasons.reduce((sum, reason) => sum + weight[reason] * share(reason), 0) };
    })
    .toSorted((a, b) => b.worth - a.worth || a.one.load - b.one.load || (a.one.id < b.one.id ? -1 : 1));
  const [best, second] = fit;
  if (!best) return null;
  const byLoad = second?.worth === best.worth && best.one.load < second.one.load;
  const why = byLoad ? [...best.reasons, 'FEWEST_OPEN' as const] : best.reasons;
  return { advisorId: best.one.id, why: why.length > 0 ? why : ['ON_DUTY'], considered: fit.length };
}
