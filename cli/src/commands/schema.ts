import type { Command } from 'commander';
import { buildFederatedSchema, errorCodesPage, StartError } from '@millgate/kit';
import {
  buildSchemaFromSupergraph,
  changelogText,
  checkContract,
  committedGrants,
  type Contract,
  emitContract,
  recordedOperations,
  supergraphAt,
  supergraphSdl,
  unannouncedBreaks,
} from '@millgate/schema';
import { loadSubgraphs } from '../subgraphs.ts';

export function registerSchema(program: Command): void {
  const schema = program.command('schema').description('The committed contract of the graph.');
  schema
    .command('emit')
    .description(
      'Write every subgraph’s SDL, the supergraph, the event subscriptions and docs/errors.md from the code.',
    )
    .action(async () => report(await emitContract(await emitted())));
  schema
    .command('check')
    .description(
      'Fail when the committed contract is stale, does not compose, breaks a convention or, unannounced, a client.',
    )
    .option('--since <revision>', 'the revision whose clients must not break', 'HEAD')
    .action(async ({ since }: { since: string }) => {
      const contract = await emitted();
      const { ownershipFaults } = await import('@millgate/registry');
      const faults = [...checkContract(contract), ...ownershipFaults(contract.subgraphs, committedGrants())];
      const before = supergraphAt(since);
      const breaks = before === undefined ? [] : await unannouncedBreaks(before, supergraphSdl(), changelogText());
      report([...faults, ...breaks]);
    });
  schema
    .command('cost')
    .description('Say what each operation of schema/operations weighs, against what one operation may hold and cost.')
    .action(async () => {
      const { costLimits, documentLimits, operationWeights } = await import('@millgate/gateway');
      const supergraph = { supergraphSdl: supergraphSdl(), schema: buildSchemaFromSupergraph(supergraphSdl()) };
      const rows = recordedOperations().flatMap((query) => operationWeights(supergraph, query));
      for (const { name, cost, depth, aliases, selections } of rows) {
        process.stdout.write(
          `${name}: cost ${cost}, ${depth} deep, ${selections} fields and fragments, ${aliases} aliases\n`,
        );
      }
      process.stdout.write(
        `Allowed: cost ${costLimits.anonymous} to anybody, ${costLimits.known} to who is signed in; ` +
          `${documentLimits.depth} deep, ${documentLimits.selections} fields and fragments, ${documentLimits.aliases} aliases\n`,
      );
      report(rows.filter(({ cost }) => cost > costLimits.known).map(({ name }) => `${name} costs too much`));
    });
}

async function emitted(): Promise<Contract> {
  const definitions = await loadSubgraphs();
  const subgraphs = await Promise.all(
    definitions.map(async (definition) => ({
      name: definition.name,
      sdl: (await buildFederatedSchema(definition)).sdl,
      consumes: Object.keys(definition.consumes ?? {}),
    })),
  );
  const [{ doorSubgraph, viewerSdl }, { refusalsPage }] = await Promise.all([
    import('@millgate/gateway'),
    import('@millgate/registry'),
  ]);
  const door = { name: doorSubgraph, sdl: viewerSdl, consumes: [] };
  return { subgraphs: [...subgraphs, door], errorCodes: errorCodesPage(), refusals: refusalsPage() };
}

function report(faults: readonly string[]): void {
  if (faults.length > 0)
    throw new StartError(
      `the contract has ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
}
