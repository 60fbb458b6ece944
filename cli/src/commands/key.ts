import { type Command, InvalidArgumentError, Option } from 'commander';
import { StartError, systemClock } from '@millgate/kit';
import { onGatewayDatabase } from '../arrangements/gateway-database.ts';

interface CreateOptions {
  readonly label: string;
  readonly contract: 'public' | 'partner' | 'internal';
  readonly tier: string;
  readonly scope: readonly string[];
  readonly days?: number;
}

export function registerKey(program: Command): void {
  const key = program.command('key').description('Keys of front ends and other programs (header millgate-key).');
  key
    .command('create')
    .description('Make a key and print it; it cannot be shown again.')
    .requiredOption('--label <text>', 'whose it is; keys of one label share one budget')
    .addOption(
      new Option('--contract <name>', 'as what the schema is shown to it')
        .choices(['public', 'partner', 'internal'])
        .default('public'),
    )
    .addOption(new Option('--tier <name>', 'how much it may ask for').choices(['known', 'heavy']).default('known'))
    .option('--scope <name>', 'a scope of its own; may be repeated', (one: string, all: string[]) => [...all, one], [])
    .option('--days <number>', 'days for which it holds; without it, until it is revoked', positive)
    .action(({ label, contract, tier, scope, days }: CreateOptions) =>
      onGatewayDatabase(async (database) => {
        const { createApiKey } = await import('@millgate/gateway');
        const expiresAt = days === undefined ? {} : { expiresAt: new Date(Date.now() + days * 86_400_000) };
        return [await createApiKey(database, systemClock, { label, contract, tier, scopes: scope, ...expiresAt })];
      }),
    );
  key
    .command('list')
    .description('Say which keys there are, by prefix; what they consist of is known to nobody.')
    .argument('[prefix]', 'the beginning of a prefix, as a log or a key shows it', '')
    .action((prefix: string) =>
      onGatewayDatabase(async (database) => {
        const { listApiKeys } = await import('@millgate/gateway');
        const keys = await listApiKeys(database, prefix.replace(/^mgk_/, '').slice(0, 10));
        return keys.map(({ prefix: found, label, contract, tier, createdAt, expiresAt, revokedAt }) =>
          [
            `mgk_${found}`,
            label,
            contract,
            tier,
            `since ${createdAt.toISOString()}`,
            ...(expiresAt ? [`until ${expiresAt.toISOString()}`] : []),
            ...(revokedAt ? [`revoked ${revokedAt.toISOString()}`] : []),
          ].join('  '),
        );
      }),
    );
  key
    .command('revoke')
    .description('Take a key back; it is refused everywhere within five seconds.')
    .argument('<prefix>', 'its prefix, or the key itself')
    .action((text: string) =>
      onGatewayDatabase(async (database) => {
        const { revokeApiKey } = await import('@millgate/gateway');
        const prefix = text.replace(/^mgk_/, '').slice(0, 10);
        if (!(await revokeApiKey(database, systemClock, prefix)))
          throw new StartError(`no key mgk_${prefix} holds; there may be one that was revoked before`);
        return [`mgk_${prefix} is revoked`];
      }),
    );
}

export function registerTokenRevocation(program: Command): void {
  program
    .command('revoke')
    .description('End a token by its id (jti), or all that somebody holds now; refused everywhere within five seconds.')
    .requiredOption('--issuer <name>', 'who issued it, as the token says (iss)')
    .option('--token <id>', 'the token')
    .option('--subject <id>', 'whose tokens')
    .action(({ issuer, token, subject }: { issuer: string; token?: string; subject?: string }) => {
      const value = token ?? subject;
      if (value === undefined || (token !== undefined && subject !== undefined))
        throw new StartError('say one of --token and --subject');
      return onGatewayDatabase(async (database) => {
        const { revokeTokens } = await import('@millgate/gateway');
        await revokeTokens(database, systemClock, { issuer, kind: token ? 'TOKEN' : 'SUBJECT', value });
        return [`${value} is revoked`];
      });
    });
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('A number above 0.');
  return number;
}
