import {
  Audience,
  type Command,
  commandOf,
  type Context,
  dayOf,
  GraphUnavailable,
  mutationAnswer,
  ok,
  perform,
  refuse,
  RepeatableInput,
  requireWorker,
  type Result,
} from '@millgate/kit';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { eldersAge, isElder } from './elder.rules.ts';
import { KnownElder } from './known-elder.entity.ts';

@InputType({ description: 'That the caller asks for the elders’ price.' })
export class ClaimEldersPriceInput extends RepeatableInput {}

const answer = mutationAnswer('ClaimEldersPrice', {
  refused: 'Why somebody does not eat at the elders’ price.',
  result: ['eldersPrice', () => KnownElder, 'Since when she does; null if it was refused.'],
  codes: {
    TOO_YOUNG: {
      about: `The caller is younger than ${eldersAge}.`,
      zh: `未满${eldersAge}周岁，不享受老年餐价。`,
      en: `You are younger than ${eldersAge}.`,
    },
    AGE_UNKNOWN: {
      about: 'The registry does not know when the caller was born: her papers are shown at the counter.',
      zh: '登记信息中没有出生日期，请在柜台出示证件。',
      en: 'The registry does not know your date of birth: show your papers at the counter.',
    },
    REGISTRY_UNAVAILABLE: {
      about: 'The registry does not answer at the moment. Nothing was decided, and the same request may be sent again.',
      zh: '暂时无法核实年龄，请稍后重试。',
      en: 'Your age cannot be looked up at the moment. Try again soon.',
    },
  },
});

type Code = 'TOO_YOUNG' | 'AGE_UNKNOWN' | 'REGISTRY_UNAVAILABLE';

@Resolver()
export class EldersPriceResolver {
  @Audience('public')
  @Mutation(() => answer.Payload, {
    description: `Whoever is ${eldersAge} or older orders at the elders’ price from now on. The age is looked up in the registry, which notes it for the caller to see; only that it suffices is kept.`,
  })
  async claimEldersPrice(
    @Arg('input', () => ClaimEldersPriceInput, { description: 'The request.' }) input: ClaimEldersPriceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return answer.of(await claimEldersPrice(context.em, requireWorker(context), commandOf(context, input)));
  }
}

interface Told {
  readonly worker: { readonly birthDateFact: { readonly value: string | null; readonly status: string } | null } | null;
}

/** Asked before the transaction: a registry that is slow holds no rows, and one that is down is not remembered. */
async function claimEldersPrice(
  em: EntityManager,
  workerId: string,
  command: Command<ClaimEldersPriceInput>,
): Promise<Result<KnownElder, Code>> {
  const told = await bornOn(command, workerId);
  if (told === undefined) return refuse('REGISTRY_UNAVAILABLE', { path: [], rule: 'elder' });
  return perform<KnownElder, Code>(em, command, { mutation: 'claimEldersPrice', entity: KnownElder }, async (tx) => {
    const today = dayOf(command.now);
    if (told === null) return refuse('AGE_UNKNOWN', { path: [], rule: 'elder' });
    if (!isElder(told, today)) return refuse('TOO_YOUNG', { path: [], rule: 'elder' });
    await tx.upsert(KnownElder, { id: workerId, since: today }, { onConflictAction: 'ignore' });
    return ok(await tx.findOneOrFail(KnownElder, workerId));
  });
}

/** The date of birth; null where the registry has none, undefined where it does not answer. */
async function bornOn(
  { services, now }: Command<ClaimEldersPriceInput>,
  id: string,
): Promise<string | null | undefined> {
  const question = 'query EldersAge($id: ID!) { worker(id: $id) { birthDateFact { value status } } }';
  try {
    const { data } = await services.graph.query<Told>(question, { id }, { purpose: 'MEAL_PRICE', now });
    const fact = data?.worker?.birthDateFact;
    if (!fact || fact.status === 'WITHHELD') return undefined;
    return fact.value;
  } catch (cause) {
    if (cause instanceof GraphUnavailable) return undefined;
    throw cause;
  }
}
