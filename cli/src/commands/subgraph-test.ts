import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { anonymous, identityHeader, keysIn, readConfig, signIdentity, StartError, systemClock } from '@millgate/kit';
import type { ProofFor } from '@millgate/gateway/probe';

interface TestOptions {
  readonly sdl?: string;
  readonly name?: string;
  readonly token?: string;
  readonly junit?: string;
  readonly sample: readonly Sample[];
  readonly budget: number;
}

interface Sample {
  readonly __typename: string;
  readonly [field: string]: string;
}

/** `millgate subgraph test URL`: tries a subgraph in any language as the gateway and as strangers will. */
export function addSubgraphTest(subgraph: Command): void {
  subgraph
    .command('test')
    .description(
      'Try a subgraph, in any language, as the gateway will use it and as strangers will; changes nothing there.',
    )
    .argument('<url>', 'where it answers')
    .option(
      '--name <name>',
      'its name: requests carry an identity for it, signed with the gateway’s key of MILLGATE_HOME',
    )
    .option('--token <token>', 'instead: a bearer token that it accepts')
    .option('--sdl <file>', 'the schema that is to be published; else what it serves is taken as it is')
    .option('--sample <Type:field=value>', 'an entity that there is; can be given again', addSample, [])
    .option('--budget <ms>', 'what 95 of 100 calls may take', Number, 500)
    .option('--junit <file>', 'write a report for pipelines')
    .action(async (url: string, { sdl, name, token, junit, sample, budget }: TestOptions) => {
      const { asJUnit, asTable, probeSubgraph } = await import('@millgate/gateway/probe');
      const proof = name === undefined ? bearer(token) : identityFor(name);
      const report = await probeSubgraph({
        url,
        budgetMs: budget,
        samples: Object.groupBy(sample, ({ __typename }) => __typename) as Record<string, Sample[]>,
        ...(sdl !== undefined && { sdl: textOf(sdl) }),
        ...(proof && { proof }),
      });
      process.stdout.write(asTable(report));
      if (junit !== undefined) writeFileSync(junit, asJUnit(report));
      if (!report.passed) process.exitCode = 1;
    });
}

function addSample(text: string, before: readonly Sample[]): readonly Sample[] {
  const [, __typename = '', field = '', value = ''] = /^(\w+):(\w+)=(.+)$/.exec(text) ?? [];
  if (!__typename) throw new InvalidArgumentError('An entity is given like Worker:id=wrk_….');
  return [...before, { __typename, [field]: value }];
}

const bearer = (token: string | undefined): ProofFor | undefined =>
  token === undefined ? undefined : () => ({ authorization: `Bearer ${token}` });

/** As the gateway signs: for this subgraph, this request and half a minute. */
function identityFor(name: string): ProofFor {
  const keys = keysIn(join(readConfig(process.env).home, 'keys'));
  const identity = { caller: anonymous, requestId: 'subgraph-test' };
  return async (body) => ({ [identityHeader]: await signIdentity(keys, systemClock, name, identity, body) });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StartError(`the schema ${file} cannot be read`);
  }
}
