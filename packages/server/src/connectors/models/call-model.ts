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
    const { inputTokens, outputTokens } = answer.usage;
    const told = inputTokens === undefined ? undefined : { in: inputTokens, out: outputTokens ?? 0 };
    if (answer.finishReason === 'content-filter') throw new ModelFailure('refused-by-vendor', told ? { tokens: told } : {});
    return {
      text: answer.text,
      tokens: told ?? { in: Buffer.byteLength(request.system + request.user), out: Buffer.byteLength(answer.text) },
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
    const { statusCode } = error;
    // What is turned away at the door no vendor counts.
    if (statusCode === 429 || statusCode === 503 || statusCode === 529) return new ModelFailure('busy', { taken: false });
    if (statusCode !== undefined && statusCode >= 500) return new ModelFailure('broken');
    if (statusCode !== undefined && statusCode >= 400) return new ModelFailure('refused-by-vendor', { taken: false });
    return statusCode === undefined ? new ModelFailure('unreachable', { taken: !neverSent(error) }) : new ModelFailure('broken');
  }
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) return new ModelFailure('time-out');
  return new ModelFailure('broken');
}

const doorShut: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'EAI_AGAIN'];

/** Whether there was no connection at all. */
function neverSent(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if ('code' in at && doorShut.includes(String(at.code))) return true;
  return false;
}
