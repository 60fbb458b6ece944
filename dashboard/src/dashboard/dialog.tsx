import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from './say.ts';

interface DialogProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The browser’s own dialog: it holds the focus, closes with Escape, and gives the focus back. */
export function Dialog({ title, wide = false, onClose, children }: DialogProps) {
  const place = useRef<HTMLDialogElement>(null);
  // Before anything is drawn: the focus must not be anywhere else in between.
  useLayoutEffect(() => {
    const dialog = place.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={place}
      class={wide ? 'wide' : ''}
      aria-labelledby="dialog-title"
      onCancel={onClose}
      // A click beside it meets the dialog itself, one within meets something in it.
      onClick={(event) => event.target === place.current && onClose()}
    >
      <div class="dialog-body">
        <header>
          <h2 id="dialog-title">{title}</h2>
          <button class="button" type="button" onClick={onClose}>
            {t('close')}
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
