import {
  Authenticated,
  type Context,
  forbidden,
  holds,
  type Page,
  PageArgs,
  pageOfMany,
  Sensitive,
} from '@millgate/kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Claim, ClaimConnection } from '../claim/claim.entity.ts';
import { latestFirst } from '../claim/claim.lists.ts';
import { isOfficer } from '../claim/claim.policy.ts';
import { claimsPolicy } from '../claim/claims.fields.ts';
import { Credential, Enterprise, HomePurchase, Worker } from './links.stub.ts';

@Resolver(() => Worker)
export class WorkerClaimsResolver {
  @Authenticated()
  @Sensitive('FINANCE')
  @FieldResolver(() => ClaimConnection, {
    nullable: true,
    description: 'The worker’s claims, latest first; for the worker and programme officers.',
  })
  async claims(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Claim>> {
    const list = { entity: Claim, field: 'Worker.claims', where: {}, order: latestFirst, parent: 'workerId' } as const;
    const claims = () => pageOfMany(context, list, args, worker.id);
    return claimsPolicy.reveal(context, worker, 'claims', { plain: claims });
  }
}

@Resolver(() => Enterprise)
export class EnterpriseClaimsResolver {
  @FieldResolver(() => ClaimConnection, {
    nullable: true,
    description:
      'What the enterprise itself claims, latest first; for its own HR and programme officers. Its employees’ claims are theirs.',
  })
  async claims(
    @Root() enterprise: Enterprise,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Claim>> {
    if (!holds(context.caller, 'HR', enterprise.id) && !isOfficer(context.caller)) throw forbidden();
    const list = {
      entity: Claim,
      field: 'Enterprise.claims',
      where: {},
      order: latestFirst,
      parent: 'enterpriseId',
    } as const;
    return pageOfMany(context, list, args, enterprise.id);
  }
}

@Resolver(() => HomePurchase)
export class HomePurchaseClaimsResolver {
  @FieldResolver(() => ClaimConnection, {
    nullable: true,
    description: 'Claims made because of the purchase, latest first: the caller’s own, or all for programme officers.',
  })
  async claims(
    @Root() purchase: HomePurchase,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Claim>> {
    const list = {
      entity: Claim,
      field: 'HomePurchase.claims',
      where: readableBy(context),
      order: latestFirst,
      parent: 'homePurchaseId',
    } as const;
    return pageOfMany(context, list, args, purchase.id);
  }
}

@Resolver(() => Credential)
export class CredentialClaimsResolver {
  @FieldResolver(() => ClaimConnection, {
    nullable: true,
    description:
      'Claims made because of the credential, latest first: the caller’s own, or all for programme officers.',
  })
  async claims(
    @Root() credential: Credential,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Claim>> {
    const list = {
      entity: Claim,
      field: 'Credential.claims',
      where: readableBy(context),
      order: latestFirst,
      parent: 'credentialId',
    } as const;
    return pageOfMany(context, list, args, credential.id);
  }
}

/** Whose the purchase or credential is, its owner knows; here only the claim's own readers count. */
function readableBy({ caller }: Context): { workerId?: string } {
  if (isOfficer(caller)) return {};
  if (caller.kind !== 'PERSON') throw forbidden();
  return { workerId: caller.id };
}
