import { type Context, loadById } from '@millgate/kit';
import { Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Provider } from '../provider/provider.entity.ts';
import { badgeKey } from './badge-key.ts';
import { Credential } from './credential.entity.ts';
import { badgeAddresses, openBadge } from './open-badge.rules.ts';
import { sign, statusList } from './status-list.ts';

@ObjectType({ description: 'A public key with which credentials of this graph are signed (RFC 8037).' })
export class CredentialKey {
  @Field(() => ID, { description: 'Address of the key, as `kid` names it in what it signed.' }) kid!: string;
  @Field(() => String, { description: 'Type of the key: `OKP`.' }) kty!: string;
  @Field(() => String, { description: 'Curve: `Ed25519`.' }) crv!: string;
  @Field(() => String, { description: 'The key itself, base64url.' }) x!: string;
}

@ArgsType()
class StatusListArgs {
  @Field(() => Int, { description: 'Number of the list, from 0, as a credential names it.' })
  @Min(0)
  @Max(10_000)
  list!: number;
}

/** Credentials as others can verify them without this graph: Open Badges 3.0, signed, with status lists. */
@Resolver(() => Credential)
export class OpenBadgeResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The credential as an Open Badge 3.0, signed as a JWT: it verifies without a network by the issuer’s public key (`credentialKeys`), and names the status list that says whether it was revoked. Holds the holder’s name in full.',
  })
  async openBadge(@Root() credential: Credential, @Ctx() context: Context): Promise<string> {
    const issuer = await loadById(context, Provider, credential.issuerRef.id);
    const { holderNames, subjects, issuerRef } = credential;
    const attested = {
      id: credential.id,
      kind: credential.kind,
      level: credential.level,
      grade: credential.grade,
      rank: credential.rank,
      issuedOn: credential.issuedOn,
      validUntil: credential.validUntil,
      statusIndex: credential.statusIndex,
      holder: holderNames,
      subject: subjects,
      awardedBy: { id: issuerRef.id, name: issuer?.names ?? { zh: '', en: '' } },
    };
    return sign(openBadge(attested, context.services.publicUrl), context.services);
  }

  @Query(() => String, {
    nullable: true,
    description:
      'A Bitstring Status List credential, signed as a JWT: which credentials are revoked at this instant. For anybody; null if there is no such list.',
  })
  async credentialStatusList(
    @Args(() => StatusListArgs) { list }: StatusListArgs,
    @Ctx() { em, now, services }: Context,
  ): Promise<string | null> {
    return statusList(em, { list, now }, services);
  }

  @Query(() => [CredentialKey], {
    nullable: true,
    description: 'Public keys of credentials and their status lists; for anybody.',
  })
  async credentialKeys(@Ctx() { services }: Context): Promise<CredentialKey[]> {
    const { publicJwk, thumbprint } = await badgeKey(services.secret);
    const { kty = '', crv = '', x = '' } = publicJwk;
    return [{ kid: badgeAddresses(services.publicUrl).key(thumbprint), kty, crv, x }];
  }
}
