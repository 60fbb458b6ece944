/** The money of an appropriation, in fen. */
export interface Balances {
  readonly amountFen: number;
  readonly reservedFen: number;
  readonly committedFen: number;
  readonly paidFen: number;
  readonly recoveredFen: number;
}

/** What can still be granted (S2). Never below zero: the database refuses it. */
export const availableFen = ({ amountFen, reservedFen, committedFen, paidFen, recoveredFen }: Balances): number =>
  amountFen - reservedFen - committedFen - paidFen + recoveredFen;
