import { childrenOf, type Context, RequiresScope, Sensitive } from '@millgate/kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Worker } from '../worker/worker.entity.ts';
import { workerPolicy } from '../worker/worker.fields.ts';
import { Dependant } from './dependant.entity.ts';

@Resolver(() => Worker)
export class WorkerDependantsResolver {
  @RequiresScope('worker:family')
  @Sensitive('MINOR')
  @FieldResolver(() => [Dependant], {
    nullable: true,
    description:
      'Children whom the worker is guardian of, eldest first; for the worker, and for the handler of an open case about schooling who names it (header `millgate-purpose`).',
  })
  async dependants(@Root() worker: Worker, @Ctx() context: Context): Promise<Dependant[]> {
    const list = {
      entity: Dependant,
      parent: 'guardianRef',
      where: { until: null },
      order: [
        ['birthDate', 'asc'],
        ['id', 'asc'],
      ],
    } as const;
    const children = () => childrenOf(context, list, worker.id);
    return workerPolicy.reveal(context, worker, 'dependants', { plain: children });
  }
}
