/** Figures are asked for again after this, whatever happens. */
export const refreshMillis = 30_000;

/** How often it is looked whether figures are due. */
export const watchMillis = 2_000;

/** What comes back does so within these looks; after them the graph has other troubles, and asking adds to them. */
const patientLooks = 5;

/** How long after the last question the next is due, when figures were missing so many times in a row. */
export const dueAfterMillis = (missedInARow: number): number =>
  missedInARow === 0
    ? refreshMillis
    : missedInARow <= patientLooks
      ? 0
      : Math.min(refreshMillis, watchMillis * 2 ** (missedInARow - patientLooks));
