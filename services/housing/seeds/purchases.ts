import { createHmac } from 'node:crypto';
import { bulkWorker, demoId, persona, purchaseDay } from '@millgate/demo';
import { addTo, type CalendarDay, instantAt, type SeedContext } from '@millgate/kit';
import { hashOfCode } from '../src/purchase/code-hash.ts';
import { HomePurchaseState, PurchaseCodeState } from '../src/purchase/purchase.rules.ts';
import { unitId } from './places.ts';

/** Nearly two thousand codes have been issued, says the article. */
const codes = 1_960;

interface Holder {
  readonly key: string;
  readonly workerId: string;
  readonly issuedOn: CalendarDay;
  readonly purchase?: Purchase;
}

interface Purchase {
  readonly unit: number;
  readonly areaM2: number;
  readonly contractedOn: CalendarDay;
  readonly registeredOn?: CalendarDay;
  readonly deliveredOn?: CalendarDay;
  readonly rescindedOn?: CalendarDay;
}

const area = (unit: number) => (unit === 0 ? 130 : 70 + (unit % 7) * 10);

const buyer = (key: string, purchase: Omit<Purchase, 'areaM2'>): Holder => ({
  key,
  workerId: persona(key).id,
  issuedOn: addTo(purchase.contractedOn, { days: -14 }),
  purchase: { ...purchase, areaM2: area(purchase.unit) },
});

/** The welder’s 130 square metres, and a contract at each edge of age: on the day, a day too late, a day too early. */
const personaHolders: readonly Holder[] = [
  buyer('welder', { unit: 0, contractedOn: purchaseDay, registeredOn: '2021-06-01', deliveredOn: '2022-03-10' }),
  buyer('edge-18', { unit: 1, contractedOn: purchaseDay, registeredOn: '2021-06-01' }),
  buyer('edge-35', { unit: 2, contractedOn: purchaseDay, registeredOn: '2021-06-01', deliveredOn: '2022-03-10' }),
  buyer('edge-36', { unit: 3, contractedOn: purchaseDay }),
  buyer('unknown-birth', { unit: 4, contractedOn: purchaseDay }),
  // Eighteen on 1 March 2022, for whoever is born on 29 February.
  buyer('leap', { unit: 5, contractedOn: '2022-02-28' }),
  { key: 'packer', workerId: persona('packer').id, issuedOn: '2026-10-08' },
];

function* holders(): Generator<Holder> {
  yield* personaHolders;
  for (let at = 0; at < codes - personaHolders.length; at += 1) {
    const { index, id } = bulkWorker(at);
    const issuedOn = at < 1_500 ? addTo('2020-09-01', { days: at % 240 }) : addTo('2026-01-05', { days: at % 280 });
    const common = { key: `bulk-${index}`, workerId: id, issuedOn };
    yield at < 150 ? { ...common, purchase: bulkPurchase(at, issuedOn) } : common;
  }
}

function bulkPurchase(at: number, issuedOn: CalendarDay): Purchase {
  const unit = 10 + at;
  const contractedOn = addTo(issuedOn, { days: 20 + (at % 60) });
  const common = { unit, areaM2: area(unit), contractedOn };
  if (at % 25 === 24) return { ...common, rescindedOn: addTo(contractedOn, { days: 90 }) };
  if (at % 3 === 0) return { ...common, registeredOn: addTo(contractedOn, { days: 10 }) };
  return {
    ...common,
    registeredOn: addTo(contractedOn, { days: 10 }),
    deliveredOn: addTo(contractedOn, { days: 300 + (at % 40) }),
  };
}

const codeId = (key: string) => demoId('pcd', key);

export function* purchaseCodes(secret: SeedContext['secret']) {
  const [key, values] = [secret('purchase-code'), secret('demo-purchase-codes')];
  for (const { key: holder, workerId, issuedOn, purchase } of holders()) {
    // Not to be guessed from the code of this seed: it depends on a key of the installation.
    const value = createHmac('sha256', values).update(holder).digest('base64url');
    yield {
      id: codeId(holder),
      valueHash: hashOfCode(key, value),
      holderId: workerId,
      programme: 'YOUTH_HOME_PURCHASE',
      areaFromM2: 60,
      areaToM2: 130,
      issuedAt: instantAt(issuedOn, '10:00'),
      expiresAt: instantAt(addTo(issuedOn, { years: 2 }), '00:00'),
      recordedState: purchase ? PurchaseCodeState.REDEEMED : PurchaseCodeState.ISSUED,
    };
  }
}

export function* homePurchases() {
  for (const { key, workerId, purchase } of holders()) {
    if (!purchase) continue;
    const { unit, areaM2, contractedOn, registeredOn, deliveredOn, rescindedOn } = purchase;
    yield {
      id: demoId('hpu', key),
      codeRef: codeId(key),
      buyerId: workerId,
      unitRef: unitId('youth-lingfeng', unit),
      areaM2,
      // No article states a price.
      price: null,
      contractedOn,
      registeredOn: registeredOn ?? null,
      deliveredOn: deliveredOn ?? null,
      rescindedOn: rescindedOn ?? null,
      state: stateOf(purchase),
    };
  }
}

function stateOf({ registeredOn, deliveredOn, rescindedOn }: Purchase): HomePurchaseState {
  if (rescindedOn) return HomePurchaseState.RESCINDED;
  if (deliveredOn) return HomePurchaseState.DELIVERED;
  return registeredOn ? HomePurchaseState.REGISTERED : HomePurchaseState.CONTRACTED;
}
