/**
 * A document as codegen writes it (`documentMode: 'string'`), or plain text: its text is all that is sent. The types of
 * what it answers and takes travel with it.
 */
export interface Document<Data, Variables> {
  toString(): string;
  __apiType?: (variables: Variables) => Data;
}

/** Whether asking twice could do something twice. */
export const isMutation = (document: string): boolean => /(?:^|\})\s*mutation\b/.test(withoutComments(document));

const withoutComments = (document: string): string => document.replace(/^\s*#.*$/gm, '');
