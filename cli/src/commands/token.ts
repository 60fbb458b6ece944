import { join } from 'node:path';
import type { Command } from 'commander';
import { personas } from '@millgate/demo';
import { graphAudience, issueToken, keysIn, readConfig, StartError, systemClock } from '@millgate/kit';
import { demoPeople } from '../demo-people.ts';

export function registerToken(program: Command): void {
  program
    .command('token')
    .description('Print a token that speaks for one of the invented people; demo mode only.')
    .requiredOption('--as <persona>', personas.map(({ key }) => key).join(', '))
    .option('--hours <number>', 'hours for which it holds', '12')
    .action(async (options: { as: string; hours: string }) => {
      const config = readConfig(process.env);
      if (config.mode === 'production') throw new StartError('tokens of invented people are not issued in production');
      const claims = demoPeople().get(options.as);
      if (!claims)
        throw new StartError(
          `no persona is called ${options.as}; there are: ${personas.map(({ key }) => key).join(', ')}`,
        );
      const token = await issueToken(keysIn(join(config.home, 'keys')), systemClock, {
        signer: 'issuer',
        audience: graphAudience,
        lifetimeSeconds: Math.round(Number(options.hours) * 3600),
        claims,
      });
      process.stdout.write(`${token}\n`);
    });
}
