import { useEffect, useRef } from 'preact/hooks';
import { saidDay, saidMoney, saidTime, state, t } from './say.ts';
import { cancel, type Canteen, doing, done, left, type Me, order, type Serving } from './state.ts';

/** What is left of tonight’s dinner in the canteens of one’s community, and ordering it. */
export function Dinner({ canteens }: { readonly canteens: readonly Canteen[] }) {
  const serving = canteens.filter(({ servings }) => servings.nodes.length > 0);
  if (serving.length === 0) return <p class="quiet">{t('dinner.none')}</p>;
  return (
    <>
      {serving.map(({ id, name, place, servings }) => (
        <div key={id} class="canteen">
          <h3>
            {name}
            {place && <small>{place}</small>}
          </h3>
          <ul role="list">
            {servings.nodes.map((one) => (
              <Meal key={one.id} serving={one} />
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function Meal({ serving }: { readonly serving: Serving }) {
  const now = left.value.get(serving.id) ?? serving;
  const progress = doing.value.get(serving.id);
  return (
    <li class="meal">
      <div>
        <strong>{serving.item.name}</strong>
        <span class="quiet">
          {[
            priceOf(serving),
            serving.item.halal && t('halal'),
            serving.item.allergens.length > 0 &&
              t('allergens', { list: serving.item.allergens.map((name) => state('allergen', name)).join(t('comma')) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <div class="order">
        <span class={now.remaining === 0 ? 'left none' : 'left'} data-left={serving.id}>
          {leftOf(serving, now)}
        </span>
        {now.state === 'OPEN' && now.remaining > 0 && (
          <button
            class="button first"
            type="button"
            disabled={progress === 'busy'}
            aria-label={t('dinner.orderOf', { meal: serving.item.name })}
            onClick={() => void order(serving.id, (code) => t('dinner.ordered', { code }))}
          >
            {t(progress === 'busy' ? 'dinner.ordering' : 'dinner.order')}
          </button>
        )}
      </div>
      <Said id={serving.id} />
    </li>
  );
}

/** What she pays herself; what others pay is not her affair. */
function priceOf({ myPrice, price }: Serving): string | undefined {
  if (myPrice?.tier === 'ENTERPRISE_SUBSIDISED') return t('dinner.subsidised', { price: saidMoney(myPrice.price.fen) });
  const shown = myPrice ?? price.find(({ tier }) => tier === 'WORKER') ?? price[0];
  return shown && saidMoney(shown.price.fen);
}

function leftOf(serving: Serving, { remaining, state: now }: Pick<Serving, 'remaining' | 'state'>): string {
  if (remaining === 0 || now === 'SOLD_OUT') return t('dinner.soldOut');
  if (now === 'PLANNED') return t('dinner.notYet', { time: saidTime(serving.orderFrom) });
  if (now === 'CLOSED') return t('dinner.closed');
  return `${t('dinner.left', { left: remaining })} · ${t('dinner.until', { time: saidTime(serving.cutoffAt) })}`;
}

/** Orders of mine that are still to come, or are of today. */
export function MyOrders({ orders }: { readonly orders: NonNullable<Me['mealOrders']>['nodes'] }) {
  const open = orders.filter((one) => one.state === 'CONFIRMED');
  if (open.length === 0) return null;
  return (
    <div class="canteen">
      <h3>{t('dinner.mine')}</h3>
      <ul role="list">
        {open.map(({ id, serving, quantity, pickupCode, total, state: now }) => (
          <li key={id} class="meal">
            <div>
              <strong>
                {serving.item.name}
                {quantity > 1 && ` × ${quantity}`}
              </strong>
              <span class="quiet">
                {[saidDay(serving.on), serving.canteen.name, saidMoney(total.fen), state('MealOrderState', now)].join(
                  ' · ',
                )}
              </span>
            </div>
            <div class="order">
              <span class="code">{t('dinner.code', { code: pickupCode })}</span>
              <button
                class="button"
                type="button"
                disabled={doing.value.get(id) === 'busy'}
                aria-label={t('dinner.cancelOf', { meal: serving.item.name })}
                onClick={() => void cancel(id, serving.id, t('dinner.cancelled.said', { meal: serving.item.name }))}
              >
                {t('dinner.cancel')}
              </button>
            </div>
            <Said id={id} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What came of it, said where it was done. The place is there before: what appears with its text is not read aloud. */
function Said({ id }: { readonly id: string }) {
  const progress = doing.value.get(id);
  const said = progress === 'busy' ? undefined : progress;
  return (
    <div class="said" role="status">
      {said && (
        <p class={said.isRefusal ? 'problem' : 'done'} role={said.isRefusal ? 'alert' : undefined}>
          {said.said}
        </p>
      )}
    </div>
  );
}

/** An order that is cancelled is gone, with the button that had the focus: this says so, and takes the focus. */
export function Done() {
  const place = useRef<HTMLDivElement>(null);
  const said = done.value;
  useEffect(() => {
    if (said !== null) place.current?.focus();
  }, [said]);
  return (
    <div ref={place} class="said" role="status" tabIndex={-1} data-done>
      {said !== null && <p class="done">{said}</p>}
    </div>
  );
}
