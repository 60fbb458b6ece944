import { join } from 'node:path';
import { Argument, type Command } from 'commander';
import { persona, personas } from '@millgate/demo';
import { claimsOf, graphAudience, issueToken, keysIn, readConfig, StartError, systemClock } from '@millgate/kit';
import { type Asker, askerOf } from '../tables/ask-graph.ts';
import { exportTable, writeTable } from '../tables/export-table.ts';
import { type Importable, importTable } from '../tables/import-table.ts';
import { readTable } from '../tables/read-table.ts';

interface Options {
  readonly community: string;
  readonly url?: string;
  readonly as?: string;
}

const kind = new Argument('<kind>', 'what the rows are').choices(['enterprises', 'workers']);

export function registerRegistryTables(program: Command): void {
  withCaller(program.command('import'))
    .description('Enter enterprises or workers from a CSV or XLSX file. Judges every row first; writes with --commit.')
    .addArgument(kind)
    .argument('<file>', 'a .csv or .xlsx file with a header')
    .option('--commit', 'write, if nothing is wrong with any row')
    .option('--skip-faulty', 'with --commit: write the rows that nothing is wrong with, and leave the others')
    .action(async (of: Importable, file: string, options: Options & { commit?: true; skipFaulty?: true }) => {
      await importFile(of, file, options);
    });
  withCaller(program.command('export'))
    .description('Write what you may see of the enterprises or workers of a community, as CSV or XLSX.')
    .addArgument(kind)
    .option('--out <file>', 'a .csv or .xlsx file; without it, CSV is printed')
    .action(async (of: Importable, options: Options & { out?: string }) => {
      await writeTable(exportTable(await askerFor(options), of, options.community), options.out);
    });
}

const withCaller = (command: Command): Command =>
  command
    .requiredOption('--community <id>', 'the community, by its id')
    .option('--url <address>', 'the graph; without it, GATEWAY_URL')
    .option('--as <persona>', 'one of the invented people, in demo mode; without it, the token in MILLGATE_TOKEN');

async function askerFor({ url, as }: Options): Promise<Asker> {
  const config = readConfig(process.env);
  const address = url ?? config.gatewayUrl;
  const token = process.env['MILLGATE_TOKEN'];
  if (!as) {
    if (!token) throw new StartError('set MILLGATE_TOKEN, or name one of the invented people with --as');
    return askerOf(address, token);
  }
  if (config.mode === 'production') throw new StartError('tokens of invented people are not issued in production');
  if (!personas.some(({ key }) => key === as)) throw new StartError(`no persona is called ${as}`);
  const issued = await issueToken(keysIn(join(config.home, 'keys')), systemClock, {
    signer: 'issuer',
    audience: graphAudience,
    lifetimeSeconds: 3_600,
    claims: claimsOf({ kind: 'PERSON', ...persona(as) }),
  });
  return askerOf(address, issued);
}

async function importFile(
  of: Importable,
  file: string,
  { community, commit, skipFaulty, ...caller }: Options & { commit?: true; skipFaulty?: true },
): Promise<void> {
  const asker = await askerFor(caller as Options);
  const rows = await readTable(file);
  const run = async (dryRun: boolean) => {
    const word = dryRun ? 'judged' : 'written';
    const progress = (done: number, all: number) => process.stderr.write(`\r${word} ${done} of ${all}`);
    const summary = await importTable(asker, of, rows, { communityId: community, dryRun, progress });
    process.stderr.write('\n');
    if ('refused' in summary) throw new StartError(summary.refused);
    return summary;
  };
  const judged = await run(true);
  for (const { row, column, rule, message } of judged.faults) {
    process.stdout.write(`row ${row}, ${column}: ${rule}: ${message}\n`);
  }
  const good = judged.faults.length === 0;
  if (commit && (good || skipFaulty)) {
    const { created, unchanged } = await run(false);
    process.stdout.write(`${created} ${of} entered, ${unchanged} were registered already\n`);
    return;
  }
  process.stdout.write(
    `${judged.created} ${of} would be entered, ${judged.unchanged} are registered already; nothing was written\n`,
  );
  if (!good) process.exitCode = 1;
}
