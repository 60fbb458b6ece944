import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Instruction {
  CstmrCdtTrfInitn: {
    GrpHdr: { MsgId: string };
    PmtInf: {
      CdtTrfTxInf: {
        PmtId: { EndToEndId: string };
        Amt: { InstdAmt: { Value: string } };
        RmtInf: { Ustrd: string[] };
      }[];
    }[];
  };
}

/** Plays the treasury's bank by its files alone, as `services/subsidies/README.md` describes them. */
export function bankOf(home: string) {
  const folder = join(home, 'subsidies', 'bank');
  for (const part of ['in', 'out']) mkdirSync(join(folder, part), { recursive: true });
  const instructions = () =>
    readdirSync(join(folder, 'out'))
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(folder, 'out', name), 'utf8')) as Instruction);
  const transfersOf = ({ CstmrCdtTrfInitn }: Instruction) =>
    CstmrCdtTrfInitn.PmtInf.flatMap(({ CdtTrfTxInf }) => CdtTrfTxInf);
  let reports = 0;
  return {
    /** Reports every transfer it was ever asked for as settled, however often it is called. */
    settleAll() {
      for (const instruction of instructions()) {
        const messageId = instruction.CstmrCdtTrfInitn.GrpHdr.MsgId;
        reports += 1;
        const report = {
          CstmrPmtStsRpt: {
            GrpHdr: { MsgId: `report-${messageId}-${reports}` },
            OrgnlGrpInfAndSts: { OrgnlMsgId: messageId },
            OrgnlPmtInfAndSts: [
              {
                TxInfAndSts: transfersOf(instruction).map(({ PmtId }) => ({
                  OrgnlEndToEndId: PmtId.EndToEndId,
                  TxSts: 'ACSC',
                  AcctSvcrRef: `BANK-${PmtId.EndToEndId.slice(-8)}`,
                })),
              },
            ],
          },
        };
        const name = `report-${reports}.json`;
        writeFileSync(join(folder, 'in', `.${name}`), JSON.stringify(report));
        renameSync(join(folder, 'in', `.${name}`), join(folder, 'in', name));
      }
    },
    /** Amounts it was asked to pay for a programme, each payment once. */
    paidFor(program: string): string[] {
      const paid = new Map(
        instructions()
          .flatMap(transfersOf)
          .filter(({ RmtInf }) => RmtInf.Ustrd[0]?.startsWith(`${program} `))
          .map(({ PmtId, Amt }) => [PmtId.EndToEndId, Amt.InstdAmt.Value]),
      );
      return [...paid.values()];
    },
  };
}
