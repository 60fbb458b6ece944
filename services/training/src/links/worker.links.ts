import {
  Audience,
  Authenticated,
  childrenOf,
  type Context,
  FactStatus,
  NumberFact,
  type Page,
  PageArgs,
  pageOfMany,
  RequiresScope,
  Sensitive,
} from '@millgate/kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Credential, CredentialConnection } from '../credential/credential.entity.ts';
import { countsUntil } from '../credential/credential.rules.ts';
import { credentials } from '../credential/credential.lists.ts';
import { type Enrolment, EnrolmentConnection } from '../enrolment/enrolment.entity.ts';
import { enrolments } from '../enrolment/enrolment.lists.ts';
import { SkillLeaderAppointment } from '../leader/skill-leader.entity.ts';
import { type TitleEvaluation, TitleEvaluationConnection } from '../title/title-evaluation.entity.ts';
import { titleEvaluations } from '../title/title-evaluation.lists.ts';
import { trainingPolicy } from './access.ts';
import { Worker } from './links.stub.ts';

@Resolver(() => Worker)
export class WorkerTrainingResolver {
  @Authenticated()
  @Sensitive('PERSONAL')
  @FieldResolver(() => EnrolmentConnection, {
    nullable: true,
    description: 'Sittings the worker is or was enrolled in, latest first; for the worker and trainers.',
  })
  async enrolments(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Enrolment>> {
    const list = { ...enrolments('Worker.enrolments', {}), parent: 'workerId' } as const;
    const found = () => pageOfMany(context, list, args, worker.id);
    return trainingPolicy.reveal(context, worker, 'enrolments', { plain: found });
  }

  @Authenticated()
  @Sensitive('PERSONAL')
  @FieldResolver(() => CredentialConnection, {
    nullable: true,
    description: 'Skill levels, titles, certificates and diplomas, latest first; for the worker and trainers.',
  })
  async credentials(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Credential>> {
    const list = { ...credentials('Worker.credentials', {}), parent: 'workerId' } as const;
    const found = () => pageOfMany(context, list, args, worker.id);
    return trainingPolicy.reveal(context, worker, 'credentials', { plain: found });
  }

  @Sensitive('PERSONAL')
  @FieldResolver(() => TitleEvaluationConnection, {
    nullable: true,
    description: 'Evaluations for professional titles, latest first; for the worker and trainers.',
  })
  async titleEvaluations(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<TitleEvaluation>> {
    const list = { ...titleEvaluations('Worker.titleEvaluations', {}), parent: 'workerId' } as const;
    const found = () => pageOfMany(context, list, args, worker.id);
    return trainingPolicy.reveal(context, worker, 'titleEvaluations', { plain: found });
  }

  @Sensitive('PERSONAL')
  @FieldResolver(() => [SkillLeaderAppointment], {
    nullable: true,
    description: 'Key posts at which enterprises engaged the worker, latest first; for the worker and trainers.',
  })
  async skillLeaderAppointments(@Root() worker: Worker, @Ctx() context: Context): Promise<SkillLeaderAppointment[]> {
    const order = [
      ['from', 'desc'],
      ['id', 'desc'],
    ] as const;
    const found = () => childrenOf(context, { entity: SkillLeaderAppointment, parent: 'workerId', order }, worker.id);
    return trainingPolicy.reveal(context, worker, 'skillLeaderAppointments', { plain: found });
  }

  @Audience('internal')
  @RequiresScope('worker:facts')
  @Sensitive('PERSONAL')
  @FieldResolver(() => [NumberFact], {
    nullable: true,
    description:
      'Rank of every skill level and title the worker was given, 0 to 7 ascending, as dated facts for rules; empty for whoever has none. A single WITHHELD fact for callers who may not use it.',
  })
  async skillRankFacts(@Root() worker: Worker, @Ctx() context: Context): Promise<NumberFact[]> {
    const { view } = await trainingPolicy.decide(context, worker, 'skillRankFacts');
    if (view !== 'PLAIN') return [withheld(worker.id)];
    const where = { rank: { $ne: null } };
    const list = { entity: Credential, parent: 'workerId', where, order: firstIssued } as const;
    const ranked = await trainingPolicy.reveal(context, worker, 'skillRankFacts', {
      plain: () => childrenOf(context, list, worker.id),
    });
    return ranked.map((credential) =>
      Object.assign(new NumberFact(), {
        value: credential.rank,
        from: credential.issuedOn,
        until: countsUntil(credential),
        status: FactStatus.KNOWN,
        source: 'training:Credential',
        version: `${credential.id}@${credential.revision}`,
      }),
    );
  }
}

const firstIssued = [
  ['issuedOn', 'asc'],
  ['id', 'asc'],
] as const;

/** Says the same whatever there is to say: neither a version nor a number of facts may tell that a credential exists. */
const withheld = (workerId: string): NumberFact =>
  Object.assign(new NumberFact(), {
    value: null,
    status: FactStatus.WITHHELD,
    source: 'training:Credential',
    version: workerId,
  });
