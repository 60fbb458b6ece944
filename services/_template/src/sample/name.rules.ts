/**
 * What makes two names of a community collide (N1): the name as it reads, whatever its width, case and spaces. Two
 * people who register the same one must not get two because one typed a full-width letter.
 */
export const readingOf = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
