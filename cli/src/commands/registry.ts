import type { Command } from 'commander';
import { readConfig } from '@millgate/kit';
import { portNumber } from '../options.ts';
import { asAnybody, asOperator } from '../registry/ask-registry.ts';
import { untilAskedToStop } from '../until-asked-to-stop.ts';

const defaultPort = 4400;

const decisions = {
  approve: 'Let an agency that asked publish.',
  refuse: 'Refuse an agency that asked.',
  suspend: 'Keep an agency from publishing; what it published stays.',
  resume: 'Let a suspended agency publish again.',
  close: 'End an agency’s part for good.',
} as const;

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
  registerAgencies(program);
  registerGrants(program);
  registerAudit(program);
}

function registerAgencies(program: Command): void {
  const agency = program.command('agency').description('Agencies that take part with subgraphs of their own.');
  agency
    .command('request')
    .description('Ask to take part; the operator decides.')
    .argument('<code>', 'a short name: small letters, digits, hyphens')
    .requiredOption('--name <text>', 'what it is called')
    .requiredOption('--contact <address>', 'whom to write to')
    .action(async (code: string, given: { name: string; contact: string }) => {
      await asAnybody()('POST', '/v1/agencies', { code, ...given });
      print([`${code} has asked; the operator approves it: millgate agency approve ${code}`]);
    });
  for (const [decision, description] of Object.entries(decisions)) {
    agency
      .command(decision)
      .description(description)
      .argument('<code>', 'the agency')
      .action(async (code: string) => {
        const { body } = await asOperator()('POST', `/v1/agencies/${code}/${decision}`, {});
        print([`${code} is ${(body as { state: string }).state}`]);
      });
  }
  agency
    .command('list')
    .description('Say which agencies there are.')
    .action(async () => {
      const { body } = await asOperator()('GET', '/v1/agencies');
      print(
        (body as { code: string; name: string; state: string }[]).map(
          ({ code, name, state }) => `${code}  ${state}  ${name}`,
        ),
      );
    });
  agency
    .command('token')
    .description('Make a token that publishes one subgraph, and print it; it cannot be shown again.')
    .argument('<code>', 'the agency')
    .requiredOption('--subgraph <name>', 'the one subgraph that it is for')
    .option('--label <text>', 'where it is used', 'publish')
    .option('--days <number>', 'days for which it holds', '90')
    .action(async (code: string, { subgraph, label, days }: { subgraph: string; label: string; days: string }) => {
      const { body } = await asOperator()('POST', '/v1/tokens', { agency: code, subgraph, label, days: Number(days) });
      print([(body as { token: string }).token]);
    });
  agency
    .command('tokens')
    .description('Say which publish tokens there are, by prefix.')
    .action(async () => {
      const { body } = await asOperator()('GET', '/v1/tokens');
      const rows = body as {
        prefix: string;
        subgraph: string;
        label: string;
        expires_at: string;
        revoked_at: string | null;
      }[];
      print(
        rows.map(
          (row) =>
            `mgp_${row.prefix}  ${row.subgraph}  ${row.label}  until ${row.expires_at}${row.revoked_at ? '  revoked' : ''}`,
        ),
      );
    });
  agency
    .command('revoke-token')
    .description('Take a publish token back; it is refused from now on.')
    .argument('<prefix>', 'its prefix, or the token itself')
    .action(async (text: string) => {
      const prefix = text.replace(/^mgp_/, '').slice(0, 10);
      await asOperator()('DELETE', `/v1/tokens/${prefix}`);
      print([`mgp_${prefix} is revoked`]);
    });
}

function registerGrants(program: Command): void {
  const grant = program.command('grant').description('What partners may do with types and fields of others.');
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
  const audit = program.command('audit').description('Who did what in the registry.');
  audit
    .command('verify')
    .description('Follow the chain of the log from its beginning; fails where something was changed or taken out.')
    .action(async () => {
      const { body } = await asOperator()('GET', '/v1/audit/verify');
      const found = body as { entries?: number; head?: string; brokenAt?: number };
      if (found.brokenAt !== undefined) {
        print([`the log was changed at entry ${found.brokenAt}`]);
        process.exitCode = 1;
      } else print([`${found.entries} entries, unbroken; the last is ${found.head}`]);
    });
  audit
    .command('export')
    .description('Print the log as CSV.')
    .action(async () => {
      const { body } = await asOperator()('GET', '/v1/audit?form=csv');
      process.stdout.write(String(body));
    });
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
