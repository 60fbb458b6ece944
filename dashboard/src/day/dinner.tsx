import { saidDay, saidMoney, saidTime, state, t } from './say.ts';
import { cancel, type Canteen, doing, left, type Me, order, type Serving } from './state.ts';

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
  const workerPrice = serving.price.find(({ tier }) => tier === 'WORKER') ?? serving.price[0];
  return (
    <li class="meal">
      <div>
        <strong>{serving.item.name}</strong>
        <span class="quiet">
          {[
            workerPrice && saidMoney(workerPrice.price.fen),
            serving.item.halal && t('halal'),
            serving.item.allergens.length > 0 &&
              t('allergens', { list: serving.item.allergens.map((name) => state('allergen', name)).join('、') }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <div class="order">
        <span class={now.remaining === 0 ? 'left none' : 'left'} data-left={serving.id} aria-live="polite">
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
                onClick={() => void cancel(id, state('MealOrderState', 'CANCELLED'))}
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

function Said({ id }: { readonly id: string }) {
  const progress = doing.value.get(id);
  if (progress === undefined || progress === 'busy') return null;
  return (
    <p class={progress.isRefusal ? 'problem' : 'done'} role={progress.isRefusal ? 'alert' : 'status'}>
      {progress.said}
    </p>
  );
}
