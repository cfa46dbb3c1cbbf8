import type { ReactElement, ReactNode } from 'react';

/** Good: settled. Work: something to do. Stop: held. Wait: on its way. Quiet: put aside. Each has a shape of its own. */
export type Tone = 'good' | 'work' | 'stop' | 'wait' | 'quiet';

const shapes: { readonly [tone in Tone]: ReactElement } = {
  good: (
    <path d="M2.500 6.500 5 9l4.500-5.500" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
  ),
  work: <path d="M6 1.500 11 10.500H1z" fill="currentColor" />,
  stop: <path d="M2 2h8v8H2z" fill="currentColor" />,
  wait: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
  quiet: <path d="M2 6h8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
};

export function Shape({ tone }: { readonly tone: Tone }): ReactElement {
  return (
    <svg className="shape" data-tone={tone} viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      {shapes[tone]}
    </svg>
  );
}

interface StatusProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly title?: string | undefined;
  /** Words on the row's own ground, without a box. */
  readonly plain?: boolean;
}

/** A status: shape, word and hue, any two of which suffice. */
export function Status({ tone, children, title, plain }: StatusProps): ReactElement {
  return (
    <span className={plain ? 'status status-plain' : 'status'} data-tone={tone} title={title}>
      <Shape tone={tone} />
      <span className="status-words">{children}</span>
    </span>
  );
}
