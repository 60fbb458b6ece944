import type { SubscriptionOptions } from 'type-graphql';
import type { Context } from '../runtime/context.ts';

type Subscribe = Extract<SubscriptionOptions, { subscribe: unknown }>['subscribe'];

/**
 * For `@Subscription(…, { subscribe: watching(…) })`: answers at once and after each announcement of the topic; the
 * method below it reads what holds then. Whoever may not watch is refused by throwing here.
 */
export const watching =
  <Args>(topicOf: (args: Args, context: Context) => string | Promise<string>): Subscribe =>
  async ({ args, context }: { args: Args; context: Context }) =>
    context.services.live.changes(await topicOf(args, context));
