import { type ErrorCode, errorCodes } from '@millgate/kit';
import { currentRequest } from './current-request.ts';

const hanCharacters = /\p{Script=Han}/u;

/** Clients know these by their message: it is part of the protocol. */
const ofProtocol: ReadonlySet<ErrorCode> = new Set(['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/** Whether Chinese is the first of our languages that the caller lists; whoever lists none reads what programs write. */
const prefersChinese = (acceptLanguage: string | undefined): boolean =>
  /^\s*zh/i.test((acceptLanguage ?? '').split(',').find((tag) => /^\s*(zh|en)/i.test(tag)) ?? '');

/**
 * The message of an error in the language of the request: in Chinese what the registry says of its code, with the numbers
 * of this one. What somebody wrote in Chinese already stays as it is.
 */
export function messageFor(code: ErrorCode, english: string, details: Readonly<Record<string, unknown>>): string {
  if (ofProtocol.has(code)) return english;
  if (!prefersChinese(currentRequest()?.acceptLanguage) || hanCharacters.test(english)) return english;
  return errorCodes[code].zh.replaceAll(/ ?`(\w+)` ?/g, (written, name: string) => {
    const value = details[name];
    return typeof value === 'number' ? ` ${value} ` : written;
  });
}
