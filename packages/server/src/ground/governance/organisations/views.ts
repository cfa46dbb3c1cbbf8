export interface AffiliationView {
  readonly organisation: string;
  readonly name: string;
  /** As what the organisation's people may work here. */
  readonly roles: readonly string[];
  readonly since: string;
  readonly endedAt?: string;
}
export interface PracticeOfView {
  readonly practice: string;
  readonly name: string;
  readonly since: string;
  readonly roles: readonly string[];
}
export interface TemplateStep {
  readonly command: string;
  readonly input: object;
}
export interface TemplateView {
  readonly templateId: string;
  readonly version: number;
  readonly name: string;
  readonly steps: readonly TemplateStep[];
  readonly by: string;
  readonly at: string;
  /** What came of this version, by practice. */
  readonly given: readonly { readonly practice: string; readonly outcome: string; readonly because?: string; readonly at: string }[];
}
/** What one step of a template changes at a practice. */
export interface StepChangeView {
  readonly summary: string;
  readonly says: string;
  readonly now?: string;
  readonly becomes: string;
}
export interface PushedView {
  readonly practice: string;
  readonly name: string;
  readonly outcome: 'applied' | 'unchanged' | 'refused' | 'previewed';
  readonly because?: string;
  readonly changes: readonly StepChangeView[];
}
/** How a practice stands, as far as whoever asks may see there. */
export interface PracticeStandingView {
  /** Proposals that wait for a person. */
  readonly waiting: number;
  readonly lastCheckpoint?: string;
}
export interface PracticeFiguresView extends PracticeOfView {
  /** Why nothing is shown. */
  readonly closed?: string;
  readonly waiting?: number;
  readonly lastCheckpoint?: string;
  /** Open exceptions; absent where your roles there do not see them. */
  readonly work?: number;
  readonly stopped?: boolean;
  readonly phases?: readonly { readonly workflow: string; readonly name: string; readonly level: string; readonly stopped: boolean }[];
}
