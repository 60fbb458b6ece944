import {
  Arg,
  Ctx,
  Directive,
  Field,
  InputType,
  Int,
  Mutation,
  ObjectType,
  registerEnumType,
  Resolver,
  type ClassType,
} from 'type-graphql';
import { forbidden } from '../errors.ts';
import { holdsSomewhere } from '../identity/caller.ts';
import { UserError, userErrors, type Messages } from '../schema/user-error.ts';
import { DateTimeScalar } from '../values/scalars.ts';
import { ok, refuse, type Result } from '../values/result.ts';
import type { Context } from './context.ts';

enum RunDueErrorCode {
  CLOCK_IS_REAL = 'CLOCK_IS_REAL',
}

const messages: Messages<RunDueErrorCode> = {
  CLOCK_IS_REAL: {
    zh: '生产环境中，到期事项只按真实时间处理。',
    en: 'In production, what becomes due follows the real clock alone.',
  },
};

@InputType({ description: 'Up to when to do what has become due.' })
class RunDueInput {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The instant to take for the present; without it, the instant of the request.',
  })
  now?: Date | null;
}

@Directive('@shareable')
@ObjectType({ description: 'How much one kind of work that time makes due has moved.', simpleResolvers: true })
class MovedByTime {
  @Field(() => String, { description: 'Name of the work.' })
  task!: string;

  @Field(() => Int, { description: 'How many things it moved; 0 when nothing was due.' })
  count!: number;
}

/**
 * `run<Subgraph>Due`: does now what the timer would do when the time has come, so that demonstrations and acceptance
 * tests can travel. Its types are the subgraph's own, as those of every mutation are.
 */
export function dueResolverOf(subgraph: string): ClassType {
  const mutation = `run${subgraph.charAt(0).toUpperCase()}${subgraph.slice(1)}Due`;
  const name = `R${mutation.slice(1)}`;
  // An enum of its own each: composition merges enums by name, and error codes are private to a mutation.
  const Code = { ...RunDueErrorCode };
  registerEnumType(Code, {
    name: `${name}ErrorCode`,
    description: `Why \`${mutation}\` refused.`,
    valuesConfig: { CLOCK_IS_REAL: { description: 'The program runs in production, where nobody sets the clock.' } },
  });

  @ObjectType(`${name}Error`, { description: `A refusal of \`${mutation}\`.` })
  class RunDueError extends UserError {
    @Field(() => Code, { description: 'The reason, for programs.' })
    code!: RunDueErrorCode;
  }

  @ObjectType(`${name}Payload`, { description: `What became of \`${mutation}\`.`, simpleResolvers: true })
  class RunDuePayload {
    @Field(() => [MovedByTime], { nullable: true, description: 'What was moved, by task; null if refused.' })
    moved!: MovedByTime[] | null;

    @Field(() => [RunDueError], { description: 'Refusals; empty when it was done.' })
    userErrors!: RunDueError[];
  }

  @Resolver()
  class DueResolver {
    @Mutation(() => RunDuePayload, {
      name: mutation,
      nullable: true,
      description: `Does what has become due in ${subgraph} by an instant, as the program does by itself every half minute. For demonstrations and acceptance tests: COMMUNITY_STAFF only, and never in production.`,
    })
    async runDue(
      @Arg('input', () => RunDueInput, { description: 'Up to when.' }) input: RunDueInput,
      @Ctx() context: Context,
    ): Promise<RunDuePayload> {
      if (!holdsSomewhere(context.caller, 'COMMUNITY_STAFF')) throw forbidden();
      const result = await moveWhatIsDue(context, input.now ?? context.now);
      return {
        moved: result.ok ? result.value : null,
        userErrors: userErrors(RunDueError, messages, result),
      };
    }
  }
  return DueResolver;
}

async function moveWhatIsDue({ services }: Context, now: Date): Promise<Result<MovedByTime[], 'CLOCK_IS_REAL'>> {
  if (!services.runDue) return refuse('CLOCK_IS_REAL', { path: [], rule: 'clock' });
  const moved = await services.runDue(now);
  return ok(Object.entries(moved).map(([task, count]) => Object.assign(new MovedByTime(), { task, count })));
}
