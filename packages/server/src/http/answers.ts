import { z } from 'zod';

/** What every refusal says, whatever its status: docs/api.md. */
const told = {
  type: 'object',
  required: ['code', 'says'],
  properties: {
    code: { type: 'string', description: 'For programs: what kind of refusal it is.' },
    says: { type: 'string', description: 'What went wrong, for people.' },
    because: { type: 'string' },
    fix: { type: 'string', description: 'What to do.' },
    findings: { type: 'array', items: { type: 'object' }, description: 'Field by field or row by row, each with its place.' },
  },
};
const refused = (description: string) => ({ ...told, description });

/** What an answer may be beside the one that was wished for. */
const refusals = {
  400: refused('What was sent cannot be used.'),
  401: refused('Nobody is signed in, and no key was sent.'),
  403: refused('Whoever asks has no right to it, or a key no scope.'),
  404: refused('There is no such thing, or not for whoever asks.'),
  409: refused('It cannot be done as things stand.'),
  422: refused('Findings stand in the way.'),
  503: refused('Busy: try again with the same idempotency key.'),
};

/** An answer as JSON Schema; where the guide promises none, an object. */
function described(answers: z.ZodType | undefined): object {
  if (answers === undefined) return { type: 'object', additionalProperties: true };
  const { $schema: _, ...schema } = z.toJSONSchema(answers, { unrepresentable: 'any' });
  return schema;
}

const acted = (description: string, outcomes: readonly string[], answers: z.ZodType | undefined) => ({
  description,
  type: 'object',
  required: ['outcome', 'result', 'recordId'],
  properties: {
    outcome: { type: 'string', enum: outcomes },
    result: described(answers),
    recordId: { type: 'string', description: 'The entry of the record.' },
    because: { type: 'string' },
    plan: { type: 'string', description: 'Which plan was shown, where a proposal was previewed.' },
    changed: { type: 'array', items: { type: 'object' } },
  },
});

export const actAnswers = (answers: z.ZodType | undefined) => ({
  200: acted('It was done, or would be (previewed).', ['applied', 'watched', 'previewed'], answers),
  202: acted('It waits for a person who decides on it.', ['parked'], undefined),
  ...refusals,
});

export const askAnswers = (answers: z.ZodType | undefined) => ({ 200: { description: 'The answer.', ...described(answers) }, ...refusals });
