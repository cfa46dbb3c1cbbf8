import type { PayerRule } from './rule.ts';
import type { RuleContext } from './view.ts';

/** A rule whose condition is made ready to be asked. */
export interface CompiledRule {
  readonly rule: PayerRule;
  readonly holds: (sight: RuleContext) => boolean;
  /** The same of a line that has one of the codes or families, without asking for them again. */
  readonly holdsOfThose: (sight: RuleContext) => boolean;
  /** Codes and families of which a line has to be one before the condition is worth asking. */
  readonly codes: ReadonlySet<string> | undefined;
  readonly families: ReadonlySet<string> | undefined;
}
