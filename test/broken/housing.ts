import { type Break, dropped } from './break.ts';

const write = 'lockMode: LockMode.PESSIMISTIC_WRITE';
/** Where a lock stood, for those who then read without one. */
const free = 'lockMode: LockMode.NONE';

const breaks: readonly Omit<Break, 'subgraph'>[] = [
  {
    rule: 'H1',
    what: 'the exclusion of overlapping leases',
    sql: dropped('lease', 'lease_h1_no_overlap'),
    test: 'test/invariants.test.ts',
    title: 'lets no bed twice',
  },
  {
    rule: 'H1',
    what: 'the exclusion, seen from the mutation',
    sql: dropped('lease', 'lease_h1_no_overlap'),
    test: 'test/accepting.test.ts',
    title: '30 accept overlapping offers of one bed',
  },
  {
    rule: 'H1',
    what: 'the lock of the unit: deadlocks instead of refusals',
    code: [
      [
        'src/lease/accept-housing-offer.service.ts',
        `offered.unitRef.id, { ${write} }`,
        `offered.unitRef.id, { ${free} }`,
      ],
    ],
    test: 'test/accepting.test.ts',
    title: 'by many at once',
  },
  {
    rule: 'H2',
    what: 'that the bed is there',
    sql: dropped('lease', 'lease_h2_bed_check'),
    test: 'test/invariants.test.ts',
    title: 'keeps places in order',
  },
  {
    rule: 'H2',
    what: 'that a lease repeats the beds of its unit',
    sql: dropped('lease', 'lease_unit_beds_foreign'),
    test: 'test/invariants.test.ts',
    title: 'a lease cannot claim more beds for its unit than it has',
  },
  {
    rule: 'H2',
    what: 'the exclusion of master leases of one unit',
    sql: dropped('master_lease_unit', 'master_lease_unit_no_overlap'),
    test: 'test/invariants.test.ts',
    title: 'a unit is under one master lease at a time',
  },
  {
    rule: 'H2',
    what: 'that a place is in a unit of its master lease',
    sql: dropped('lease', 'lease_h2_unit_foreign'),
    test: 'test/invariants.test.ts',
    title: 'a place under a master lease is in one of its units',
  },
  {
    rule: 'H2',
    what: 'that a place is within the days of its master lease',
    sql: dropped('lease', 'lease_h2_within_master_check'),
    test: 'test/tenancy.test.ts',
    title: 'keeps places within its days in the database too',
  },
  {
    rule: 'H2',
    what: 'the locks of the master lease and its units',
    code: [
      ['src/lease/master-lease.service.ts', `input.masterLeaseId, { ${write} }`, `input.masterLeaseId, { ${free} }`],
      [
        'src/lease/master-lease.service.ts',
        `{ id: { $in: unitIds } }, { ${write}, orderBy`,
        `{ id: { $in: unitIds } }, { ${free}, orderBy`,
      ],
    ],
    test: 'test/tenancy.test.ts',
    title: 'houses ten in ten beds, and refuses the eleventh',
  },
  {
    rule: 'H2',
    what: 'the lock of the job by which somebody is housed',
    code: [['src/lease/master-lease.service.ts', ' for share`', '`']],
    test: 'test/tenancy.test.ts',
    title: 'a job that ends while its worker is housed leaves no place without notice',
  },
  {
    rule: 'H3',
    what: 'free lodging once a person',
    sql: 'drop index "lease_h3_free_once"',
    test: 'test/accepting.test.ts',
    title: 'one job-seeker accepts free lodging in five places at once',
  },
  {
    rule: 'H3',
    what: 'three months at most',
    sql: dropped('lease', 'lease_h3_free_check'),
    test: 'test/invariants.test.ts',
    title: 'gives free lodging',
  },
  {
    rule: 'H4',
    what: 'one purchase a code',
    sql: 'drop index "home_purchase_h4_code_once"',
    test: 'test/invariants.test.ts',
    title: 'against a code once',
  },
  {
    rule: 'H4',
    what: 'that a code is its holder’s',
    code: [['src/purchase/redeem-purchase-code.service.ts', 'code?.holderId === workerId && ', 'code && ']],
    test: 'test/purchasing.test.ts',
    title: 'holder and stranger redeem one code for two flats',
  },
  {
    rule: 'H4',
    what: 'one live code a person and programme',
    sql: 'drop index "purchase_code_h4_one_live"',
    test: 'test/issuing-codes.test.ts',
    title: 'once, when ten officers issue to one person',
  },
  {
    rule: 'H5',
    what: 'one sale a unit',
    sql: 'drop index "home_purchase_h5_unit_once"',
    test: 'test/invariants.test.ts',
    title: 'a unit once',
  },
  {
    rule: 'H5',
    what: 'one sale a unit, and the lock before it',
    sql: 'drop index "home_purchase_h5_unit_once"',
    code: [['src/purchase/redeem-purchase-code.service.ts', new RegExp(write, 'g'), free]],
    test: 'test/purchasing.test.ts',
    title: '30 holders redeem their codes for one flat at once',
  },
  {
    rule: 'H6',
    what: 'one live application a person and listing',
    sql: 'drop index "application_h6_once"',
    test: 'test/invariants.test.ts',
    title: 'one live one a person and listing',
  },
  {
    rule: 'H6',
    what: 'the promise before a draw opens',
    sql: dropped('listing', 'listing_h6_commitment_check'),
    test: 'test/invariants.test.ts',
    title: 'of a draw only after the hash of its seed was published',
  },
  {
    rule: 'H6',
    what: 'the order by lot',
    code: [['src/listing/listing.rules.ts', 'a.lot < b.lot', 'a.id < b.id']],
    test: 'test/draw.test.ts',
    title: 'promised before anybody applies, frozen at closing',
  },
  {
    rule: 'H7',
    what: 'one offer of a place at a time',
    sql: 'drop index "application_h7_one_offer"',
    test: 'test/allocating.test.ts',
    title: 'the database offers one place to one applicant at a time',
  },
  {
    rule: 'H7',
    what: 'the order of rank',
    code: [['src/listing/offer-places.ts', "orderBy: { rank: 'asc' }, limit", "orderBy: { rank: 'desc' }, limit"]],
    test: 'test/allocating.test.ts',
    title: 'in order; an offer that lapses goes to the next',
  },
  {
    rule: 'H7',
    what: 'that whoever is passed over is told why',
    sql: dropped('application_step', 'application_step_h7_reason_check'),
    test: 'test/invariants.test.ts',
    title: 'passes nobody over without a reason',
  },
];

export const housing = breaks.map((one): Break => ({ subgraph: 'housing', ...one }));
