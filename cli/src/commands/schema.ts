import type { Command } from 'commander';
import { buildFederatedSchema, errorCodesPage, StartError } from '@millgate/kit';
import { checkContract, type Contract, emitContract } from '@millgate/schema';
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
    .description('Fail when the committed contract is stale, does not compose or breaks a convention.')
    .action(async () => report(checkContract(await emitted())));
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
  return { subgraphs, errorCodes: errorCodesPage() };
}

function report(faults: readonly string[]): void {
  if (faults.length > 0)
    throw new StartError(
      `the contract has ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
}
