import type { CalendarDay } from '@millgate/kit';

/** One credit transfer, in the words of ISO 20022. */
export interface CreditTransfer {
  /** The payment's id: by it the bank knows a transfer that it has had before. */
  readonly endToEndId: string;
  readonly fen: number;
  /** Whom to pay: the bank pays to the account of the person's social security card, or of the enterprise. */
  readonly creditor: { readonly kind: 'PERSON' | 'ORGANISATION'; readonly id: string };
  readonly remittance: string;
}

/** Transfers that are asked for together (pain.001, customer credit transfer initiation). */
export interface PaymentInstruction {
  readonly messageId: string;
  readonly composedAt: Date;
  readonly executionOn: CalendarDay;
  readonly transfers: readonly CreditTransfer[];
}

/** What became of one transfer. */
export interface TransferStatus {
  readonly endToEndId: string;
  readonly outcome: 'SETTLED' | 'REJECTED' | 'UNDER_WAY';
  readonly bankRef: string | null;
  readonly accountMasked: string | null;
  /** ISO 20022 status reason, such as AC04. */
  readonly reason: string | null;
}

/** The bank's answer to an instruction (pain.002, customer payment status report). */
export interface StatusReport {
  readonly reportId: string;
  /** The instruction it answers. */
  readonly messageId: string;
  readonly statuses: readonly TransferStatus[];
}

/** A report as it lies there: readable, or with the fault that it has. */
export type Received =
  { readonly name: string; readonly report: StatusReport } | { readonly name: string; readonly fault: string };

/**
 * The way to the treasury's bank. Sending one instruction twice is one instruction; a report is answered again until it
 * is put aside.
 */
export interface BankPort {
  send(instruction: PaymentInstruction): Promise<void>;
  received(): Promise<readonly Received[]>;
  putAside(name: string, as: 'done' | 'refused'): Promise<void>;
}
