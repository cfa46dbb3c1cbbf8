const irregular: { readonly [verb: string]: string } = {
  Undo: 'Undid',
  Set: 'Set',
  Take: 'Took',
  See: 'Saw',
  Read: 'Read',
  Send: 'Sent',
  Write: 'Wrote',
  Keep: 'Kept',
  Make: 'Made',
};

function past(verb: string): string {
  if (irregular[verb] !== undefined) return irregular[verb];
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

/** What happened, out of what a command does: `Post a remit` becomes `Posted a remit`. */
export function inWords(summary: string, outcome: string): string {
  if (outcome === 'refused') return `Was refused: ${summary}`;
  if (outcome === 'watched') return `Only watched: ${summary}`;
  if (outcome === 'parked') return `Proposed: ${summary}`;
  const [verb = '', ...rest] = summary.split(' ');
  return /^[A-Z][a-z]+$/.test(verb) ? [past(verb), ...rest].join(' ') : summary;
}
