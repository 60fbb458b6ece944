import { z } from 'zod';
import type { PaymentInstruction, StatusReport, TransferStatus } from './bank.port.ts';

/** Messages in the terms of ISO 20022 (pain.001.001.09 and pain.002.001.10), as JSON: same names, same nesting. */

const yuan = (fen: number): string => {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** The instruction as the bank reads it. The same instruction always gives the same text. */
export function toPain001({ messageId, composedAt, executionOn, transfers }: PaymentInstruction): object {
  const total = transfers.reduce((sum, { fen }) => sum + fen, 0);
  const sums = { NbOfTxs: String(transfers.length), CtrlSum: yuan(total) };
  return {
    CstmrCdtTrfInitn: {
      GrpHdr: { MsgId: messageId, CreDtTm: composedAt.toISOString(), ...sums, InitgPty: { Nm: 'MILLGATE SUBSIDIES' } },
      PmtInf: [
        {
          PmtInfId: messageId,
          PmtMtd: 'TRF',
          ...sums,
          ReqdExctnDt: { Dt: executionOn },
          CdtTrfTxInf: transfers.map(({ endToEndId, fen, creditor, remittance }) => ({
            PmtId: { EndToEndId: endToEndId },
            Amt: { InstdAmt: { Ccy: 'CNY', Value: yuan(fen) } },
            Cdtr: {
              Id: {
                [creditor.kind === 'PERSON' ? 'PrvtId' : 'OrgId']: {
                  Othr: [{ Id: creditor.id, SchmeNm: { Prtry: 'MILLGATE' } }],
                },
              },
            },
            RmtInf: { Ustrd: [remittance] },
          })),
        },
      ],
    },
  };
}

const text = z.string().min(1).max(140);

const pain002 = z.object({
  CstmrPmtStsRpt: z.object({
    GrpHdr: z.object({ MsgId: text, CreDtTm: z.string().optional() }),
    OrgnlGrpInfAndSts: z.object({ OrgnlMsgId: text }),
    OrgnlPmtInfAndSts: z.array(
      z.object({
        TxInfAndSts: z.array(
          z.object({
            OrgnlEndToEndId: text,
            TxSts: z.enum(['ACCC', 'ACSC', 'ACTC', 'ACSP', 'ACWC', 'PDNG', 'RCVD', 'RJCT']),
            AcctSvcrRef: text.optional(),
            StsRsnInf: z.array(z.object({ Rsn: z.object({ Cd: z.string().min(1).max(4) }) })).optional(),
            OrgnlTxRef: z.object({ CdtrAcct: z.object({ Id: z.object({ Othr: z.object({ Id: text }) }) }) }).optional(),
          }),
        ),
      }),
    ),
  }),
});

/** Only what has arrived is settled: accepted so far, or under way, is neither settled nor refused. */
const outcomeOf = (status: string): TransferStatus['outcome'] =>
  status === 'ACSC' || status === 'ACCC' ? 'SETTLED' : status === 'RJCT' ? 'REJECTED' : 'UNDER_WAY';

/** The report that a message of the bank is; throws for what is none. */
export function fromPain002(message: unknown): StatusReport {
  const { GrpHdr, OrgnlGrpInfAndSts, OrgnlPmtInfAndSts } = pain002.parse(message).CstmrPmtStsRpt;
  return {
    reportId: GrpHdr.MsgId,
    messageId: OrgnlGrpInfAndSts.OrgnlMsgId,
    statuses: OrgnlPmtInfAndSts.flatMap(({ TxInfAndSts }) =>
      TxInfAndSts.map(({ OrgnlEndToEndId, TxSts, AcctSvcrRef, StsRsnInf, OrgnlTxRef }) => ({
        endToEndId: OrgnlEndToEndId,
        outcome: outcomeOf(TxSts),
        bankRef: AcctSvcrRef ?? null,
        accountMasked: OrgnlTxRef ? masked(OrgnlTxRef.CdtrAcct.Id.Othr.Id) : null,
        reason: StsRsnInf?.[0]?.Rsn.Cd ?? null,
      })),
    ),
  };
}

/** Whatever the bank sends, no more than the last four digits of an account are kept. */
const masked = (account: string): string => `**** **** **** ${account.slice(-4)}`;
