import type { OnboardingView, StepStanding } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import { placesFor } from '../../../app/places.ts';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay, useMe } from '../../../app/session.ts';
import { formatDay } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Status } from '../../../ui/status.tsx';
import './onboarding.css';
import { settled, stepPlaces, stepStates } from './words.ts';

/** What a practice that begins does, how each step stands by what is there, and what is next. */
export function GettingStarted(): ReactElement {
  const { training } = useMe();
  if (training && 'of' in training)
    return (
      <EmptyState title="This is a training practice">
        What {training.of.name} does to get started stands there. Here there are <Link to="/training">exercises</Link>.
      </EmptyState>
    );
  return <OfPractice />;
}

function OfPractice(): ReactElement {
  const { data, error, refetch } = useAsk('ground/governance/onboarding/steps', {});
  const putAway = useAct('ground/governance/onboarding/put-away');
  const away = data?.putAway ?? false;
  const toggle = () => void putAway.run({ away: !away });
  useCommands([
    { id: 'put-away', label: away ? 'Show it on the first screen again' : 'Put the list away', group: 'Getting started', run: toggle },
  ]);
  return (
    <div className="page">
      <header className="pane-head">
        <h1>Getting started</h1>
        {data ? (
          <span className="dim">
            {settled(data.steps)} of {data.steps.length} settled
          </span>
        ) : null}
        <Button className="push" size="compact-sm" variant="default" loading={putAway.busy} disabled={!data} onClick={toggle}>
          {away ? 'Show it on the first screen again' : 'Put the list away'}
        </Button>
      </header>
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      {putAway.error ? <ErrorNote error={putAway.error} /> : null}
      {data ? <Lists view={data} /> : error ? null : <Skeleton lines={12} />}
    </div>
  );
}

function Lists({ view }: { readonly view: OnboardingView }): ReactElement {
  const [aside, setAside] = useState<StepStanding | undefined>(undefined);
  const mine = view.steps.filter((step) => step.mine);
  const others = view.steps.filter((step) => !step.mine);
  const shared = { next: view.next, onAside: setAside };
  return (
    <>
      <p className="block dim">
        How a step stands is looked up in what is there: nobody ticks it off. What is none of yours can be set aside, with a reason.
      </p>
      <Steps title="Yours" steps={mine} none="None of these steps is your role’s." {...shared} />
      <Steps title="Of others" steps={others} none="All of these steps are yours." {...shared} />
      <AsideDialog step={aside} onClose={() => setAside(undefined)} />
    </>
  );
}

interface StepsProps {
  readonly title: string;
  readonly steps: readonly StepStanding[];
  readonly none: string;
  readonly next: string | undefined;
  onAside(step: StepStanding): void;
}

function Steps({ title, steps, none, next, onAside }: StepsProps): ReactElement {
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      {steps.length === 0 ? <p className="dim">{none}</p> : null}
      <ol className="steps">
        {steps.map((step) => (
          <Step key={step.step} step={step} next={step.step === next} onAside={onAside} />
        ))}
      </ol>
    </section>
  );
}

function Step({
  step,
  next,
  onAside,
}: {
  readonly step: StepStanding;
  readonly next: boolean;
  onAside(step: StepStanding): void;
}): ReactElement {
  const { tone, says } = stepStates[step.state];
  const { permissions } = useMe();
  const maySet = useMay('onboarding.set');
  const place = stepPlaces[step.step];
  const aside = step.state === 'open' ? 'Not for us' : 'For us after all';
  const open = place && (place.to === '/account' || place.to === '/training' || placesFor(permissions).some(({ to }) => to === place.to));
  return (
    <li className="step" data-state={step.state} {...(next ? { 'aria-current': 'step' as const } : {})}>
      <div className="step-state">
        <Status tone={tone}>{says}</Status>
        {next ? <strong className="step-next">Next</strong> : null}
      </div>
      <div className="step-words">
        <h3>{step.title}</h3>
        <p>{step.says}</p>
        <p className="dim small">
          {step.found}
          {step.by !== undefined && step.at !== undefined ? `: ${step.by}, ${formatDay(step.at)}` : ''}
          {step.mine ? '' : `. Done by: ${step.roles.join(', ')}`}
        </p>
        {step.note ? (
          <p className="small">
            Set aside by {step.note.by}, {formatDay(step.note.at)}: {step.note.because}
          </p>
        ) : null}
      </div>
      <div className="step-acts">
        {open ? (
          <Link to={place.to} className="step-link" aria-label={`${place.name}: ${step.title}`}>
            {place.name}
          </Link>
        ) : null}
        {maySet && step.state !== 'done' ? (
          <Button size="compact-xs" variant="default" aria-label={`${aside}: ${step.title}`} onClick={() => onAside(step)}>
            {aside}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function AsideDialog({ step, onClose }: { readonly step: StepStanding | undefined; onClose(): void }): ReactElement {
  const set = useAct('ground/governance/onboarding/not-for-us');
  const aside = step?.state === 'open';
  const onDone = async (because: string) => {
    if (step && (await set.run({ step: step.step, notForUs: aside, because }))) onClose();
  };
  return (
    <ReasonDialog
      title={aside ? 'Not for us' : 'For us after all'}
      opened={step !== undefined}
      verb={aside ? 'Set it aside' : 'Take it back'}
      reason=""
      busy={set.busy}
      error={set.error}
      onClose={onClose}
      onDone={(because) => void onDone(because)}
    >
      <p>
        <strong>{step?.title}</strong>
      </p>
      <p>Your name and the reason stand beside the step for everybody. If somebody does it all the same, it counts as done.</p>
    </ReasonDialog>
  );
}
