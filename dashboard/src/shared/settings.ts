/** What the server says about itself before anybody has signed in. */
export interface Settings {
  readonly mode: 'demo' | 'production';
  /** Where people sign in, if not as somebody invented. */
  readonly signIn: { readonly issuer: string; readonly clientId: string } | null;
}

let asked: Promise<Settings> | undefined;

export const settings = (): Promise<Settings> =>
  (asked ??= fetch('/pages.json').then(async (response) => {
    if (!response.ok) throw new Error(`settings: ${response.status}`);
    return (await response.json()) as Settings;
  }));
