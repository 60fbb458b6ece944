import { type Command, Option } from 'commander';
import { asAnybody, asMemberOrOperator, asOperator } from '../registry/ask-registry.ts';
import { answer, type Output, print, settingsHelp, withJson } from '../registry/output.ts';

const decisions = {
  approve: 'Let an agency that asked publish.',
  refuse: 'Refuse an agency that asked.',
  suspend: 'Keep an agency from publishing; what it published stays.',
  resume: 'Let a suspended agency publish again.',
  close: 'End an agency’s part for good.',
} as const;

const role = () =>
  new Option('--role <role>', 'an owner invites, removes and names subgraphs; an engineer makes tokens')
    .choices(['owner', 'engineer'])
    .default('engineer');

/** Agencies that take part: how they are let in, who works there, and the tokens they publish by. */
export function registerAgency(program: Command): void {
  const agency = program
    .command('agency')
    .description('Agencies that take part with subgraphs of their own.')
    .addHelpText('after', settingsHelp);
  registerAdmission(agency);
  registerMembers(agency);
  registerTokens(agency);
}

function registerAdmission(agency: Command): void {
  withJson(agency.command('request'))
    .description('Ask to take part; the operator decides.')
    .argument('<code>', 'a short name: small letters, digits, hyphens')
    .requiredOption('--name <text>', 'what it is called')
    .requiredOption('--contact <address>', 'whom to write to')
    .action(async (code: string, { name, contact, ...output }: { name: string; contact: string } & Output) => {
      const { body } = await asAnybody()('POST', '/v1/agencies', { code, name, contact });
      answer(output, body, [`${code} has asked; the operator approves it: millgate agency approve ${code}`]);
    });
  for (const [decision, description] of Object.entries(decisions)) {
    withJson(agency.command(decision))
      .description(`For the operator: ${description}`)
      .argument('<code>', 'the agency')
      .action(async (code: string, output: Output) => {
        const { body } = await asOperator()('POST', `/v1/agencies/${code}/${decision}`, {});
        answer(output, body, [`${code} is ${(body as { state: string }).state}`]);
      });
  }
  withJson(agency.command('list'))
    .description('For the operator: say which agencies there are.')
    .action(async (output: Output) => {
      const { body } = await asOperator()('GET', '/v1/agencies');
      const rows = body as { code: string; name: string; state: string }[];
      answer(
        output,
        body,
        rows.map(({ code, name, state }) => `${code}  ${state}  ${name}`),
      );
    });
}

function registerMembers(agency: Command): void {
  withJson(agency.command('members'))
    .description('Say who works for an agency.')
    .argument('<code>', 'the agency')
    .action(async (code: string, output: Output) => {
      const { body } = await asMemberOrOperator()('GET', `/v1/agencies/${code}/members`);
      const rows = body as { email: string; role: string; state: string }[];
      answer(
        output,
        body,
        rows.map(({ email, role: as, state }) => `${email}  ${as}  ${state}`),
      );
    });
  withJson(agency.command('invite'))
    .description('Make an invitation, and print it: it holds for a week, serves once, and is not shown again.')
    .argument('<code>', 'the agency')
    .argument('<email>', 'whom')
    .addOption(role())
    .action(async (code: string, email: string, given: { role: string } & Output) => {
      const asked = { email, role: given.role.toUpperCase() };
      const { body } = await asMemberOrOperator()('POST', `/v1/agencies/${code}/members`, asked);
      answer(given, body, [(body as { invitation: string }).invitation]);
    });
  withJson(agency.command('join'))
    .description('Make an invitation into a token of your own, and print it; it holds for 90 days.')
    .argument('<invitation>', 'mgi_…')
    .action(async (invitation: string, output: Output) => {
      const { body } = await asAnybody()('POST', '/v1/members/join', { invitation });
      answer(output, body, [(body as { token: string }).token]);
    });
  withJson(agency.command('role'))
    .description('Give a member another role.')
    .argument('<code>', 'the agency')
    .argument('<email>', 'whom')
    .addOption(role().makeOptionMandatory())
    .action(async (code: string, email: string, given: { role: string } & Output) => {
      const asked = { email, role: given.role.toUpperCase() };
      await asMemberOrOperator()('PUT', `/v1/agencies/${code}/members`, asked);
      answer(given, asked, [`${email} is ${asked.role} of ${code}`]);
    });
  withJson(agency.command('remove'))
    .description('Remove a member; the publish tokens that the member made are revoked.')
    .argument('<code>', 'the agency')
    .argument('<email>', 'whom')
    .action(async (code: string, email: string, output: Output) => {
      const query = new URLSearchParams({ email }).toString();
      const { body } = await asMemberOrOperator()('DELETE', `/v1/agencies/${code}/members?${query}`);
      const { revokedTokens } = body as { revokedTokens: string[] };
      answer(output, body, [
        `${email} is no member of ${code} any more`,
        ...revokedTokens.map((prefix) => `mgp_${prefix} is revoked`),
      ]);
    });
}

function registerTokens(agency: Command): void {
  withJson(agency.command('token'))
    .description('Make a token that publishes one subgraph, and print it; it cannot be shown again.')
    .argument('<code>', 'the agency')
    .requiredOption('--subgraph <name>', 'the one subgraph that it is for')
    .option('--label <text>', 'where it is used', 'publish')
    .option('--days <number>', 'days for which it holds', '90')
    .action(
      async (
        code: string,
        { subgraph, label, days, ...output }: { subgraph: string; label: string; days: string } & Output,
      ) => {
        const asked = { agency: code, subgraph, label, days: Number(days) };
        const { body } = await asMemberOrOperator()('POST', '/v1/tokens', asked);
        answer(output, body, [(body as { token: string }).token]);
      },
    );
  withJson(agency.command('tokens'))
    .description('Say which publish tokens there are, by prefix.')
    .action(async (output: Output) => {
      const { body } = await asMemberOrOperator()('GET', '/v1/tokens');
      const rows = body as {
        prefix: string;
        subgraph: string;
        label: string;
        expires_at: string;
        revoked_at: string | null;
      }[];
      answer(
        output,
        body,
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
      await asMemberOrOperator()('DELETE', `/v1/tokens/${prefix}`);
      print([`mgp_${prefix} is revoked`]);
    });
}
