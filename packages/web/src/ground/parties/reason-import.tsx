import { checkReasons, reasonFamilies, type TypedReason } from '@claimwright/core/ground/codes';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAct } from '../../app/queries.ts';
import { readCells } from '../../app/read-balances.ts';
import { plural } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { PastedRows } from '../../ui/pasted-rows.tsx';

/** Pasted rows: code, words, family; a heading row may name them in another order. */
export function readReasons(text: string): TypedReason[] {
  const rows = readCells(text);
  const head = rows[0]?.some((cell) => /^(?:carc|code|words|description|family)$/i.test(cell))
    ? rows[0].map((cell) => cell.toLowerCase())
    : undefined;
  const place = (names: readonly string[], otherwise: number) => {
    const at = head?.findIndex((cell) => names.includes(cell)) ?? -1;
    return at < 0 ? otherwise : at;
  };
  const [carc, words, family] = [place(['carc', 'code'], 0), place(['words', 'description'], 1), place(['family'], 2)];
  return rows.slice(head ? 1 : 0).map((cells) => ({ carc: cells[carc] ?? '', words: cells[words] ?? '', family: cells[family] ?? '' }));
}

/** Many codes at once, from the list that the practice is licensed for. */
export function ReasonImport({ onDone }: { onDone(): void }): ReactElement {
  const [text, setText] = useState('');
  const save = useAct('ground/codes/import-reasons');
  const rows = readReasons(text);
  const wrong = checkReasons(rows).flatMap((one, at) => (one.wrong.length > 0 ? [{ row: at + 1, says: one.wrong.join(' ') }] : []));
  const done = async () => {
    if (await save.run({ rows })) onDone();
  };
  return (
    <div className="dialog">
      <PastedRows
        label="Code, words, family; one a row"
        description={`Families: ${Object.keys(reasonFamilies).join(', ')}`}
        placeholder={'997, Regional fee rule, contractual\n998, "Held, until the plan answers", authorization'}
        text={text}
        onText={setText}
        count={rows.length}
        wrong={wrong}
      />
      {save.error ? <ErrorNote error={save.error} /> : null}
      <div className="actions">
        <Button disabled={rows.length === 0 || wrong.length > 0} loading={save.busy} onClick={() => void done()}>
          Keep {plural(rows.length, 'code')}
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
