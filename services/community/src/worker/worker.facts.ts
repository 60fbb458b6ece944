import { childrenOf, type Context, DateFact, FactStatus, RequiresScope, Sensitive } from '@millgate/kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Dependant } from '../dependant/dependant.entity.ts';
import { Employment } from '../employment/employment.entity.ts';
import { Worker } from './worker.entity.ts';
import { workerPolicy } from './worker.fields.ts';

/** Facts for rules of which a worker may have several: a list, with a single WITHHELD one for who may not use it. */
@Resolver(() => Worker)
export class WorkerFactsResolver {
  @RequiresScope('worker:facts')
  @Sensitive('PERSONAL')
  @FieldResolver(() => [DateFact], {
    nullable: true,
    description:
      'First days of the worker’s main jobs as dated facts, for rules, the earliest first; each holds as long as the job. A single WITHHELD fact for callers who may not use it.',
  })
  async mainJobFacts(@Root() worker: Worker, @Ctx() context: Context): Promise<DateFact[]> {
    const list = {
      entity: Employment,
      parent: 'workerRef',
      where: { primary: true },
      order: [
        ['from', 'asc'],
        ['id', 'asc'],
      ],
    } as const;
    return facts(context, worker, 'mainJobFacts', 'community:Employment', async (source) =>
      (await childrenOf(context, list, worker.id)).map(({ id, from, until }) =>
        known({ value: from, from, until, source, version: `${id}@${until ?? ''}` }),
      ),
    );
  }

  @RequiresScope('worker:facts')
  @Sensitive('MINOR')
  @FieldResolver(() => [DateFact], {
    nullable: true,
    description:
      'Dates of birth of the children whom the worker is guardian of as dated facts, for rules, the eldest first; the version begins with the child’s id. A single WITHHELD fact for callers who may not use it.',
  })
  async childBirthFacts(@Root() worker: Worker, @Ctx() context: Context): Promise<DateFact[]> {
    const list = {
      entity: Dependant,
      parent: 'guardianRef',
      order: [
        ['birthDate', 'asc'],
        ['id', 'asc'],
      ],
    } as const;
    return facts(context, worker, 'childBirthFacts', 'community:Dependant', async (source) =>
      (await childrenOf(context, list, worker.id)).map(({ id, birthDate, until }) =>
        known({ value: birthDate, from: birthDate, until, source, version: `${id}@${until ?? ''}` }),
      ),
    );
  }
}

/** Facts are not refused but WITHHELD, as one: neither a version nor their number may tell what is not told. */
async function facts(
  context: Context,
  worker: Worker,
  field: 'mainJobFacts' | 'childBirthFacts',
  source: string,
  stated: (source: string) => Promise<DateFact[]>,
): Promise<DateFact[]> {
  const { view } = await workerPolicy.decide(context, worker, field);
  if (view === 'WITHHELD') return [withheld(source, worker.id)];
  return workerPolicy.reveal(context, worker, field, { plain: () => stated(source) });
}

const known = (fact: Pick<DateFact, 'value' | 'from' | 'until' | 'source' | 'version'>): DateFact =>
  Object.assign(new DateFact(), fact, { status: FactStatus.KNOWN });

const withheld = (source: string, workerId: string): DateFact =>
  Object.assign(new DateFact(), { value: null, status: FactStatus.WITHHELD, source, version: workerId });
