/** GB 32100: the digits and the capital letters without I, O, S, V and Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

export type CreditCodeFault = 'SHAPE' | 'CHECK_CHARACTER';

/** The check character of a credit code's first 17 characters. */
export function creditCodeCheckCharacter(body: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(body.charAt(at)), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** What is wrong with a unified social credit code (GB 32100); null if nothing is (C2). */
export function creditCodeFault(code: string): CreditCodeFault | null {
  if (code.length !== 18 || [...code].some((character) => !alphabet.includes(character))) return 'SHAPE';
  return creditCodeCheckCharacter(code) === code.charAt(17) ? null : 'CHECK_CHARACTER';
}
