import { useState } from 'preact/hooks';
import { t } from './say.ts';

/** A text to take along. */
export function Code({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <div class="code-box">
      <button class="button copy" type="button" onClick={copy} aria-label={`${t('copy')}: ${label}`}>
        {t(isCopied ? 'copied' : 'copy')}
      </button>
      {/* Long lines are read by scrolling, also with the keyboard. */}
      <pre tabIndex={0} role="group" aria-label={label}>
        <code>{text}</code>
      </pre>
    </div>
  );
}
