import { isLoopback } from '../ground/governance/safe-address.ts';
import { Trouble } from '../trouble.ts';

export interface ListenOptions {
  /** The address of this machine that is listened on. */
  readonly host: string;
  /** Names under which browsers may come, with commas between. */
  readonly allowHost?: string | undefined;
  /** A proxy that ends TLS stands before us: `true`, or its addresses with commas between. */
  readonly behindProxy?: string | boolean | undefined;
  /** Whether TLS ends here. */
  readonly tls: boolean;
  /** What the operator calls the app: CLAIMWRIGHT_URL. */
  readonly url: string | undefined;
}

export interface Listening {
  /** Names under which browsers may come. */
  readonly hosts: ReadonlySet<string>;
  /** Whose word about the caller's address and name is taken. */
  readonly proxies: readonly string[];
}

const ofThisMachine = ['127.0.0.1', 'localhost', '[::1]', '::1'];

/**
 * Under which names we answer, and whether we may listen there at all. A page elsewhere that is given a name which leads to us must get
 * nothing; and beyond this machine nothing goes in the clear, unless somebody says that a proxy sees to it.
 */
export function listening({ host, allowHost, behindProxy, tls, url }: ListenOptions): Listening {
  const beyond = !isLoopback(host);
  const named = [...namesOf(allowHost), ...nameOf(url)];
  const proxied = behindProxy !== undefined && behindProxy !== false;
  if (beyond && !tls && !proxied)
    throw new Trouble('usage', `Listening on ${host} reaches beyond this machine, and nothing would be encrypted.`, {
      because: 'Passwords and patients would go over the network in the clear.',
      fix: 'Say --tls-cert and --tls-key, or --behind-proxy where a proxy before it ends TLS, or leave --host out.',
    });
  if (beyond && named.length === 0)
    throw new Trouble('usage', `Listening on ${host} needs the names under which browsers come.`, {
      because: 'Otherwise any page that is given a name which leads here could speak with it.',
      fix: 'Say --allow-host desk.elm.example, or CLAIMWRIGHT_URL=https://desk.elm.example.',
    });
  const proxies = typeof behindProxy === 'string' ? namesOf(behindProxy) : [];
  return { hosts: new Set([...ofThisMachine, ...named]), proxies: ['loopback', ...proxies] };
}

const namesOf = (list: string | undefined): string[] =>
  (list ?? '').split(/[\s,]+/).flatMap((name) => (name === '' ? [] : [hostName(name)]));

/** A name alone: no scheme, no port, and none that stands for many. */
function hostName(name: string): string {
  const parsed = URL.canParse(`http://${name}`) ? new URL(`http://${name}`) : undefined;
  if (!parsed || parsed.host === '' || parsed.host !== name.toLowerCase() || parsed.port !== '' || name.includes('*'))
    throw new Trouble('usage', `“${name}” is no name of a host.`, {
      fix: 'Say it alone, such as desk.elm.example, without https:// and port.',
    });
  return parsed.hostname;
}

function nameOf(url: string | undefined): string[] {
  if (url === undefined || url === '') return [];
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Trouble('usage', 'CLAIMWRIGHT_URL is no address.', { fix: 'Say it as browsers do, such as https://desk.elm.example.' });
  return [new URL(url).hostname];
}
