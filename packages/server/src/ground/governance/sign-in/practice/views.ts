/** How people sign in here, as the administrator sees it. The provider's secret is shown to nobody. */
export interface SignInSettings {
  readonly secondFactorRoles: readonly string[];
  readonly idleMinutes: number;
  readonly longestHours: number;
  readonly demo: boolean;
  readonly usual: boolean;
  readonly signOn?: {
    readonly name: string;
    readonly issuer: string;
    readonly clientId: string;
    readonly domains: readonly string[];
    readonly secondFactor: boolean;
  };
}
