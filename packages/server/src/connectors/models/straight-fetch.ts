/** Reaches the address that was set up and no other: a vendor that points elsewhere is not followed with the text. */
export const straightFetch: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'error' });
