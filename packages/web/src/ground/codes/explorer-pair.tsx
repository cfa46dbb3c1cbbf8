import { type Answer, adjudicationWords, isDentalPair, type PairRow, type PairVerdict, pairVerdict } from '@claimwright/core/ground/codes';
import type { PairView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { useAsk } from '../../app/queries.ts';
import { formatDate, plural } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Shape, Status, type Tone } from '../../ui/status.tsx';

const indicatorWords = {
  0: 'Never paid beside it, whatever the modifier',
  1: 'Paid beside it with a modifier that fits',
  9: 'Withdrawn: no edit',
};

interface PairProps {
  readonly a: string;
  readonly b: string;
  readonly on: string;
}

const foundOf = (answers: readonly Answer<PairRow>[]) => answers.flatMap((one) => (one.is === 'found' ? [one] : []));

const tones: { readonly [is in PairVerdict['is']]: Tone } = {
  never: 'stop',
  'with-modifier': 'work',
  beside: 'good',
  dental: 'wait',
  'no-edition': 'work',
  unknown: 'work',
};

/** Two procedures on a day: which is paid, whether a modifier helps, and what the note must show for it. */
export function Pair(props: PairProps): ReactElement {
  const { data, error, refetch } = useAsk('ground/codes/pair', { ...props });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const { is, says, fix } = pairVerdict({ ...props, ...data, day: formatDate(props.on) });
  const tone = tones[is];
  const dental = isDentalPair(props.a, props.b);
  const shown = data.settings.filter(({ answers }) => !dental || foundOf(answers).length > 0);
  const unlocks = data.settings.some(({ answers }) => foundOf(answers).some(({ row }) => row.indicator === 1));
  return (
    <>
      <div className="note" data-tone={tone} role="status">
        <Shape tone={tone} />
        <div>
          <p className="note-says">{says}</p>
          {fix ? <p className="note-fix">{fix}</p> : null}
        </div>
      </div>
      {dental ? <DentalEdits {...props} /> : null}
      {shown.map(({ setting, answers }) => (
        <section key={setting} className="block" aria-label={`Pair edits, ${setting}`}>
          <h2>Pair edits, {setting}</h2>
          <PairAnswers {...props} answers={answers} />
        </section>
      ))}
      {unlocks ? <Modifiers modifiers={data.modifiers} /> : null}
      <section className="block" aria-label="Unit limits">
        <h2>Unit limits, practitioner</h2>
        <ul className="plain-list">
          {data.units.map(({ code, answer }) => (
            <li key={code}>
              <strong className="mono">{code}</strong>{' '}
              {answer.is === 'found'
                ? `${plural(answer.row.units, 'unit')} (${adjudicationWords[answer.row.adjudication]})`
                : answer.is === 'absent'
                  ? 'no limit is published'
                  : `no edition loaded for ${formatDate(props.on)}`}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** What a claim with both on one day is told here. */
function DentalEdits(props: PairProps): ReactElement {
  const { data, error, refetch } = useAsk('revenue/scrub/beside', { ...props });
  return (
    <section className="block" aria-label="Our own dental edits">
      <h2>Our own dental edits</h2>
      {error ? <ErrorNote error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton lines={2} /> : null}
      {data && data.unknown.length > 0 ? (
        <p>
          What kind of procedure <span className="mono">{data.unknown.join(' and ')}</span> is, the practice’s own list does not say for{' '}
          {formatDate(props.on)}, and so no edit can speak of it. Bring that list in under Editions, with its families.
        </p>
      ) : null}
      {data?.unknown.length === 0 && data.edits.length === 0 ? (
        <p>None speaks of these two. Ages, frequencies, teeth and waiting periods are checked on the claim, by the payer’s terms.</p>
      ) : null}
      <ul className="plain-list">
        {data?.edits.map(({ code, says, because, fix }) => (
          <li key={code}>
            <p>
              <strong>{says}</strong> {because}
            </p>
            <p className="dim">
              {fix} (<span className="mono">{code}</span>)
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PairAnswers({ a, b, on, answers }: PairProps & { readonly answers: readonly Answer<PairRow>[] }): ReactElement {
  if (answers.some(({ is }) => is === 'no-edition')) return <p>No edition loaded for {formatDate(on)}.</p>;
  const found = foundOf(answers);
  if (found.length === 0)
    return (
      <p>
        No edit of {formatDate(on)} names <span className="mono">{a}</span> and <span className="mono">{b}</span> as a pair.
      </p>
    );
  return (
    <ul className="plain-list">
      {found.map(({ row, edition }) => (
        <li key={row.column1}>
          <dl className="pair-columns">
            <div>
              <dt>Column 1</dt>
              <dd>
                <strong className="mono">{row.column1}</strong> is paid
              </dd>
            </div>
            <div>
              <dt>Column 2</dt>
              <dd>
                <strong className="mono">{row.column2}</strong> is {row.indicator === 9 ? 'paid too' : 'not'}
              </dd>
            </div>
            <div>
              <dt>Modifier indicator</dt>
              <dd>
                <Status tone={row.indicator === 0 ? 'stop' : row.indicator === 1 ? 'work' : 'quiet'}>Indicator {row.indicator}</Status>{' '}
                {indicatorWords[row.indicator]}.
              </dd>
            </div>
          </dl>
          <p className="dim">
            {[
              row.rationale,
              row.effective ? `since ${formatDate(row.effective)}` : '',
              row.deleted ? `until ${formatDate(row.deleted)}` : '',
              edition.name,
              edition.source,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Which modifiers tell the two apart, each with what the note must show. */
function Modifiers({ modifiers }: { readonly modifiers: PairView['modifiers'] }): ReactElement {
  const rows = [
    [
      'Another place on the body',
      modifiers.anatomic,
      'The note names the other side, finger, toe, eyelid or vessel, and the work at each.',
    ],
    [
      'Around a procedure and its days after',
      modifiers.globalSurgery,
      'The note shows why it is not part of the first: another reason, a return planned or not, another procedure. 25 and 57 stand on an evaluation only, which goes beyond the usual one before the procedure, or in which the decision for surgery was made.',
    ],
    [
      'Otherwise apart',
      modifiers.other,
      'The note shows another meeting (XE), another structure (XS), another practitioner (XP) or what does not overlap (XU); 59 where none of these says it; 91 for a test repeated for its result.',
    ],
  ] as const;
  return (
    <section className="block" aria-label="Modifiers that count">
      <h2>Modifiers that count, and what must be documented</h2>
      <ul className="plain-list">
        {rows.map(([name, list, shows]) => (
          <li key={name}>
            <strong>{name}:</strong> <span className="mono">{list.join(', ')}</span>
            <p className="dim">{shows}</p>
          </li>
        ))}
      </ul>
      <p>Without these words in the note the modifier is not true, and none is added to be paid.</p>
    </section>
  );
}
