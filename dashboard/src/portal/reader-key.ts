import { signal } from '@preact/signals';

/** The key that the reader works with. It is nowhere but in this page's memory: whoever leaves the page takes it along. */
export const readerKey = signal<string | null>(null);
