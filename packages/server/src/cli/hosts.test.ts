import { describe, expect, test } from 'vitest';
import { type ListenOptions, listening } from './hosts.ts';

const on = (more: Partial<ListenOptions> = {}) => listening({ host: '127.0.0.1', tls: false, url: undefined, ...more });
const refused = (more: Partial<ListenOptions>): string => {
  try {
    on(more);
    return 'nothing was refused';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('listening', () => {
  test('on this machine answers to the names of this machine, and to those that the operator gave it', () => {
    expect([...on().hosts]).toEqual(['127.0.0.1', 'localhost', '[::1]', '::1']);
    for (const host of ['localhost', '::1']) expect(on({ host }).hosts.has('desk.elm.example')).toBe(false);
    expect(on({ url: 'https://desk.elm.example/' }).hosts.has('desk.elm.example')).toBe(true);
  });

  test('beyond this machine asks for TLS or a proxy that has it, and for the names', () => {
    for (const host of ['0.0.0.0', '::', '10.1.2.3', 'desk.elm.example', '127.0.0.1.elm.example'])
      expect(refused({ host, allowHost: 'desk.elm.example' }), host).toMatch(/nothing would be encrypted/);
    for (const way of [{ tls: true }, { behindProxy: true }] as const) {
      expect(refused({ host: '0.0.0.0', ...way })).toMatch(/needs the names/);
      expect([...on({ host: '0.0.0.0', allowHost: 'desk.elm.example, other.example', ...way }).hosts]).toEqual(
        expect.arrayContaining(['desk.elm.example', 'other.example']),
      );
    }
    expect(on({ host: '0.0.0.0', behindProxy: '10.0.0.7', allowHost: 'a.example' }).proxies).toEqual(['loopback', '10.0.0.7']);
    expect(on({ host: '0.0.0.0', tls: true, allowHost: 'a.example' }).proxies).toEqual(['loopback']);
  });

  test('takes no name that is none, or that stands for many', () => {
    for (const allowHost of ['*', '*.elm.example', 'https://desk.elm.example', 'desk.elm.example:7400', 'a b/c', '@'])
      expect(refused({ host: '0.0.0.0', tls: true, allowHost }), allowHost).toMatch(/no name of a host/);
    expect(refused({ url: 'desk' })).toMatch(/CLAIMWRIGHT_URL/);
  });
});
