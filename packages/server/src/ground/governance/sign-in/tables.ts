const ofUser = { type: 'string', required: true, index: true, references: { model: 'user', field: 'id', onDelete: 'cascade' } } as const;
const text = { type: 'string', required: true } as const;
const optionalText = { type: 'string', required: false } as const;
const instant = { type: 'date', required: true } as const;
const optionalInstant = { type: 'date', required: false, input: false } as const;

/**
 * What belongs to a person and to no practice, beside the library's own tables and made by its migration: somebody who works for two
 * practices has one authenticator. Nothing here opens anything by itself: secrets are encrypted, codes and addresses are hashed.
 */
export const identityTables = {
  user: {
    fields: {
      /** Who saw the link by which the password was set, and when it was; none where only its person saw it. */
      letInBy: { ...optionalText, input: false },
      letInAt: optionalInstant,
    },
  },
  session: {
    fields: {
      proof: { ...optionalText, input: false },
      startedAt: optionalInstant,
      /** When its person last did something: a page that refreshes by itself does not count. */
      seenAt: optionalInstant,
      /** When its person last showed who they are: what changes factors and passwords asks for it anew. */
      confirmedAt: optionalInstant,
      /** The practice whose provider said who this is: it opens no other. None: its person showed it themselves. */
      vouchedBy: { ...optionalText, input: false },
      /** The emergency access that was taken in it. */
      emergency: { ...optionalText, input: false },
    },
  },
  authenticator: {
    fields: {
      userId: { ...ofUser, unique: true },
      /** Encrypted. */
      secret: text,
      confirmedAt: optionalInstant,
      /** The time step of the last code that was taken: none is taken twice. */
      lastStep: { type: 'number', required: true },
      createdAt: instant,
    },
  },
  recoveryCode: { fields: { userId: ofUser, hash: text, usedAt: optionalInstant, createdAt: instant } },
  passkey: {
    fields: {
      userId: ofUser,
      credentialId: { ...text, unique: true },
      publicKey: text,
      counter: { type: 'number', required: true },
      transports: optionalText,
      name: text,
      createdAt: instant,
      usedAt: optionalInstant,
    },
  },
  /** Something begun that the browser brings back once: a first factor that was right, a passkey's challenge, a way to a provider. */
  begun: {
    fields: { hash: { ...text, unique: true }, kind: text, value: text, tries: { type: 'number', required: true }, endsAt: instant },
  },
  /** What somebody is told at the next sign-in. */
  notice: { fields: { userId: ofUser, kind: text, at: instant, seenAt: optionalInstant } },
  /** Failed tries of a person or an address, each under a hash. */
  lockout: {
    fields: {
      key: { ...text, unique: true },
      failures: { type: 'number', required: true },
      triedAt: instant,
      lockedUntil: optionalInstant,
      attempt: text,
    },
  },
} as const;
