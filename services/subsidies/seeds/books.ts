import { demoId } from '@millgate/demo';
import { LedgerAccount } from '../src/budget/appropriation.entity.ts';

const columns = {
  [LedgerAccount.RESERVED]: 'reservedFen',
  [LedgerAccount.COMMITTED]: 'committedFen',
  [LedgerAccount.PAID]: 'paidFen',
} as const;

interface Year {
  readonly id: string;
  readonly programId: string;
  readonly fiscalYear: number;
  amountFen: number;
  reservedFen: number;
  committedFen: number;
  paidFen: number;
  recoveredFen: number;
}

/** Keeps appropriations and their ledger in step while the past is written down. */
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
    const year = this.#year(programId, fiscalYear);
    year.amountFen += fen;
    this.#book(year, null, LedgerAccount.TREASURY, LedgerAccount.AVAILABLE, fen, at);
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
    const year = this.#year(programId, fiscalYear);
    let from = LedgerAccount.AVAILABLE;
    for (const to of path) {
      if (from in columns) year[columns[from as keyof typeof columns]] -= fen;
      if (to in columns) year[columns[to as keyof typeof columns]] += fen;
      this.#book(year, claimId, from, to, fen, at);
      from = to;
    }
  }

  #year(programId: string, fiscalYear: number): Year {
    const key = `${programId}-${fiscalYear}`;
    let year = this.#years.get(key);
    if (!year) {
      const balances = { amountFen: 0, reservedFen: 0, committedFen: 0, paidFen: 0, recoveredFen: 0 };
      this.#years.set(key, (year = { id: demoId('apr', key), programId, fiscalYear, ...balances }));
    }
    return year;
  }

  #book(
    year: Year,
    claimId: string | null,
    from: LedgerAccount,
    to: LedgerAccount,
    amountFen: number,
    bookedAt: Date,
  ): void {
    const id = demoId('led', `${year.id}-${this.entries.length}`);
    this.entries.push({ id, appropriationRef: year.id, claimId, from, to, amountFen, bookedAt });
  }
}
