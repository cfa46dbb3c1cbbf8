import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import { formatCount } from './format.ts';

interface View<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly count?: number | undefined;
}

interface ViewTabsProps<Id extends string> {
  readonly label: string;
  readonly views: readonly View<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

/** One of several views of the same list: a radio group, moved by the arrow keys. */
export function ViewTabs<Id extends string>({ label, views, chosen, onChoose }: ViewTabsProps<Id>): ReactElement {
  const group = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = views.findIndex((view) => view.id === chosen);
    const next = views[(at + step + views.length) % views.length];
    if (!next) return;
    onChoose(next.id);
    group.current?.querySelector<HTMLElement>(`[data-view="${next.id}"]`)?.focus();
  };
  return (
    <div className="views" role="radiogroup" aria-label={label} ref={group} onKeyDown={onKeyDown}>
      {views.map((view) => (
        <button
          key={view.id}
          type="button"
          role="radio"
          aria-checked={view.id === chosen}
          tabIndex={view.id === chosen ? 0 : -1}
          data-view={view.id}
          onClick={() => onChoose(view.id)}
        >
          {view.label} {view.count === undefined ? null : <span className="views-count">{formatCount(view.count)}</span>}
        </button>
      ))}
    </div>
  );
}
