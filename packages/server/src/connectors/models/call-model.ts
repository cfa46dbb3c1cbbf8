import { APICallError, generateText, type LanguageModel } from 'ai';
import { type ModelAddress, ModelFailure, type ModelReply, type ModelRequest } from './port.ts';

/** Asks one model once. The library's own retries are off: how often to ask is decided and recorded at the egress. */
export async function callModel(model: LanguageModel, address: ModelAddress, request: ModelRequest): Promise<ModelReply> {
  try {
    const answer = await generateText({
      model,
      system: request.system,
      prompt: request.user,
      maxOutputTokens: request.mostTokensOut,
      temperature: 0,
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(request.milliseconds),
    });
    if (answer.finishReason === 'content-filter') throw new ModelFailure('refused-by-vendor');
    return {
      text: answer.text,
      tokens: { in: answer.usage.inputTokens ?? 0, out: answer.usage.outputTokens ?? 0 },
      version: answer.response.modelId || address.name,
    };
  } catch (error) {
    throw failureOf(error);
  }
}

/** What a vendor throws may hold the prompt: only its kind goes on. */
function failureOf(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (APICallError.isInstance(error)) {
    if (error.statusCode === 429 || error.statusCode === 503 || error.statusCode === 529) return new ModelFailure('busy');
    if (error.statusCode !== undefined && error.statusCode >= 500) return new ModelFailure('broken');
    if (error.statusCode !== undefined && error.statusCode >= 400) return new ModelFailure('refused-by-vendor');
    return new ModelFailure(error.statusCode === undefined ? 'unreachable' : 'broken');
  }
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) return new ModelFailure('time-out');
  return new ModelFailure('broken');
}
