const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export interface InvitationCode {
  /** What stands in the link, and nowhere else. */
  readonly code: string;
  /** What the server is told. */
  readonly codeHash: string;
}

/** Made here, so that no server ever holds what opens the door; it knows its hash alone. */
export async function newInvitationCode(): Promise<InvitationCode> {
  const code = hex(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  return { code, codeHash: hex(new Uint8Array(digest)) };
}

/** Behind the #, which browsers do not send: no log and no proxy sees it. */
export const invitationLink = (code: string): string => `${window.location.origin}/invitation#${code}`;
