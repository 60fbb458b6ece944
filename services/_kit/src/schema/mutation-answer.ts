import { Field, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import type { Result } from '../values/result.ts';
import { UserError, userErrors, type Messages } from './user-error.ts';

/** One code of a mutation: what it means to a program, and what it says to the person in both languages. */
export interface RefusalText {
  readonly about: string;
  readonly zh: string;
  readonly en: string;
}

type FieldType = Parameters<typeof Field>[0];

/** The payload of one mutation, with an error type and a code enum that are its own. */
export interface MutationAnswer<T, Code extends string> {
  readonly Payload: ClassType;
  /** The payload that says what came of it. */
  of(result: Result<T, Code>): object;
}

/**
 * What a mutation answers, from its codes: `<Name>Payload` with one nullable result and `userErrors`, `<Name>Error` with
 * its typed details, `<Name>ErrorCode`. For mutations whose answer is exactly that; make one beside each service.
 */
export function mutationAnswer<T extends object, Code extends string>(
  name: string,
  options: {
    /** Begins “Why …”: describes the error type and its codes. */
    readonly refused: string;
    readonly result: readonly [field: string, type: () => ClassType<T>, description: string];
    readonly details?: Readonly<Record<string, readonly [type: FieldType, description: string]>>;
    readonly codes: Readonly<Record<Code, RefusalText>>;
  },
): MutationAnswer<T, Code> {
  const { refused, codes, details = {} } = options;
  const [field, resultType, about] = options.result;
  const names = Object.keys(codes) as Code[];
  const ErrorCode = Object.fromEntries(names.map((code) => [code, code])) as Record<Code, Code>;
  registerEnumType(ErrorCode, {
    name: `${name}ErrorCode`,
    description: refused,
    valuesConfig: Object.fromEntries(names.map((code) => [code, { description: codes[code].about }])) as never,
  });

  @ObjectType(`${name}Error`, { description: refused })
  class MutationError extends UserError {
    @Field(() => ErrorCode, { description: 'What a program acts on.' }) code!: Code;
  }
  for (const [detail, [type, description]] of Object.entries(details)) {
    Field(type as never, { nullable: true, description })(MutationError.prototype, detail);
  }

  @ObjectType(`${name}Payload`, { description: 'What came of it, or why nothing did.' })
  class MutationPayload {
    @Field(() => [MutationError], { description: 'Why it was refused; empty if it was not.' })
    userErrors!: MutationError[];
  }
  Field(resultType as never, { nullable: true, description: about })(MutationPayload.prototype, field);

  return {
    Payload: MutationPayload,
    of: (result) =>
      Object.assign(new MutationPayload(), {
        [field]: result.ok ? result.value : null,
        userErrors: userErrors(MutationError, codes as Messages<string>, result),
      }),
  };
}
