/** The folder of the built pages; builds them first where they are missing or older than their sources. */
export function builtPages(): Promise<string>;
