/** How the key of a mutation that is remembered for 30 days is described; its length is checked where it is declared. */
export const idempotencyKeyDescription =
  'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.';
