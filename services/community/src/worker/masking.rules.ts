/** Bounds of the bands of age, in completed years; a band ends where the next begins. */
export const ageBands = [0, 18, 25, 35, 45, 55, 65] as const;

/** The band in which an age lies; the last has no end. */
export function ageBandOf(age: number): { from: number; until: number | null } {
  const at = ageBands.findLastIndex((from) => from <= age);
  return { from: ageBands[Math.max(at, 0)] ?? 0, until: ageBands[at + 1] ?? null };
}

/** Two thousand yuan, in fen. */
const salaryStep = 200_000;
const openFrom = 2_000_000;

/** The band in which a monthly salary lies, in fen; from 20,000 yuan on there is one band, so that nobody stands out. */
export function salaryBandOf(fen: number): { from: number; until: number | null } {
  if (fen >= openFrom) return { from: openFrom, until: null };
  const from = Math.floor(fen / salaryStep) * salaryStep;
  return { from, until: from + salaryStep };
}

/** A telephone number as those see it who need not know it: the last four digits. */
export const maskedPhone = (phone: string): string => `${'*'.repeat(Math.max(phone.length - 4, 0))}${phone.slice(-4)}`;

/** A resident ID as those see it who need not know it: no date of birth, no check character. */
export const maskedResidentId = (residentId: string): string =>
  `${residentId.slice(0, 1)}${'*'.repeat(residentId.length - 2)}${residentId.slice(-1)}`;

/** A name as those see it who need not know it: the family name, the rest masked. */
export const maskedName = (name: string): string => {
  const [family = ''] = /\s/.test(name) ? name.split(/\s+/) : name;
  return `${family}*`;
};
