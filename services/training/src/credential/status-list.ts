import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, dayOf, sql } from '@millgate/kit';
import { SignJWT } from 'jose';
import { badgeKey } from './badge-key.ts';
import { badgeAddresses, bitstring, contexts, listLength, registeredClaims } from './open-badge.rules.ts';

/** How long a verifier may keep a list: a revocation shows within a minute. */
const keepMillis = 60_000;

/** Signs a credential as a JWT (VC-JWT). Ed25519 signs the same text alike each time. */
export async function sign(
  credential: Record<string, unknown>,
  { secret, publicUrl }: Pick<Context['services'], 'secret' | 'publicUrl'>,
): Promise<string> {
  const { privateKey, thumbprint } = await badgeKey(secret);
  const kid = badgeAddresses(publicUrl).key(thumbprint);
  return new SignJWT({ ...credential, ...registeredClaims(credential) })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'vc+jwt' })
    .sign(privateKey);
}

/** The signed list of what is revoked at an instant; null where no credential has a place in it. */
export async function statusList(
  em: EntityManager,
  { list, now }: { list: number; now: Date },
  services: Pick<Context['services'], 'secret' | 'publicUrl'>,
): Promise<string | null> {
  const [from, until] = [list * listLength, (list + 1) * listLength];
  const [first] = await sql(
    em,
    'select 1 as there from credential where status_index >= ? and status_index < ? limit 1',
    [from, until],
  );
  if (!first) return null;
  const set = await sql<{ place: number }>(
    em,
    `select (status_index - ?)::int as place from credential
      where status_index >= ? and status_index < ? and revoked_on <= ?`,
    [from, from, until, dayOf(now)],
  );
  const id = badgeAddresses(services.publicUrl).statusList(list);
  const packed = await promisify(gzip)(bitstring(set.map(({ place }) => place)));
  return sign(
    {
      '@context': contexts.slice(0, 1),
      id,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: badgeAddresses(services.publicUrl).issuer,
      validFrom: new Date(Math.floor(now.getTime() / keepMillis) * keepMillis).toISOString().replace('.000Z', 'Z'),
      credentialSubject: {
        id: `${id}#list`,
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        ttl: keepMillis,
        encodedList: `u${packed.toString('base64url')}`,
      },
    },
    services,
  );
}
