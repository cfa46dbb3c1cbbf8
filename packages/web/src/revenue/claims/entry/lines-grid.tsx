import type { UsualCharge, WhoBills } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Fragment, type ReactElement, type KeyboardEvent as ReactKeyboardEvent, useState } from 'react';
import { Money } from '../../../ui/money.tsx';
import { Box, Choice, focusBox } from './box.tsx';
import { type Faults, isEmpty, nextLine, type TypedHead, type TypedLine } from './charge-form.ts';
import { withCode } from './turned.ts';

type Column = Exclude<keyof TypedLine, 'id' | 'of'>;

const columnsOf = (kind: TypedHead['kind']): readonly (readonly [Column, string])[] => [
  ...(kind === 'institutional' ? ([['revenue_code', 'Revenue code']] as const) : []),
  ...([['code', 'Code']] as const),
  ...(kind === 'dental'
    ? ([
        ['area', 'Area'],
        ['tooth', 'Tooth'],
        ['surfaces', 'Surfaces'],
      ] as const)
    : ([['modifiers', 'Modifiers']] as const)),
  ...([
    ['pointers', 'Diagnoses'],
    ['units', 'Units'],
    ['charged', 'Charge'],
  ] as const),
];

const further: readonly (readonly [Column, string, string?])[] = [
  ['served_on', 'Date, where another'],
  ['minutes', 'Minutes of therapy', 'Units are checked by them'],
  ['note', 'Note on the line'],
  ['ndc', 'NDC'],
  ['ndc_quantity', 'Quantity'],
  ['ndc_unit', 'Of which unit', 'ML, UN, GR, F2, ME'],
];
const ofFurther: readonly Column[] = [...further.map(([name]) => name), 'unit', 'line_rendering_npi', 'billed_to'];
const units = [
  { value: 'UN', label: 'Units' },
  { value: 'MJ', label: 'Minutes (anesthesia)' },
  { value: 'DA', label: 'Days' },
];
const unitWords: { readonly [unit: string]: string } = { MJ: 'minutes', DA: 'days' };
const billings = [
  { value: 'insurance', label: 'Insurance' },
  { value: 'self-pay', label: 'The patient' },
  { value: 'employer-pay', label: 'An employer' },
];

interface FurtherProps {
  readonly line: TypedLine;
  readonly at: number;
  readonly faults: Faults;
  readonly who: WhoBills;
  /** Who stands for the whole visit. */
  readonly rendering: string;
  onChange(change: Partial<TypedLine>): void;
}

function Further({ line, at, faults, who, rendering, onChange }: FurtherProps): ReactElement {
  const visit = who.providers.find(({ npi }) => npi === rendering)?.name ?? who.billing?.name;
  return (
    <div className="entry-boxes entry-further">
      <Choice
        {...{ at: `line.${at}.unit`, label: 'Counted in', faults, value: line.unit, choices: units }}
        onType={(text) => onChange({ unit: text })}
      />
      {further.map(([name, label, hint]) => (
        <Box
          key={name}
          at={`line.${at}.${name}`}
          {...{ label, faults, value: line[name], type: name === 'served_on' ? 'date' : 'text' }}
          {...(hint === undefined ? {} : { hint })}
          onType={(text) => onChange({ [name]: text })}
        />
      ))}
      <Choice
        {...{ at: `line.${at}.line_rendering_npi`, label: 'Line’s rendering provider', faults, value: line.line_rendering_npi }}
        choices={[
          { value: '', label: `As the visit${visit === undefined ? '' : `: ${visit}`}` },
          ...who.providers.map(({ npi, name }) => ({ value: npi, label: `${name} · ${npi}` })),
        ]}
        onType={(text) => onChange({ line_rendering_npi: text })}
      />
      <Choice
        {...{ at: `line.${at}.billed_to`, label: 'Who is asked to pay', faults, value: line.billed_to, choices: billings }}
        onType={(text) => onChange({ billed_to: text })}
      />
    </div>
  );
}

