import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Instruction {
  CstmrCdtTrfInitn: {
    GrpHdr: { MsgId: string; NbOfTxs: string; CtrlSum: string };
    PmtInf: {
      CdtTrfTxInf: {
        PmtId: { EndToEndId: string };
        Amt: { InstdAmt: { Ccy: string; Value: string } };
        RmtInf: { Ustrd: string[] };
      }[];
    }[];
  };
}

export interface Verdict {
  readonly status: 'ACSC' | 'RJCT' | 'PDNG';
  readonly reason?: string;
  readonly account?: string;
}

/** Plays the bank of a folder, by its files alone: what it wrote is read as a bank would read it. */
export class FolderBank {
  readonly #folder: string;
  constructor(folder: string) {
    this.#folder = join(folder, 'bank');
    for (const part of ['in', 'out']) mkdirSync(join(this.#folder, part), { recursive: true });
  }

  get instructions(): Instruction[] {
    const out = join(this.#folder, 'out');
    return readdirSync(out)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => JSON.parse(readFileSync(join(out, name), 'utf8')) as Instruction);
  }

  /** Each transfer by the payment's id, once a message. */
  get transfers() {
    return this.instructions.flatMap(({ CstmrCdtTrfInitn: { GrpHdr, PmtInf } }) =>
      PmtInf.flatMap(({ CdtTrfTxInf }) =>
        CdtTrfTxInf.map(({ PmtId, Amt, RmtInf }) => ({
          messageId: GrpHdr.MsgId,
          id: PmtId.EndToEndId,
          amount: Amt.InstdAmt.Value,
          remittance: RmtInf.Ustrd[0],
        })),
      ),
    );
  }

  /** Leaves a status report; answers its text, to be left once more. */
  report(messageId: string, statuses: Record<string, Verdict>, reportId = randomUUID()): string {
    const report = JSON.stringify({
      CstmrPmtStsRpt: {
        GrpHdr: { MsgId: reportId },
        OrgnlGrpInfAndSts: { OrgnlMsgId: messageId },
        OrgnlPmtInfAndSts: [
          {
            TxInfAndSts: Object.entries(statuses).map(([OrgnlEndToEndId, { status, reason, account }]) => ({
              OrgnlEndToEndId,
              TxSts: status,
              AcctSvcrRef: `BANK-${OrgnlEndToEndId.slice(-6)}`,
              ...(reason ? { StsRsnInf: [{ Rsn: { Cd: reason } }] } : {}),
              ...(account ? { OrgnlTxRef: { CdtrAcct: { Id: { Othr: { Id: account } } } } } : {}),
            })),
          },
        ],
      },
    });
    this.leave(report);
    return report;
  }

  leave(text: string): void {
    const name = `${randomUUID()}.json`;
    writeFileSync(join(this.#folder, `.${name}`), text);
    renameSync(join(this.#folder, `.${name}`), join(this.#folder, 'in', name));
  }

  lying(where: 'in' | 'in/done' | 'in/refused'): string[] {
    mkdirSync(join(this.#folder, where), { recursive: true });
    return readdirSync(join(this.#folder, where)).filter((name) => name.endsWith('.json'));
  }
}
