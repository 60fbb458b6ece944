import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { StartError } from '@millgate/kit';
import { asOperator, asPublisher } from '../registry/ask-registry.ts';
import { answer, type Output, settingsHelp, withJson } from '../registry/output.ts';

interface Delivered {
  readonly sequence: number;
  readonly manifest: string;
  readonly supergraphs: Readonly<Record<string, string>>;
}

/** The whole of the graph: made on this machine, fetched, taken back. */
export function registerSupergraph(program: Command): void {
  const supergraph = program
    .command('supergraph')
    .description('The graph that subgraphs make together.')
    .addHelpText('after', settingsHelp);
  supergraph
    .command('compose')
    .description('Compose your schema with what is served now, on this machine, and print the supergraph.')
    .argument('<name>', 'your subgraph')
    .requiredOption('--schema <file>', 'its schema')
    .option('--url <address>', 'where it answers', 'http://127.0.0.1/')
    .action(async (name: string, { schema, url }: { schema: string; url: string }) => {
      const { composeParts } = await import('@millgate/registry');
      const ask = asPublisher();
      const listed = (await ask('GET', '/v1/subgraphs')).body as {
        name: string;
        state: string;
        url: string;
        agency: string;
      }[];
      const others = listed.filter((each) => each.name !== name && each.state === 'PUBLISHED');
      const parts = await Promise.all(
        others.map(async (other) => {
          const { sdl } = (await ask('GET', `/v1/subgraphs/${other.name}`)).body as { sdl: string };
          return { name: other.name, url: other.url, agency: other.agency, sdl };
        }),
      );
      const composed = composeParts([...parts, { name, url, agency: '', sdl: readFileSync(schema, 'utf8') }]);
      if ('faults' in composed)
        throw new StartError(
          `it does not compose:\n${composed.faults.map(({ message }) => `  ${message}`).join('\n')}`,
        );
      process.stdout.write(composed.supergraph);
    });
  withJson(supergraph.command('fetch'))
    .description('Print the supergraph that is served.')
    .action(async ({ json }: Output) => {
      const { body } = await asPublisher()('GET', '/v1/supergraph');
      if (json) return answer({ json }, body, []);
      const { manifest, supergraphs } = body as Delivered;
      const content = JSON.parse(Buffer.from(manifest.split('.')[1] ?? '', 'base64url').toString()) as {
        stable: { sha256: string };
      };
      process.stdout.write(supergraphs[content.stable.sha256] ?? '');
    });
  withJson(supergraph.command('rollback'))
    .description('For the operator: serve the version before again, or the one that is named.')
    .option('--to <version>', 'the version')
    .action(async ({ to, ...output }: { to?: string } & Output) => {
      const { body } = await asOperator()(
        'POST',
        '/v1/supergraph/rollback',
        to === undefined ? {} : { to: Number(to) },
      );
      answer(output, body, [`version ${(body as { version: number }).version} is served`]);
    });
  supergraph
    .command('promote')
    .description('For the operator: serve everybody the version that is tried on a share of the callers.')
    .action(async () => {
      const { body } = await asOperator()('POST', '/v1/supergraph/promote', {});
      process.stdout.write(`version ${(body as { version: number }).version} is served\n`);
    });
  withJson(supergraph.command('versions'))
    .description('For the operator: say which versions there were, and which is served.')
    .action(async (output: Output) => {
      const { body } = await asOperator()('GET', '/v1/supergraph/versions');
      const { stable, canary, versions } = body as {
        stable: number;
        canary: number | null;
        versions: { no: string; cause: string; composed_at: string }[];
      };
      const lines = versions.map(({ no, cause, composed_at }) => {
        const mark = Number(no) === stable ? 'served' : Number(no) === canary ? 'canary' : '      ';
        return `${mark}  ${no}  ${composed_at}  ${cause}`;
      });
      answer(output, body, lines);
    });
}
