import { type CalendarDay, instantAt } from '@millgate/kit';

/** Where the installation shows its credentials, for whoever holds one to find their status. */
export const badgeAddresses = (publicUrl: string) => ({
  credential: (id: string) => `${publicUrl}/credentials/${id}`,
  /** One issuer for all: whoever holds the key. Who awarded it is the achievement’s creator. */
  issuer: `${publicUrl}/credentials/issuer`,
  provider: (id: string) => `${publicUrl}/credentials/issuer#${id}`,
  key: (thumbprint: string) => `${publicUrl}/credentials/keys/${thumbprint}`,
  statusList: (list: number) => `${publicUrl}/credentials/status/${list}`,
});

/** The contexts of the Verifiable Credentials Data Model 2.0 and of Open Badges 3.0, in this order. */
export const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;

/** Of a list of this length nobody can tell which credential somebody asks about (Bitstring Status List 1.0). */
export const listLength = 131_072;

export const placeOf = (statusIndex: number) => ({
  list: Math.floor(statusIndex / listLength),
  index: statusIndex % listLength,
});

/** What of a credential is attested. */
export interface Attested {
  readonly id: string;
  readonly statusIndex: number;
  readonly kind: 'SKILL_LEVEL' | 'TITLE' | 'CERTIFICATE' | 'DIPLOMA';
  readonly holder: { readonly zh: string; readonly en: string };
  readonly subject: { readonly zh: string; readonly en: string };
  readonly level: string | null;
  readonly grade: string | null;
  readonly rank: number | null;
  readonly awardedBy: { readonly id: string; readonly name: { readonly zh: string; readonly en: string } };
  readonly issuedOn: CalendarDay;
  readonly validUntil: CalendarDay | null;
}

/** Of the types that Open Badges names, the one that is meant. */
const achievementTypes: Readonly<Record<Attested['kind'], string>> = {
  SKILL_LEVEL: 'Competency',
  TITLE: 'License',
  CERTIFICATE: 'CertificateOfCompletion',
  DIPLOMA: 'Diploma',
};

const narratives: Readonly<Record<Attested['kind'], string>> = {
  SKILL_LEVEL: 'Awarded by examination of a vocational skill level (职业技能等级认定).',
  TITLE: 'Conferred after a panel of experts voted for it and its decision was published (职称评审).',
  CERTIFICATE: 'Awarded for completing the course (培训结业).',
  DIPLOMA: 'Awarded for completing the degree programme (学历教育毕业).',
};

const both = ({ zh, en }: { zh: string; en: string }) => (zh === en ? zh : `${zh} ${en}`);

/** The first instant of a day in the community’s zone, to the second. */
const startOf = (day: CalendarDay): string => instantAt(day, '00:00').toISOString().replace('.000Z', 'Z');

/** An `OpenBadgeCredential` (Open Badges 3.0). The same each time, so that a copy can be compared. */
export function openBadge(attested: Attested, publicUrl: string): Record<string, unknown> {
  const at = badgeAddresses(publicUrl);
  const { list, index } = placeOf(attested.statusIndex);
  const id = at.credential(attested.id);
  const step = attested.level ?? attested.grade;
  return {
    '@context': contexts,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: at.issuer, type: ['Profile'], name: 'Millgate' },
    validFrom: startOf(attested.issuedOn),
    ...(attested.validUntil === null ? {} : { validUntil: startOf(attested.validUntil) }),
    name: both(attested.subject),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        { type: 'IdentityObject', hashed: false, identityHash: both(attested.holder), identityType: 'ext:name' },
      ],
      achievement: {
        id: `${id}#achievement`,
        type: ['Achievement'],
        achievementType: achievementTypes[attested.kind],
        creator: {
          id: at.provider(attested.awardedBy.id),
          type: ['Profile'],
          name: both(attested.awardedBy.name),
        },
        name: both(attested.subject),
        description:
          step === null ? both(attested.subject) : `${both(attested.subject)}: ${step}, rank ${attested.rank} of 7`,
        criteria: { narrative: narratives[attested.kind] },
      },
    },
    // One entry: the schema of Open Badges 3.0 has room for no more.
    credentialStatus: {
      id: `${at.statusList(list)}#${index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(index),
      statusListCredential: at.statusList(list),
    },
  };
}

/** The claims that a JWT repeats of its credential (Open Badges 3.0, section 8.2). In seconds. */
export function registeredClaims(credential: Record<string, unknown>): Record<string, unknown> {
  const { id, issuer, validFrom, validUntil } = credential as {
    id: string;
    issuer: string | { id: string };
    validFrom: string;
    validUntil?: string;
  };
  const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1_000);
  return {
    iss: typeof issuer === 'string' ? issuer : issuer.id,
    jti: id,
    sub: id,
    nbf: seconds(validFrom),
    ...(validUntil === undefined ? {} : { exp: seconds(validUntil) }),
  };
}

/** A bit for each credential of a list, the first on the left (Bitstring Status List 1.0, section 3.3). */
export function bitstring(indexes: readonly number[]): Buffer {
  const bits = Buffer.alloc(listLength / 8);
  for (const index of indexes) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return bits;
}
