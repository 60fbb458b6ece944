import { type Context, loadById, page, PageArgs, type Page, requireWorker } from '@millgate/kit';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Credential, CredentialConnection } from './credential.entity.ts';
import { credentials } from './credential.lists.ts';
import { CredentialVerification } from './credential-verification.ts';

@Resolver()
export class CredentialResolver {
  @Query(() => CredentialConnection, { nullable: true, description: 'The caller’s own credentials, latest first.' })
  async myCredentials(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Credential>> {
    return page(context, credentials('myCredentials', { workerId: requireWorker(context) }), args);
  }

  @Query(() => CredentialVerification, {
    nullable: true,
    description:
      'Whether a credential is genuine and still counts; open to anybody. Null if no credential has this number.',
  })
  async verifyCredential(
    @Arg('id', () => ID, { description: 'Number printed on the credential.' }) id: string,
    @Ctx() context: Context,
  ): Promise<CredentialVerification | null> {
    const credential = await loadById(context, Credential, id);
    return credential && new CredentialVerification(credential);
  }
}
