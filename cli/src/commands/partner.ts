import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { StartError } from '@millgate/kit';
import { asOperator, asPublisher } from '../registry/ask-registry.ts';
import { answer, type Output, print, settingsHelp, withJson } from '../registry/output.ts';
import { type AnsweredCheck, checkLines } from '../registry/print-check.ts';
import { schemaFrom } from '../registry/schema-from.ts';
import { schemaTemplate } from '../registry/schema-template.ts';
import { serverTemplate } from '../registry/server-template.ts';

interface Submitted extends Output {
  readonly schema?: string;
  readonly url?: string;
}

interface PublishOptions extends Submitted {
  readonly base?: number;
  readonly commit?: string;
  readonly again?: true;
  readonly canary?: number;
  readonly canarySeconds: number;
}

type Published = AnsweredCheck & { revision?: number; version?: number; unchanged?: true };

/** What a partner does with its subgraph; beneath `subgraph`, which serves one of ours when it is given a name. */
export function registerPartner(subgraph: Command): void {
  subgraph.addHelpText('after', settingsHelp);
  subgraph
    .command('init')
    .description('Write a subgraph to begin with, which passes every check: NAME.graphql and its server, NAME.mjs.')
    .argument('<name>', 'the subgraph, as the token is for it')
    .option('--extends <types...>', 'somebody else’s types that it puts a field on, such as Facility', [])
    .option('--into <folder>', 'where', '.')
    .action((name: string, { into, extends: extended }: { into: string; extends: string[] }) => {
      if (!/^[a-z][a-z0-9-]{1,40}$/.test(name))
        throw new StartError(`SUBGRAPH_NAME: ${name} is no name: 2 to 41 small letters, digits and hyphens`);
      const odd = extended.find((type) => !/^[A-Z][A-Za-z0-9]*$/.test(type));
      if (odd !== undefined) throw new StartError(`${odd} is no type: types are named like Facility`);
      const [schema, server] = [join(into, `${name}.graphql`), join(into, `${name}.mjs`)];
      const there = [schema, server].find((file) => existsSync(file));
      if (there !== undefined) throw new StartError(`${there} is there already`);
      mkdirSync(into, { recursive: true });
      writeFileSync(schema, schemaTemplate(name, extended));
      writeFileSync(server, serverTemplate(name, extended));
      print([`${schema} and ${server} are written; serve them: node ${server}`]);
    });
  submitted(subgraph.command('check'))
    .description('Say what would come of publishing a schema; changes nothing.')
    .action(async (name: string, { schema, url, ...output }: Submitted) => {
      const sdl = await schemaFrom(schema, url);
      const { body } = await asPublisher()('POST', `/v1/subgraphs/${name}/check`, { sdl, ...(url ? { url } : {}) });
      report(body as Published, output);
    });
  submitted(subgraph.command('publish'))
    .description('Check a schema and, when nothing is wrong with it, serve it.')
    .option('--base <revision>', 'refuse if this is not the last revision', whole)
    .option('--commit <id>', 'the commit that the schema is from; it stands for one schema')
    .option('--again', 'an older schema is meant')
    .option(
      '--canary <percent>',
      'try it on this share of the callers first; then, unless it does worse, on all',
      whole,
    )
    .option('--canary-seconds <seconds>', 'for so long', whole, 600)
    .action(async (name: string, { schema, url, json, canary, canarySeconds, ...more }: PublishOptions) => {
      const given = {
        sdl: await schemaFrom(schema, url),
        ...(url ? { url } : {}),
        ...(canary === undefined ? {} : { canary: { percent: canary, seconds: canarySeconds } }),
        ...more,
      };
      const { body } = await asPublisher()('POST', `/v1/subgraphs/${name}/publish`, given);
      const published = body as Published;
      report(published, json ? { json } : {});
      if (json) return;
      if (published.unchanged) print([`${name} is published like this already, as revision ${published.revision}`]);
      else if (published.version !== undefined)
        print([
          `${name} revision ${published.revision} is published; the graph is version ${published.version}`,
          ...(canary === undefined ? [] : [`it is tried on ${canary} % of the callers for ${canarySeconds} s`]),
        ]);
    });
  withJson(subgraph.command('list'))
    .description('Say which subgraphs there are.')
    .action(async (output: Output) => {
      const { body } = await asPublisher()('GET', '/v1/subgraphs');
      const rows = body as {
        name: string;
        agency: string;
        state: string;
        revision: number | null;
        url: string | null;
        isStopped: boolean;
      }[];
      answer(
        output,
        body,
        rows.map(
          ({ name, agency, state, revision, url, isStopped }) =>
            `${name}  ${agency}  ${isStopped ? 'STOPPED' : state}  ${revision ?? '-'}  ${url ?? '-'}`,
        ),
      );
    });
  withJson(subgraph.command('fetch'))
    .description('Print the schema of a subgraph as it was last published.')
    .argument('<name>', 'the subgraph')
    .action(async (name: string, { json }: Output) => {
      const { body } = await asPublisher()('GET', `/v1/subgraphs/${name}`);
      process.stdout.write(json ? `${JSON.stringify(body, null, 2)}\n` : (body as { sdl: string }).sdl);
    });
  withJson(subgraph.command('delete'))
    .description('Take your subgraph out of the graph.')
    .argument('<name>', 'the subgraph')
    .action(async (name: string, output: Output) => {
      const { body } = await asPublisher()('DELETE', `/v1/subgraphs/${name}`);
      const removed = body as Published;
      report(removed, output);
      if (output.json) return;
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
  withJson(command)
    .argument('<name>', 'the subgraph, as the token is for it')
    .option('--schema <file>', 'the schema; without it, what the server at --url says')
    .option('--url <address>', 'where the subgraph answers; without it, where it did');

function report(check: AnsweredCheck, output: Output): void {
  const isRefused = check.verdict === 'REFUSED';
  answer(output, check, [...checkLines(check), ...(isRefused ? ['refused: nothing was changed'] : [])]);
  if (isRefused) process.exitCode = 1;
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('A whole number.');
  return number;
}
