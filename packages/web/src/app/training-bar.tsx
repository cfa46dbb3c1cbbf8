import { Button } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import '../ground/governance/onboarding/onboarding.css';
import { Status } from '../ui/status.tsx';
import { placesFor } from './places.ts';
import { choosePractice } from './practice.ts';
import { useAct, useAsk } from './queries.ts';
import { useMe } from './session.ts';

/** On every screen of a training practice: that it is one. In the window's title too, for whoever has two side by side. */
export function TrainingBar(): ReactElement | null {
  const { training } = useMe();
  const of = training && 'of' in training ? training.of : undefined;
  useEffect(() => {
    if (of === undefined) return;
    const before = document.title;
    document.title = `Training: ${before}`;
    return () => {
      document.title = before;
    };
  }, [of]);
  if (of === undefined) return null;
  return (
    <section className="training-bar" aria-label="Training practice">
      <Status tone="work">Training practice</Status>
      <span>Fictional data to practise on. Nothing here counts at {of.name}, and nothing leaves.</span>
      <Link to="/training">Exercises</Link>
      <Button className="push" size="compact-xs" variant="default" onClick={() => choosePractice(of.id)}>
        Back to {of.name}
      </Button>
    </section>
  );
}

/** On the first screen of somebody's work, until it is put away: what they do next of getting started. */
export function NextStep(): ReactElement | null {
  const { permissions, training } = useMe();
  const { pathname } = useLocation();
  const inTraining = training !== undefined && 'of' in training;
  const home = pathname === placesFor(permissions)[0]?.to && !inTraining;
  const { data } = useAsk('ground/governance/onboarding/steps', {}, { enabled: home });
  const putAway = useAct('ground/governance/onboarding/put-away');
  const next = data?.steps.find(({ step }) => step === data.next);
  if (!home || !data || data.putAway || !next) return null;
  return (
    <section className="next-bar" aria-label="Getting started">
      <span>
        Getting started, next: <strong>{next.title}</strong>
      </span>
      <Link to="/getting-started">All steps</Link>
      <Button className="push" size="compact-xs" variant="subtle" loading={putAway.busy} onClick={() => void putAway.run({ away: true })}>
        Put the list away
      </Button>
    </section>
  );
}
