export enum PurchaseCodeState {
  ISSUED = 'ISSUED',
  REDEEMED = 'REDEEMED',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}

/** The state at an instant: an issued code expires by itself, and what was done with it before stays done. */
export function purchaseCodeState(
  code: { readonly recordedState: PurchaseCodeState; readonly expiresAt: Date },
  now: Date,
): PurchaseCodeState {
  const expired = code.recordedState === PurchaseCodeState.ISSUED && now >= code.expiresAt;
  return expired ? PurchaseCodeState.EXPIRED : code.recordedState;
}
