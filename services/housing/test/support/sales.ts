import { persona } from '@millgate/demo';
import type { PersonLike, TestSubgraph } from '@millgate/kit/testing';

export const IssuePurchaseCodes = `
  mutation ($input: IssuePurchaseCodesInput!) {
    issuePurchaseCodes(input: $input) {
      issued { value purchaseCode { id state expiresAt holder { id } } }
      userErrors { code message path rule holderIds }
    }
  }
`;

export const RedeemPurchaseCode = `
  mutation ($input: RedeemPurchaseCodeInput!) {
    redeemPurchaseCode(input: $input) {
      homePurchase { id state areaM2 contractedOn version unit { id state } steps { action before after } }
      userErrors { code message path rule retryAt areaFromM2 areaToM2 }
    }
  }
`;

export interface Redeemed {
  readonly redeemPurchaseCode: {
    readonly homePurchase: { readonly id: string; readonly state: string; readonly version: number } | null;
    readonly userErrors: readonly { readonly code: string; readonly retryAt: string | null }[];
  };
}

export interface Issued {
  readonly issuePurchaseCodes: {
    readonly issued:
      readonly { readonly value: string | null; readonly purchaseCode: { readonly id: string } }[] | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}

let nth = 0;

/** A fresh code of somebody’s: its record and its value. */
export async function givenCode(housing: TestSubgraph, holder: PersonLike, more: object = {}, at?: string) {
  const input = {
    idempotencyKey: `given-${nth++}`,
    programme: `YOUTH_HOME_${nth}`,
    holderIds: [holder.id],
    ...more,
  };
  const { issuePurchaseCodes } = await housing.as(persona('program'), at).data<Issued>(IssuePurchaseCodes, { input });
  const [issued] = issuePurchaseCodes.issued ?? [];
  if (!issued?.value) throw new Error('no code was issued');
  return { id: issued.purchaseCode.id, value: issued.value };
}

export const redeem = (
  housing: TestSubgraph,
  who: PersonLike,
  input: { code: string; unitId: string; idempotencyKey?: string },
  at?: string,
) => housing.as(who, at).ask<Redeemed>(RedeemPurchaseCode, { input: { idempotencyKey: `redeem-${nth++}`, ...input } });

export const outcomeOf = ({ data }: Awaited<ReturnType<typeof redeem>>): string =>
  data?.redeemPurchaseCode.userErrors[0]?.code ?? data?.redeemPurchaseCode.homePurchase?.state ?? 'nothing';
