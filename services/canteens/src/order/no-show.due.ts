import { type DueTask, sql } from '@millgate/kit';

/** Orders that nobody collected until the counter closed. Their portions stay sold: they were cooked. */
export const noteNoShows: DueTask = async (tx, now) => {
  const noted = await sql(
    tx,
    `update meal_order o set state = 'NO_SHOW', ended_at = ?
      where id in (
        select o.id from meal_order o join meal_serving s on s.id = o.serving_id
         where o.state = 'CONFIRMED' and s.pickup_until <= ? for update of o skip locked)
      returning o.id`,
    [now, now],
  );
  return noted.length;
};
