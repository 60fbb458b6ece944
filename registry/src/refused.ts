import { type RefusalCode, refusalCodes } from './check/codes.ts';

/** Why something was refused before, or without, a check. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }

  get mend(): string {
    return refusalCodes[this.code].mend;
  }
}

export const notFound = (what: string) => new Refused(404, 'NOT_FOUND', `There is no ${what}.`);
export const conflict = (message: string) => new Refused(409, 'STATE_CONFLICT', message);
export const badRequest = (message: string) => new Refused(400, 'BAD_REQUEST', message);
