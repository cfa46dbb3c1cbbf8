import { expect, test } from 'vitest';
import { isLoopback, isSafeAddress } from './safe-address.ts';

test('an address is safe by TLS, or on this machine', () => {
  for (const safe of ['https://id.elm.example', 'http://localhost:4000/x', 'http://127.0.0.1', 'http://[::1]:9/', 'HTTPS://ID.ELM.EXAMPLE'])
    expect(isSafeAddress(safe), safe).toBe(true);
  for (const unsafe of [
    'http://id.elm.example',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://localhost@evil.example',
    'https://user:secret@id.elm.example',
    'ftp://localhost',
    'javascript:alert(1)',
    'no address',
    '',
  ])
    expect(isSafeAddress(unsafe), unsafe).toBe(false);
});

test('loopback is this machine by name and by number', () => {
  for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1', '[::1]']) expect(isLoopback(host), host).toBe(true);
  for (const host of ['0.0.0.0', '10.0.0.1', 'desk.elm.example', '', '127.0.0.1.example']) expect(isLoopback(host), host).toBe(false);
});
