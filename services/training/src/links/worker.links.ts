import {
  Audience,
  Authenticated,
  childrenOf,
  type Context,
  FactStatus,
  forbidden,
  NumberFact,
  type Page,
  PageArgs,
  pageOfMany,
  RequiresScope,
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
import { mayReadTraining, mayUseFacts } from './access.ts';
import { Worker } from './links.stub.ts';

function requireReader(context: Context, worker: Worker): void {
  if (!mayReadTraining(context.caller, worker.id)) throw forbidden();
}

@Resolver(() => Worker)
export class WorkerTrainingResolver {
  @Authenticated()
  @FieldResolver(() => EnrolmentConnection, {
    nullable: true,
    description: 'Sittings the worker is or was enrolled in, latest first; for the worker and trainers.',
  })
  async enrolments(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Enrolment>> {
    requireReader(context, worker);
    const list = { ...enrolments('Worker.enrolments', {}), parent: 'workerId' } as const;
    return pageOfMany(context, list, args, worker.id);
  }

  @Authenticated()
  @FieldResolver(() => CredentialConnection, {
    nullable: true,
    description: 'Skill levels, titles, certificates and diplomas, latest first; for the worker and trainers.',
  })
  async credentials(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Credential>> {
    requireReader(context, worker);
    const list = { ...credentials('Worker.credentials', {}), parent: 'workerId' } as const;
    return pageOfMany(context, list, args, worker.id);
  }

  @FieldResolver(() => TitleEvaluationConnection, {
    nullable: true,
    description: 'Evaluations for professional titles, latest first; for the worker and trainers.',
  })
  async titleEvaluations(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<TitleEvaluation>> {
    requireReader(context, worker);
    const list = { ...titleEvaluations('Worker.titleEvaluations', {}), parent: 'workerId' } as const;
    return pageOfMany(context, list, args, worker.id);
  }

  @FieldResolver(() => [SkillLeaderAppointment], {
    nullable: true,
    description: 'Key posts at which enterprises engaged the worker, latest first; for the worker and trainers.',
  })
  async skillLeaderAppointments(@Root() worker: Worker, @Ctx() context: Context): Promise<SkillLeaderAppointment[]> {
    requireReader(context, worker);
    return childrenOf(
      context,
      {
        entity: SkillLeaderAppointment,
        parent: 'workerId',
        order: [
          ['from', 'desc'],
          ['id', 'desc'],
        ],
      },
      worker.id,
    );
  }

  @Audience('internal')
  @RequiresScope('worker:facts')
  @FieldResolver(() => [NumberFact], {
    nullable: true,
    description:
      'Rank of every skill level and title the worker was given, 0 to 7 ascending, as dated facts for rules; empty for whoever has none. A single WITHHELD fact for callers who may not use it.',
  })
  async skillRankFacts(@Root() worker: Worker, @Ctx() context: Context): Promise<NumberFact[]> {
    if (!mayUseFacts(context.caller, worker.id)) return [withheld(worker.id)];
    const ranked = await childrenOf(
      context,
      {
        entity: Credential,
        parent: 'workerId',
        where: { rank: { $ne: null } },
        order: [
          ['issuedOn', 'asc'],
          ['id', 'asc'],
        ],
      },
      worker.id,
    );
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

/** Says the same whatever there is to say: neither a version nor a number of facts may tell that a credential exists. */
const withheld = (workerId: string): NumberFact =>
  Object.assign(new NumberFact(), {
    value: null,
    status: FactStatus.WITHHELD,
    source: 'training:Credential',
    version: workerId,
  });
