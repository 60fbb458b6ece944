import {
  Authenticated,
  childrenOf,
  type Context,
  forbidden,
  isSelf,
  loadById,
  page,
  type Page,
  PageArgs,
  type ReferenceResolver,
  unauthenticated,
  workerIdOf,
} from '@millgate/kit';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Worker } from '../worker/worker.entity.ts';
import { workerPolicy } from '../worker/worker.fields.ts';
import { AccessLog, AccessLogConnection } from './access-log.entity.ts';
import { Consent } from './consent.entity.ts';

@Resolver(() => Worker)
export class WorkerPrivacyResolver {
  @Authenticated()
  @FieldResolver(() => [Consent], {
    nullable: true,
    description:
      'What the worker lets others use data for, also what was withdrawn, latest first; for the worker alone.',
  })
  async consents(@Root() worker: Worker, @Ctx() context: Context): Promise<Consent[]> {
    const list = {
      entity: Consent,
      parent: 'workerRef',
      order: [
        ['from', 'desc'],
        ['id', 'desc'],
      ],
    } as const;
    const given = () => childrenOf(context, list, worker.id);
    return workerPolicy.reveal(context, worker, 'consents', { plain: given });
  }

  @Authenticated()
  @FieldResolver(() => AccessLogConnection, {
    nullable: true,
    description: 'Who read the worker’s protected data, latest first; for the worker alone.',
  })
  async accessLog(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<AccessLog>> {
    const log = () => logOf(context, worker.id, 'Worker.accessLog', args);
    return workerPolicy.reveal(context, worker, 'accessLog', { plain: log });
  }

  @Query(() => AccessLogConnection, {
    nullable: true,
    description: 'Who read the caller’s own protected data, latest first.',
  })
  async myAccessLog(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<AccessLog>> {
    const workerId = workerIdOf(context.caller);
    if (!workerId) throw context.caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
    return logOf(context, workerId, 'myAccessLog', args);
  }
}

const latestFirst = [
  ['at', 'desc'],
  ['id', 'desc'],
] as const;

/** Also what was read of a record before it was merged into this worker’s: the log is never rewritten. */
async function logOf(context: Context, workerId: string, field: string, args: PageArgs): Promise<Page<AccessLog>> {
  const aliases = await context.em.find(Worker, { mergedInto: workerId }, { fields: ['id'], orderBy: { id: 'asc' } });
  const where = { workerRef: { $in: [workerId, ...aliases.map(({ id }) => id)] } };
  return page(context, { entity: AccessLog, field, where, order: latestFirst }, args);
}

/** A consent for whoever gave it; for anybody else it does not exist. */
export const consentReference: ReferenceResolver = async (reference, context) => {
  const consent = await loadById(context, Consent, String(reference.id));
  return consent && isSelf(context.caller, consent.workerRef.id) ? consent : null;
};
