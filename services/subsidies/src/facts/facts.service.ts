import { type Context, GraphUnavailable } from '@millgate/kit';
import type { FactBundle, PublishedFactName } from './facts.rules.ts';

type Services = Context['services'];

/** The purpose under which facts are asked for; their owners answer a service that names it, and no other. */
const purpose = 'SUBSIDY_DECISION';

const dated = 'from until status source version';

const selections: Readonly<Record<PublishedFactName, string>> = {
  birthDateFact: `birthDateFact { value ${dated} }`,
  settledOnFact: `settledOnFact { value ${dated} }`,
  skillRankFacts: `skillRankFacts { value ${dated} }`,
  homePurchaseFacts: `homePurchaseFacts { purchaseId areaM2 contractedOn deliveredOn rescindedOn ${dated} }`,
  mainJobFacts: `mainJobFacts { value ${dated} }`,
  childBirthFacts: `childBirthFacts { value ${dated} }`,
};

export type PublishedFacts = Omit<FactBundle, 'earlierClaims' | 'recorded'>;

/**
 * Asks the graph for the facts that a programme reads, and for no others. What does not answer is null: the rules treat
 * it as not known, and the claim waits.
 */
export async function gatherFacts(
  { graph, log }: Pick<Services, 'graph' | 'log'>,
  workerId: string,
  names: readonly PublishedFactName[],
  { now, patienceMillis }: { now: Date; patienceMillis: number },
): Promise<PublishedFacts> {
  if (names.length === 0) return {};
  const nothing = Object.fromEntries(names.map((name) => [name, null]));
  const document = `query FactBundle($id: ID!) { worker(id: $id) { ${names.map((name) => selections[name]).join(' ')} } }`;
  try {
    const asked = graph.query<{ worker: PublishedFacts | null }>(document, { id: workerId }, { purpose, now });
    const { data, errors } = await within(patienceMillis, asked);
    for (const { message, path } of errors) log.warn({ path, cause: message }, 'a fact could not be had');
    return { ...nothing, ...data?.worker };
  } catch (cause) {
    if (!(cause instanceof GraphUnavailable)) throw cause;
    log.warn({ cause: String(cause.cause) }, 'the graph could not be asked for facts');
    return nothing;
  }
}

/** The answer, unless it is late: whoever waits for us gives up on us as well. */
async function within<T>(millis: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new GraphUnavailable('late', { cause: `no answer in ${millis} ms` })), millis);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Every fact that some programme reads, as `@requires` names them: the gateway asks their owners before it asks us. */
export const requiredFacts = Object.values(selections).join(' ');
