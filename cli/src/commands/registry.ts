import type { Command } from 'commander';
import { readConfig } from '@millgate/kit';
import { portNumber } from '../options.ts';
import { asOperator } from '../registry/ask-registry.ts';
import { answer, type Output, print, settingsHelp, withJson } from '../registry/output.ts';
import { untilAskedToStop } from '../until-asked-to-stop.ts';

const defaultPort = 4400;

/** The registry as a process, and what its operator does. */
export function registerRegistry(program: Command): void {
  program
    .command('registry')
    .description('Serve the registry as a process of its own, on the database that DATABASE_URL names.')
    .option('--port <number>', `port (PORT, else ${defaultPort})`, portNumber)
    .action(async ({ port }: { port?: number }) => {
      const config = readConfig(process.env);
      const { startRegistryAlone } = await import('../arrangements/registry.ts');
      const served = await startRegistryAlone(config, { host: config.host, port: port ?? config.port ?? defaultPort });
      process.stdout.write(`The registry is ready: ${served.url}\n`);
      await untilAskedToStop();
      await served.stop();
    });
  registerGrants(program);
  registerAudit(program);
}

function registerGrants(program: Command): void {
  const grant = program
    .command('grant')
    .description('What partners may do with types and fields of others.')
    .addHelpText('after', settingsHelp);
  grant
    .command('add')
    .description('Let a subgraph put fields on a type (Facility), or compute from a field (Facility.name).')
    .argument('<coordinates...>', 'types and fields')
    .requiredOption('--to <subgraph>', 'the subgraph')
    .action(async (coordinates: string[], { to }: { to: string }) => {
      for (const coordinate of coordinates) {
        await asOperator()('POST', '/v1/grants', { coordinate, subgraph: to });
        print([`${coordinate} is granted to ${to}`]);
      }
    });
  grant
    .command('remove')
    .description('Take a grant back; it is asked for again at the next publish.')
    .argument('<coordinate>', 'the type or field')
    .requiredOption('--from <subgraph>', 'the subgraph')
    .action(async (coordinate: string, { from }: { from: string }) => {
      await asOperator()('DELETE', `/v1/grants?${new URLSearchParams({ coordinate, subgraph: from }).toString()}`);
      print([`${coordinate} is no longer granted to ${from}`]);
    });
}

function registerAudit(program: Command): void {
  const audit = program
    .command('audit')
    .description('Who did what in the registry.')
    .addHelpText('after', settingsHelp);
  withJson(audit.command('verify'))
    .description('Follow the chain of the log from its beginning; fails where something was changed or taken out.')
    .action(async (output: Output) => {
      const { body } = await asOperator()('GET', '/v1/audit/verify');
      const found = body as { entries?: number; head?: string; brokenAt?: number };
      const isBroken = found.brokenAt !== undefined;
      const line = isBroken
        ? `the log was changed at entry ${found.brokenAt}`
        : `${found.entries} entries, unbroken; the last is ${found.head}`;
      answer(output, body, [line]);
      if (isBroken) process.exitCode = 1;
    });
  audit
    .command('export')
    .description('Print the log as CSV.')
    .action(async () => {
      const { body } = await asOperator()('GET', '/v1/audit?form=csv');
      process.stdout.write(String(body));
    });
}
