import { type Messages, UserError } from '@millgate/kit';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PlaceAllocation } from './place-allocation.ts';

export enum AllocatePlacesErrorCode {
  PROGRAM_NOT_FOUND = 'PROGRAM_NOT_FOUND',
  NOT_ALL_READY = 'NOT_ALL_READY',
}

registerEnumType(AllocatePlacesErrorCode, {
  name: 'AllocatePlacesErrorCode',
  description: 'Why no places were given.',
  valuesConfig: {
    PROGRAM_NOT_FOUND: { description: 'No programme with places that the caller runs has this code.' },
    NOT_ALL_READY: { description: 'Claims of the round still wait for facts or for review; `waiting` says how many.' },
  },
});

export const allocatePlacesMessages: Messages<AllocatePlacesErrorCode> = {
  PROGRAM_NOT_FOUND: {
    zh: '没有由您管理的这项名额类政策。',
    en: 'There is no such programme of yours that gives places.',
  },
  NOT_ALL_READY: { zh: '本轮仍有申请待补材料或复核。', en: 'Claims of the round still wait for papers or review.' },
};

@ObjectType({ description: 'Why no places were given.' })
export class AllocatePlacesError extends UserError {
  @Field(() => AllocatePlacesErrorCode, { description: 'What a program acts on.' })
  code!: AllocatePlacesErrorCode;

  @Field(() => Int, { nullable: true, description: 'With NOT_ALL_READY: how many are not ready.' })
  waiting?: number;
}

@ObjectType({ description: 'What came of giving places.' })
export class AllocatePlacesPayload {
  @Field(() => PlaceAllocation, { nullable: true, description: 'What was given; null if it was refused.' })
  allocation!: PlaceAllocation | null;

  @Field(() => [AllocatePlacesError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: AllocatePlacesError[];
}
