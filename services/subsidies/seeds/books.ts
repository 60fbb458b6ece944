import { demoId } from '@millgate/demo';
import { LedgerAccount } from '../src/budget/ledger.enums.ts';

interface Year {
  readonly id: string;
  readonly programId: string;
  readonly fiscalYear: number;
}

/** Writes the ledger of the past; the balances of appropriations are what the database makes of it. */
export class Books {
  readonly #years = new Map<string, Year>();
  readonly entries: {
    id: string;
    appropriationRef: string;
    claimId: string | null;
    from: LedgerAccount;
    to: LedgerAccount;
    amountFen: number;
    bookedAt: Date;
  }[] = [];

  get appropriations(): readonly Year[] {
    return [...this.#years.values()];
  }

  /** Opens a year, or adds to it. */
  open(programId: string, fiscalYear: number, fen: number, at: Date): void {
    const { id } = this.#year(programId, fiscalYear);
    this.#book(id, null, LedgerAccount.TREASURY, LedgerAccount.AVAILABLE, fen, at);
  }

  /** Moves a claim's money along `path`, from what is available to where it has come. */
  move(
    programId: string,
    fiscalYear: number,
    claimId: string,
    fen: number,
    path: readonly LedgerAccount[],
    at: Date,
  ): void {
    const { id } = this.#year(programId, fiscalYear);
    let from = LedgerAccount.AVAILABLE;
    for (const to of path) {
      this.#book(id, claimId, from, to, fen, at);
      from = to;
    }
  }

  #year(programId: string, fiscalYear: number): Year {
    const key = `${programId}-${fiscalYear}`;
    let year = this.#years.get(key);
    if (!year) this.#years.set(key, (year = { id: demoId('apr', key), programId, fiscalYear }));
    return year;
  }

  #book(
    appropriationRef: string,
    claimId: string | null,
    from: LedgerAccount,
    to: LedgerAccount,
    amountFen: number,
    bookedAt: Date,
  ): void {
    const id = demoId('led', `${appropriationRef}-${this.entries.length}`);
    this.entries.push({ id, appropriationRef, claimId, from, to, amountFen, bookedAt });
  }
}
