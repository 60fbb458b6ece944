import { Directive } from 'type-graphql';

/** What the gateway knows such a mutation by. */
export const oneAtATimeTag = 'one-at-a-time';

/**
 * Marks a mutation that moves money or takes a code that could be guessed: an operation holds one such field at most, so
 * that a hundred guesses are a hundred requests, each with its own place in the rates and the log.
 */
export const OneAtATime = (): MethodDecorator => Directive(`@tag(name: "${oneAtATimeTag}")`);
