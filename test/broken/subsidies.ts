import { type Break, dropped } from './break.ts';

const trigger = (name: string, table: string) => `drop trigger "${name}" on "${table}"`;

const breaks: readonly Omit<Break, 'subgraph'>[] = [
  {
    rule: 'S1',
    what: 'one claim of a person for the same thing',
    sql: 'drop index "claim_s1"',
    test: 'test/invariants.test.ts',
    title: 'knows one claim of a person for the same thing',
  },
  {
    rule: 'S1',
    what: 'one claim, seen from the mutation, which names the index and is at a loss without it',
    sql: 'drop index "claim_s1"',
    code: [['src/claim/claim-subsidy.service.ts', /on conflict [^`]*do nothing/, '']],
    test: 'test/racing-claims.test.ts',
    title: '20 times by one person grants it once',
  },
  {
    rule: 'S2',
    what: 'that no more is promised than was set aside',
    sql: dropped('appropriation', 'appropriation_s2_check'),
    test: 'test/invariants.test.ts',
    title: 'promises no more than was set aside',
  },
  {
    rule: 'S2',
    what: 'the same, over 10,000 moves',
    sql: dropped('appropriation', 'appropriation_s2_check'),
    test: 'test/ledger.test.ts',
    title: 'after 10,000 random moves',
  },
  {
    rule: 'S2',
    what: 'that a grant looks at what is left, and the check below it',
    sql: dropped('appropriation', 'appropriation_s2_check'),
    code: [
      [
        'src/budget/ledger.service.ts',
        'and amount_fen - reserved_fen - committed_fen - paid_fen + recovered_fen >= ?',
        'and amount_fen + ? > 0',
      ],
    ],
    test: 'test/racing-claims.test.ts',
    title: 'by 30 people for the money of 20',
  },
  ...['reserved', 'committed', 'paid', 'recovered'].map((step) => ({
    rule: 'S2',
    what: `that a claim’s money is ${step} once`,
    sql: `drop index "ledger_entry_${step}_once"`,
    test: 'test/invariants.test.ts',
    title: `takes a claim’s money to be ${step} once`,
  })),
  {
    rule: 'S2',
    what: 'that a claim’s money is given back once',
    sql: 'drop index "ledger_entry_released_once"',
    test: 'test/invariants.test.ts',
    title: 'gives the money of a claim that ends back once',
  },
  {
    rule: 'S3',
    what: 'one payment a claim',
    sql: dropped('payment', 'payment_s3_unique'),
    test: 'test/invariants.test.ts',
    title: 'orders one payment of a claim',
  },
  {
    rule: 'S3',
    what: 'one payment a claim, and what keeps its runs apart',
    sql: [
      dropped('payment', 'payment_s3_unique'),
      'drop index "ledger_entry_committed_once"',
      dropped('appropriation', 'appropriation_signs_check'),
    ].join('; '),
    code: [
      ['src/payment/order-payments.due.ts', 'lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE', 'lockMode: LockMode.NONE'],
    ],
    test: 'test/paying.test.ts',
    title: 'is paid once, however many processes look',
  },
  {
    rule: 'S3',
    what: 'that a retry is the same payment',
    code: [['src/payment/send-payments.due.ts', 'endToEndId: payment.id', 'endToEndId: newId("pay")']],
    test: 'test/paying.test.ts',
    title: 'that came back waits for an officer, and is sent again under the same id',
  },
  {
    rule: 'S4',
    what: 'that parameters are those of the trigger day',
    code: [['src/assessment/judge.rules.ts', /check\.parameter, triggerOn/, 'check.parameter, input.on']],
    test: 'src/program/rules/programs.rules.test.ts',
    title: 'a parameter that is set later leaves an earlier day as it was',
  },
  {
    rule: 'S4',
    what: 'that the same facts are decided alike',
    code: [
      ['src/assessment/judge.rules.ts', 'value: dated?.value ?? null', 'value: dated?.value ?? Math.random()'],
      ['src/assessment/judge.rules.ts', 'triggerOn,\n    outcome', 'triggerOn: String(Math.random()),\n    outcome'],
    ],
    test: 'src/program/rules/programs.rules.test.ts',
    title: 'the same facts on the same day give the same decision',
  },
  {
    rule: 'S4',
    what: 'that stored decisions come out again',
    code: [['src/assessment/judge.rules.ts', "'IN_FORCE'", "'IN_EFFECT'"]],
    test: 'test/replay.test.ts',
    title: 'that were stored on 22 November 2026 come out the same',
  },
  {
    rule: 'S5',
    what: 'that what is not known is not refused',
    code: [
      [
        'src/assessment/judge.rules.ts',
        'outcomes.has(RuleOutcome.UNKNOWN) ? AssessmentOutcome.NEED_MORE_FACTS',
        'outcomes.has(RuleOutcome.UNKNOWN) ? AssessmentOutcome.NOT_ELIGIBLE',
      ],
    ],
    test: 'src/program/rules/programs.rules.test.ts',
    title: 'whatever facts are missing, what would be granted is never refused',
  },
  {
    rule: 'S5',
    what: 'that a refusal says since when its parameter has governed',
    code: [['src/assessment/judge.rules.ts', 'effectiveFrom: dated?.from ?? null', 'effectiveFrom: null']],
    test: 'src/program/rules/cases.test.ts',
    title: 'every decision that fails a rule says since when',
  },
  {
    rule: 'S6',
    what: 'that a value begins tomorrow at the earliest',
    code: [['src/program/set-parameter.service.ts', 'if (from < earliest)', "if (from < '1900')"]],
    test: 'test/replay.test.ts',
    title: 'stay what they were when a parameter changes',
  },
  {
    rule: 'S6',
    what: 'that values are added, never changed',
    sql: trigger('parameter_value_append_only', 'parameter_value'),
    test: 'test/invariants.test.ts',
    title: 'never changes a parameter_value',
  },
  {
    rule: 'S7',
    what: 'that the ledger is added to, never changed',
    sql: trigger('ledger_entry_append_only', 'ledger_entry'),
    test: 'test/reading.test.ts',
    title: 'ledger_entry can be added to and never changed',
  },
  {
    rule: 'S7',
    what: 'that balances move with the ledger',
    sql: trigger('ledger_entry_moves_balances', 'ledger_entry'),
    test: 'test/ledger.test.ts',
    title: 'after 10,000 random moves',
  },
  {
    rule: 'S7',
    what: 'that nothing else moves balances',
    sql: trigger('appropriation_s7', 'appropriation'),
    test: 'test/reading.test.ts',
    title: 'balances move with the ledger alone',
  },
  {
    rule: 'S8',
    what: 'that who waits is served before who comes',
    code: [['src/budget/ledger.service.ts', "state = 'WAITING_BUDGET' and id <> ?", "state = 'NONE' and id <> ?"]],
    test: 'test/racing-claims.test.ts',
    title: 'the last money goes to the earliest',
  },
  {
    rule: 'S8',
    what: 'that a claim is paid whole',
    sql: dropped('payment', 'payment_whole_foreign'),
    test: 'test/invariants.test.ts',
    title: 'pays a claim whole',
  },
];

export const subsidies = breaks.map((one): Break => ({ subgraph: 'subsidies', ...one }));
