// `npm run conformance:audit`: the public federation gateway audit against `millgate gateway`.
// The audit is not part of this project; FEDERATION_AUDIT_DIR names a checkout with its dependencies installed.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { diff } from 'jest-diff';
import { freePort, startGateway, startProgram, untilHealthy } from '../support/program.ts';

interface Case {
  readonly query: string;
  readonly expected: { readonly data?: unknown; readonly errors?: boolean };
}
interface Failure {
  readonly id: string;
  readonly query: string;
  readonly difference: string;
  readonly answer: string;
}

const { values } = parseArgs({
  options: {
    suite: { type: 'string', multiple: true },
    executor: { type: 'string', default: 'compiled' },
    failures: { type: 'string' },
  },
});

const json = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

/** The audit's own comparison: data must be deeply equal; whether there are errors counts only where a case says so. */
async function runCase(endpoint: string, id: string, { query, expected }: Case): Promise<Failure | null> {
  const text = await fetch(endpoint, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(10_000),
  }).then(
    (response) => response.text(),
    (error: unknown) => JSON.stringify({ failed: String(error) }),
  );
  let answer: { data?: unknown; errors?: unknown[] } = {};
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    // An answer that is no JSON is compared as an empty one, and shown.
  }
  const counted = typeof expected.errors === 'boolean';
  const received = { data: answer.data ?? null, errors: counted ? (answer.errors?.length ?? 0) > 0 : null };
  const wanted = { data: expected.data ?? null, errors: counted ? (expected.errors ?? false) : null };
  if (isDeepStrictEqual(received, wanted)) return null;
  return { id, query, difference: diff(wanted, received, { expand: false }) ?? '', answer: text.slice(0, 4_000) };
}

async function runSuite(audit: string, suite: string, folder: string): Promise<{ cases: number; failures: Failure[] }> {
  const cases = await json<Case[]>(`${audit}/${suite}/tests`);
  const file = join(folder, `${suite}.graphql`);
  writeFileSync(file, await (await fetch(`${audit}/${suite}/supergraph`)).text());
  const port = await freePort();
  try {
    const gateway = await startGateway(file, port, { executor: values.executor });
    const failures: Failure[] = [];
    // One after the other: the audit's mutations count what they did.
    for (const [index, one] of cases.entries()) {
      const failure = await runCase(`http://127.0.0.1:${port}/graphql`, `${suite} ${index}`, one);
      if (failure) failures.push(failure);
    }
    await gateway.stop();
    return { cases: cases.length, failures };
  } catch (error) {
    const answer = String(error);
    return {
      cases: cases.length,
      failures: cases.map(({ query }, index) => ({ id: `${suite} ${index}`, query, difference: '', answer })),
    };
  }
}

async function main(): Promise<number> {
  const folder = process.env['FEDERATION_AUDIT_DIR'];
  if (!folder || !existsSync(join(folder, 'src/cli.ts'))) {
    console.error(
      'FEDERATION_AUDIT_DIR must name a checkout of graphql-hive/federation-gateway-audit with its dependencies installed.',
    );
    return 2;
  }
  const port = await freePort();
  const audit = `http://127.0.0.1:${port}`;
  const preload = pathToFileURL(join(import.meta.dirname, 'loopback-only.mjs')).href;
  const server = startProgram(
    process.execPath,
    [join(folder, 'node_modules/tsx/dist/cli.mjs'), 'src/cli.ts', 'serve', '--port', String(port)],
    { cwd: folder, env: { NODE_OPTIONS: `--import=${preload}` } },
  );
  await untilHealthy(server, `${audit}/_health`);

  const suites = values.suite ?? (await json<string[]>(`${audit}/ids`));
  const supergraphs = mkdtempSync(join(tmpdir(), 'millgate-audit-'));
  let total = 0;
  const failures: Failure[] = [];
  for (const suite of suites) {
    const result = await runSuite(audit, suite, supergraphs);
    total += result.cases;
    failures.push(...result.failures);
    const failed = result.failures.map(({ id }) => id.slice(suite.length + 1));
    console.log(
      `${suite.padEnd(40)} ${result.cases - failed.length}/${result.cases}${failed.length ? `  failed: ${failed.join(' ')}` : ''}`,
    );
  }
  await server.stop();

  const report = failures.map(
    ({ id, query, difference, answer }) =>
      `## ${id}\n\`\`\`graphql\n${query.trim()}\n\`\`\`\n\`\`\`diff\n${difference}\n\`\`\`\nanswer: \`${answer}\`\n`,
  );
  if (values.failures) writeFileSync(values.failures, report.join('\n'));
  else if (failures.length) console.log(`\n${report.join('\n')}`);
  console.log(`${suites.length} suites, ${total} cases: ${total - failures.length} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

process.exit(await main());
