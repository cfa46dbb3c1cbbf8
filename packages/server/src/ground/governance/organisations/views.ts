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
export interface PushedView {
  readonly practice: string;
  readonly name: string;
  readonly outcome: 'applied' | 'unchanged' | 'refused' | 'previewed';
  readonly because?: string;
}
