import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { StartError } from '@millgate/kit';
import { asOperator, asPublisher } from '../registry/ask-registry.ts';
import { type AnsweredCheck, checkLines } from '../registry/print-check.ts';
import { schemaFrom } from '../registry/schema-from.ts';
import { schemaTemplate } from '../registry/schema-template.ts';

interface Submitted {
  readonly schema?: string;
  readonly url?: string;
}

interface PublishOptions extends Submitted {
  readonly base?: number;
  readonly commit?: string;
  readonly again?: true;
}

type Published = AnsweredCheck & { revision?: number; version?: number; unchanged?: true };

/** What a partner does with its subgraph; beneath `subgraph`, which serves one of ours when it is given a name. */
export function registerPartner(subgraph: Command): void {
  subgraph
    .command('init')
    .description('Write a schema to begin with, NAME.graphql.')
    .argument('<name>', 'the subgraph, as the token is for it')
    .option('--into <folder>', 'where', '.')
    .action((name: string, { into }: { into: string }) => {
      const file = join(into, `${name}.graphql`);
      if (existsSync(file)) throw new StartError(`${file} is there already`);
      writeFileSync(file, schemaTemplate(name));
      print([`${file} is written; serve it, then: millgate subgraph check ${name} --schema ${file} --url http://…`]);
    });
  submitted(subgraph.command('check'))
    .description('Say what would come of publishing a schema; changes nothing.')
    .action(async (name: string, { schema, url }: Submitted) => {
      const sdl = await schemaFrom(schema, url);
      const { body } = await asPublisher()('POST', `/v1/subgraphs/${name}/check`, { sdl, ...(url ? { url } : {}) });
      report(body as Published);
    });
  submitted(subgraph.command('publish'))
    .description('Check a schema and, when nothing is wrong with it, serve it.')
    .option('--base <revision>', 'refuse if this is not the last revision', whole)
    .option('--commit <id>', 'the commit that the schema is from; it stands for one schema')
    .option('--again', 'an older schema is meant')
    .action(async (name: string, { schema, url, ...more }: PublishOptions) => {
      const given = {
        sdl: await schemaFrom(schema, url),
        ...(url ? { url } : {}),
        ...more,
      };
      const { body } = await asPublisher()('POST', `/v1/subgraphs/${name}/publish`, given);
      const published = body as Published;
      report(published);
      if (published.unchanged) print([`${name} is published like this already, as revision ${published.revision}`]);
      else if (published.version !== undefined)
        print([`${name} revision ${published.revision} is published; the graph is version ${published.version}`]);
    });
  subgraph
    .command('list')
    .description('Say which subgraphs there are.')
    .action(async () => {
      const { body } = await asPublisher()('GET', '/v1/subgraphs');
      const rows = body as {
        name: string;
        agency: string;
        state: string;
        revision: number | null;
        url: string | null;
        isStopped: boolean;
      }[];
      print(
        rows.map(
          ({ name, agency, state, revision, url, isStopped }) =>
            `${name}  ${agency}  ${isStopped ? 'STOPPED' : state}  ${revision ?? '-'}  ${url ?? '-'}`,
        ),
      );
    });
  subgraph
    .command('fetch')
    .description('Print the schema of a subgraph as it was last published.')
    .argument('<name>', 'the subgraph')
    .action(async (name: string) => {
      const { body } = await asPublisher()('GET', `/v1/subgraphs/${name}`);
      process.stdout.write((body as { sdl: string }).sdl);
    });
  subgraph
    .command('delete')
    .description('Take your subgraph out of the graph.')
    .argument('<name>', 'the subgraph')
    .action(async (name: string) => {
      const { body } = await asPublisher()('DELETE', `/v1/subgraphs/${name}`);
      const removed = body as Published;
      report(removed);
      if (removed.version !== undefined) print([`${name} is out; the graph is version ${removed.version}`]);
    });
  subgraph
    .command('quarantine')
    .description('For the operator: stop asking a subgraph, at once; its fields are null until it is released.')
    .argument('<name>', 'the subgraph')
    .requiredOption('--reason <text>', 'why, for the audit log')
    .action(async (name: string, { reason }: { reason: string }) => {
      await asOperator()('POST', `/v1/subgraphs/${name}/quarantine`, { reason });
      print([`${name} is not asked any more`]);
    });
  subgraph
    .command('release')
    .description('For the operator: ask a subgraph again.')
    .argument('<name>', 'the subgraph')
    .action(async (name: string) => {
      await asOperator()('POST', `/v1/subgraphs/${name}/release`, {});
      print([`${name} is asked again`]);
    });
}

const submitted = (command: Command): Command =>
  command
    .argument('<name>', 'the subgraph, as the token is for it')
    .option('--schema <file>', 'the schema; without it, what the server at --url says')
    .option('--url <address>', 'where the subgraph answers; without it, where it did');

function report(check: AnsweredCheck): void {
  print(checkLines(check));
  if (check.verdict === 'REFUSED') {
    print(['refused: nothing was changed']);
    process.exitCode = 1;
  }
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('A whole number.');
  return number;
}