interface LinesGridProps extends Pick<FurtherProps, 'who' | 'rendering'> {
  readonly kind: TypedHead['kind'];
  readonly lines: readonly TypedLine[];
  readonly faults: Faults;
  /** What schedules say of a line, by its id. */
  readonly prices: ReadonlyMap<number, UsualCharge>;
  onLines(lines: readonly TypedLine[]): void;
  onCode(line: TypedLine): void;
}

/** What was done, one a line. Enter goes down, and after the last line makes one more. */
export function LinesGrid({ kind, lines, faults, prices, who, rendering, onLines, onCode }: LinesGridProps): ReactElement {
  const [open, setOpen] = useState<readonly number[]>([]);
  const columns = columnsOf(kind);
  const change = (id: number, changed: Partial<TypedLine>) =>
    onLines(lines.map((line) => (line.id === id ? { ...line, ...changed } : line)));
  const more = () => {
    onLines([...lines, nextLine(lines, kind)]);
    window.setTimeout(() => focusBox(`line.${lines.length}.${columns[0]?.[0]}`));
  };
  const onKey = (at: number, name: Column) => (event: ReactKeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const line = lines[at];
    if (event.key === 'Enter' && at === lines.length - 1 && line && !isEmpty(line)) more();
    else focusBox(`line.${at + step}.${name}`);
  };
  return (
    <section className="block" aria-label="Lines">
      <h2>Lines</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <div className="ledger-scroll" tabIndex={0} role="group" aria-label="Lines of the charge">
        <table className="ledger entry-lines">
          <caption className="sr-only">What was done</caption>
          <thead>
            <tr>
              <th scope="col">Line</th>
              {columns.map(([name, label]) => (
                <th scope="col" key={name}>
                  {label}
                </th>
              ))}
              <th scope="col" className="end">
                Allowed
              </th>
              <th scope="col">
                <span className="sr-only">What else</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <Fragment key={line.id}>
                <tr>
                  <th scope="row">{at + 1}</th>
                  {columns.map(([name, label]) => (
                    <td key={name} data-column={name}>
                      <Box
                        bare
                        {...{ at: `line.${at}.${name}`, label: `${label}, line ${at + 1}`, faults, value: line[name] }}
                        onType={(text) => change(line.id, name === 'code' ? withCode(line, text) : { [name]: text })}
                        onKey={onKey(at, name)}
                        {...(name === 'units' && unitWords[line.unit] ? { hint: unitWords[line.unit] } : {})}
                        {...(name === 'code' || name === 'units' || name === 'modifiers' ? { onLeave: () => onCode(line) } : {})}
                      />
                    </td>
                  ))}
                  <td className="end dim">
                    <Allowed price={prices.get(line.id)} />
                  </td>
                  <td>
                    <span className="entry-line-acts">
                      <Button
                        {...{ size: 'compact-xs', variant: 'subtle', 'aria-expanded': open.includes(line.id) }}
                        aria-label={`More of line ${at + 1}`}
                        onClick={() => setOpen(open.includes(line.id) ? open.filter((id) => id !== line.id) : [...open, line.id])}
                      >
                        More
                      </Button>
                      {lines.length > 1 ? (
                        <Button
                          {...{ size: 'compact-xs', variant: 'subtle', 'aria-label': `Take line ${at + 1} off` }}
                          onClick={() => onLines(lines.filter(({ id }) => id !== line.id))}
                        >
                          Off
                        </Button>
                      ) : null}
                    </span>
                  </td>
                </tr>
                {open.includes(line.id) || ofFurther.some((name) => faults.has(`line.${at}.${name}`)) ? (
                  <tr>
                    <td colSpan={columns.length + 3}>
                      <Further {...{ line, at, faults, who, rendering }} onChange={(changed) => change(line.id, changed)} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <Button size="compact-xs" variant="default" onClick={more}>
        Add a line
      </Button>
    </section>
  );
}

const Allowed = ({ price }: { readonly price: UsualCharge | undefined }): ReactElement | null =>
  price?.allowed === undefined ? null : <Money amount={price.allowed} />;
