/** What goes to a model: two texts, and bounds. */
export interface ModelRequest {
  readonly system: string;
  readonly user: string;
  readonly mostTokensOut: number;
  readonly milliseconds: number;
}

export interface ModelReply {
  readonly text: string;
  readonly tokens: { readonly in: number; readonly out: number };
  /** The vendor's own word on which build answered. */
  readonly version: string;
}

/** The protocols that are spoken: a new one is a name here, a folder, and a line in `index.ts`. */
export const providerNames = ['openai-compatible', 'anthropic', 'azure', 'bedrock'] as const;
export type ProviderName = (typeof providerNames)[number];

/** Where a model is reached. `secret` is the vendor's key; Bedrock's is `access key id:secret access key`. */
export interface ModelAddress {
  readonly provider: string;
  /** `https://…/v1` for servers that speak the OpenAI-compatible protocol; for Azure the resource's address; for Bedrock the region. */
  readonly url: string;
  readonly name: string;
  readonly secret: string;
}

/** Why nothing came: `again` where the same call may do better later. Never holds what was sent or what was answered. */
export class ModelFailure extends Error {
  readonly code: 'time-out' | 'busy' | 'refused-by-vendor' | 'unreachable' | 'broken';
  readonly again: boolean;
  /** Whether the model may have read what was sent, and its vendor counts it. */
  readonly taken: boolean;
  /** What the vendor says it counted, where it says so. */
  readonly tokens: ModelReply['tokens'] | undefined;
  constructor(code: ModelFailure['code'], { taken = true, tokens }: { taken?: boolean; tokens?: ModelReply['tokens'] } = {}) {
    super(`the model did not answer: ${code}`);
    this.code = code;
    this.taken = taken;
    this.tokens = tokens;
    this.again = code === 'time-out' || code === 'busy' || code === 'unreachable' || code === 'broken';
  }
}

/** One call to a model, tried once. Throws a ModelFailure. */
export type ModelPort = (address: ModelAddress, request: ModelRequest) => Promise<ModelReply>;
