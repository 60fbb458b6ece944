import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, LongScalar } from './scalars.ts';

/** Whether the owner of a fact could and would say it. */
export enum FactStatus {
  KNOWN = 'KNOWN',
  UNKNOWN = 'UNKNOWN',
  WITHHELD = 'WITHHELD',
}

registerEnumType(FactStatus, {
  name: 'FactStatus',
  description:
    'Whether the owner of a fact states it. A rule treats everything but KNOWN as “more facts needed”, never as “no”.',
  valuesConfig: {
    KNOWN: { description: 'The owner states the value; an absent value then means “none”.' },
    UNKNOWN: { description: 'The owner does not know.' },
    WITHHELD: { description: 'The owner knows, and the caller may not.' },
  },
});

/** What every dated fact says besides its value. */
@ObjectType()
export abstract class DatedFact {
  @Field(() => DateScalar, { nullable: true, description: 'First day on which the value held; null if it always did.' })
  from: string | null = null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which the value no longer held; null while it holds.',
  })
  until: string | null = null;

  @Field(() => FactStatus, { description: 'Whether the owner states the value.' })
  status!: FactStatus;

  @Field(() => String, { description: 'The subgraph and record the value comes from.' })
  source!: string;

  @Field(() => String, {
    description: 'Version of the record the value was read from; equal versions mean equal values.',
  })
  version!: string;
}

@Directive('@shareable')
@ObjectType({ description: 'A dated fact whose value is a calendar day.' })
export class DateFact extends DatedFact {
  @Field(() => DateScalar, { nullable: true, description: 'The day; null when not stated, or when there is none.' })
  value!: string | null;
}

@Directive('@shareable')
@ObjectType({ description: 'A dated fact whose value is a whole number.' })
export class NumberFact extends DatedFact {
  @Field(() => LongScalar, { nullable: true, description: 'The number; null when not stated, or when there is none.' })
  value!: number | null;
}
