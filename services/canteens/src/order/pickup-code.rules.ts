/** Digits of a pick-up code: few enough to be read aloud, too many to be guessed before the queue moves on. */
export const codeDigits = 8;

const qrForm = /^MEAL:([0-9A-HJKMNP-TV-Z]{26}):(\d{8})$/;

/** Capitals, digits and colons only: a QR code keeps such text in half the modules. */
export const qrOf = (servingId: string, code: string): string => `MEAL:${servingId.slice('srv_'.length)}:${code}`;

export function readQr(text: string): { readonly servingId: string; readonly code: string } | null {
  const [, serving, code] = qrForm.exec(text.trim()) ?? [];
  return serving && code ? { servingId: `srv_${serving}`, code } : null;
}
