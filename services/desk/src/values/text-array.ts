/** An array as PostgreSQL reads it; ids and names of themes hold nothing that would need quoting. */
export const textArray = (values: readonly string[]): string => `{${values.join(',')}}`;
