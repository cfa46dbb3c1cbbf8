import type { Finding } from '@claimwright/core/ground/base';
import type { Workflow } from '@claimwright/core/ground/governance';
import { identifierClasses } from '@claimwright/core/ground/governance/deid';
import type { ModelPurpose, Spoken } from '@claimwright/core/ground/governance/models';
import { z } from 'zod';

/** What a model is asked about one subject, read from the practice's data when the call goes out. */
export const material = z.object({
  /** Facts in our own words, one a line. */
  facts: z.array(z.string()),
  /** Words of others. */
  outside: z.array(z.object({ kind: z.string(), text: z.string() })),
  /** People of whom the material speaks: always found, however they are written. */
  known: z.array(
    z.object({
      names: z.array(z.string()).default([]),
      values: z.array(z.object({ class: z.enum(identifierClasses), value: z.string() })).default([]),
      dates: z.array(z.string()).default([]),
      addresses: z.array(z.string()).default([]),
    }),
  ),
  /** All that the answer may name; amounts in cents. */
  given: z.object({
    codes: z.array(z.string()).optional(),
    amounts: z.array(z.number()).optional(),
    recipients: z.array(z.string()).optional(),
    commands: z.array(z.string()).optional(),
  }),
});
export type Material = z.infer<typeof material>;

/** The read door, as the agent whose task it is: what it may not see, it cannot send. */
export type Ask = <T>(query: string, input: unknown) => Promise<T>;

/**
 * One kind of question to a model: what is asked, in what shape the answer must come, how it is checked, and which command it proposes. An
 * agent brings its tasks to the registry.
 */
export interface ModelTask<Answer = unknown> {
  readonly name: string;
  readonly summary: string;
  readonly workflow: Workflow;
  readonly purpose: ModelPurpose;
  /** The agent's role at the gate, where it proposes. */
  readonly role: string;
  /** Which writing of the instructions this is: kept with every call. */
  readonly version: string;
  readonly instructions: string;
  /** The shape in words that a model understands. */
  readonly shape: string;
  /** The addresses that it can be about. */
  readonly subjects: RegExp;
  readonly answer: z.ZodType<Answer>;
  readonly mostTokensOut: number;
  /** Its answer is to repeat what came from outside, so that words from there are no finding. None of the house's own tasks does. */
  readonly repeats?: boolean;
  /** The commands that it may propose: by others the job that asks cannot act. */
  readonly proposes?: readonly string[];
  load(ask: Ask, subject: string): Promise<Material>;
  /** What the answer names: compared with what it was given. */
  spoken(answer: Answer): Spoken;
  /** What else must hold. */
  check?(answer: Answer, material: Material): Finding[];
  /** The command that a person may then approve; nothing where the model does not know. */
  propose(answer: Answer, subject: string): { readonly command: string; readonly input: unknown } | undefined;
}

export const modelTask = <Answer>(task: ModelTask<Answer>): ModelTask => task as unknown as ModelTask;
