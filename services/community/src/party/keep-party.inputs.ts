import { ValidateNested } from 'class-validator';
import { LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { PartyOrganisationKind } from './party-organisation.entity.ts';

@InputType({
  description:
    'A Party or union organisation. Where it is says its tier: name the district, the community or the enterprise, and one of them.',
})
export class OpenPartyOrganisationInput extends RepeatableInput {
  @Field(() => PartyOrganisationKind, { description: 'Whose organisation it is.' })
  kind!: PartyOrganisationKind;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => ID, { nullable: true, description: 'The district of a working committee (tier ZONE).' })
  districtId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The community of a committee (tier COMMUNITY).' })
  communityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The enterprise of a branch (tier BRANCH).' })
  enterpriseId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The organisation above it; without it, it stands alone.' })
  parentId?: string | null;
}

@InputType({ description: 'An organisation that comes below another, or below none.' })
export class MovePartyOrganisationInput extends RepeatableInput {
  @Field(() => ID, { description: 'The organisation.' })
  organisationId!: string;

  @Field(() => ID, { nullable: true, description: 'The one above it from now on; null for none.' })
  parentId?: string | null;
}
