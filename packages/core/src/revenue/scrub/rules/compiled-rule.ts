import type { PayerRule } from './rule.ts';
import type { RuleContext } from './view.ts';

/** A rule whose condition is made ready to be asked. */
export interface CompiledRule {
  readonly rule: PayerRule;
  readonly holds: (sight: RuleContext) => boolean;
  /** Codes and families of which a line has to be one before the condition is worth asking. */
  readonly codes: ReadonlySet<string> | undefined;
  readonly families: ReadonlySet<string> | undefined;
}
