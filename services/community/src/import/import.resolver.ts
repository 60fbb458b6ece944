import { type Context, dayOf, mutationAnswer } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireKeeper } from '../place/place.policy.ts';
import { importEnterprises } from './import-enterprises.service.ts';
import { importWorkers } from './import-workers.service.ts';
import { ImportReport } from './import.faults.ts';
import { ImportEnterprisesInput, ImportWorkersInput } from './import.inputs.ts';

const options = (refused: string) =>
  ({
    refused,
    result: ['report', () => ImportReport, 'What came of the rows; null if refused as a whole.'],
    details: { columns: [() => [String], 'With COLUMNS_MISSING: the columns that the header lacks.'] },
    codes: {
      COMMUNITY_NOT_FOUND: {
        about: 'No community has this id.',
        zh: '没有这个社区。',
        en: 'There is no such community.',
      },
      COLUMNS_MISSING: {
        about: 'The header lacks columns that are required: `columns`.',
        zh: '表头缺少必需的列。',
        en: 'The header lacks columns that are required.',
      },
    },
  }) as const;

const importWorkersAnswer = mutationAnswer('ImportWorkers', options('Why rows of workers were not read.'));
const importEnterprisesAnswer = mutationAnswer('ImportEnterprises', options('Why rows of enterprises were not read.'));

@Resolver()
export class ImportResolver {
  @Mutation(() => importWorkersAnswer.Payload, {
    description:
      'Enters workers from rows, those that nothing is wrong with; sent again, it enters nobody twice. For the staff of the community and managers.',
  })
  async importWorkers(
    @Arg('input', () => ImportWorkersInput, { description: 'The rows.' }) input: ImportWorkersInput,
    @Ctx() { caller, em, now, services }: Context,
  ): Promise<object> {
    requireKeeper(caller, input.communityId);
    const result = await importWorkers(em, { now, today: dayOf(now), services, input });
    if (result.ok && !input.dryRun) services.nudge();
    return importWorkersAnswer.of(result);
  }

  @Mutation(() => importEnterprisesAnswer.Payload, {
    description:
      'Enters enterprises from rows, those that nothing is wrong with; sent again, it enters none twice. For the staff of the community and managers.',
  })
  async importEnterprises(
    @Arg('input', () => ImportEnterprisesInput, { description: 'The rows.' }) input: ImportEnterprisesInput,
    @Ctx() { caller, em, now }: Context,
  ): Promise<object> {
    requireKeeper(caller, input.communityId);
    return importEnterprisesAnswer.of(await importEnterprises(em, { caller, now, input }));
  }
}
