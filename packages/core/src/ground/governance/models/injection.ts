import type { Finding } from '../../base/index.ts';

/**
 * Ways in which a text speaks to the machine instead of to people. Spotting them protects nobody by itself: an answer cannot act whatever
 * the text says. It tells the person who decides that somebody tried.
 */
const signs: readonly { readonly what: string; readonly re: RegExp }[] = [
  {
    what: 'tells the reader to set aside its instructions',
    re: /\b(ignore|disregard|forget|override|bypass|skip|do not follow)\b.{0,40}\b(instruction|rule|prompt|guideline|polic(y|ies)|above|previous|prior|earlier|safeguard|check|approval|review)/,
  },
  {
    what: 'gives the reader a new role',
    re: /\b(you are now|from now on,? you|act as|pretend (to be|you)|you must now|new (role|task))\b/,
  },
  {
    what: 'speaks to a machine',
    re: /(?:\b(?:ai|assistant|language model|llm|chatbot|copilot|the model|dear model|automated (?:system|reader)|bots?|whichever model)\b|\ba\.i\.).{0,60}\b(must|should|shall|please|need to|has to|will|set|change|approve|post|write|send|mark|return|output|answer|respond|code|bill|replace)\b/,
  },
  {
    what: 'sets a role in the conversation',
    re: /(^|\n)\s*(system|assistant|developer|user)\s*[:>]|<\|?(im.start|im.end|system|assistant|endoftext)\|?>|\[\/?inst\]|#{2,}\s*(system|instruction|new task)/,
  },
  {
    what: 'asks for hidden words',
    re: /\b(system prompt|hidden (prompt|instruction)|reveal|print|repeat|show) .{0,30}\b(prompt|instruction|password|key|secret|token)s?\b/,
  },
  {
    what: 'dictates an answer',
    re: /\b(answer|respond|reply|output|return|say|write) (only|just|exactly|with only|with exactly|with just|the word)\b|\bin your (json|answer|output|response)\b|"?(command|action|tool|function)"?\s*[:=]\s*"?[a-z]/,
  },
  {
    what: 'dictates a change of money or of a code',
    re: /\b(change|set|replace|update|raise|lower|upcode|use|bill|recode|swap|substitute)\b.{0,40}\b(code|modifier|diagnosis|procedure|amount|charge|balance|fee|payment|address|account|recipient|payee|status|total)\b.{0,30}\b(to|with|as|by|=)\b/,
  },
  {
    what: 'presses for an act',
    re: /\b(write[- ]?off|refund|waive|approve|submit|resubmit|release|transfer|wire|post|pay|delete)\b.{0,60}\b(immediately|now|at once|automatically|without (asking|approval|review|a person|human)|no (approval|review) (needed|required))\b/,
  },
  {
    what: 'presses for an act',
    re: /\b(forward|email|text|call|contact|send|close)\b.{0,60}\b(immediately|automatically|without (asking|approval|review|a person|human)|no (approval|review) (needed|required))\b/,
  },
  {
    what: 'hides text',
    re: /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u{e0020}-\u{e007f}]|&#x?[0-9a-f]+;|<!--|display\s*:\s*none|color\s*:\s*(#fff|white)/u,
  },
  { what: 'is coded', re: /\b[a-z0-9+/]{60,}={0,2}|(\\u00[0-9a-f]{2}){4,}|(%[0-9a-f]{2}){6,}/ },
];

/** What in texts from outside speaks to the machine: a warning for each kind, with where it stands and none of its words. */
export function findInstructions(text: string, at: string): Finding[] {
  const plain = folded(text);
  return signs.flatMap(({ what, re }) => {
    const match = re.exec(plain);
    return match
      ? [
          {
            code: 'model.instructions-inside',
            severity: 'warning' as const,
            at: `${at}, character ${match.index}`,
            says: `The text ${what}.`,
            because: 'Text from outside is material to read, never an instruction.',
            fix: 'Read it yourself before you decide.',
          },
        ]
      : [];
  });
}

/** Lower case, letters that only look like Latin ones turned into them; the length stays, so that positions hold. */
function folded(text: string): string {
  let out = '';
  for (const char of text.toLowerCase()) out += char.length === 1 ? (looksLike.get(char) ?? char) : char;
  return out;
}
const looksLike = new Map(
  Object.entries({ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ѕ: 's', ԁ: 'd', ո: 'n', '\u00a0': ' ', _: ' ' }),
);
