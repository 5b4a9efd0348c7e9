/**
 * Requests for large files: through the proxy that the environment names, and following redirects by hand, so that a
 * token stays with the host that it is for. Takes a tenth of a second to load, so it is imported where it is used.
 */
import { type Dispatcher, EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { DownloadError } from './error.js';

export interface HttpOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Defaults to GET. */
  readonly method?: 'GET' | 'HEAD';
  /** Sent to the origin of the first address, and to no other. */
  readonly token?: string | undefined;
}

/** The answer at the end of all redirects. */
export interface Answer {
  readonly response: Response;
  /** What the redirects before it said of the file: Hugging Face states its hash there, not at its CDN. */
  readonly hops: readonly Response['headers'][];
}

export interface Client {
  /** @throws DownloadError `refused` for redirects that lead nowhere; else what `fetch` throws */
  request(url: string, options: HttpOptions): Promise<Answer>;
  close(): Promise<void>;
}

type Env = Readonly<Record<string, string | undefined>>;

const mostRedirects = 10;

/** Node's own `fetch` knows of proxies only from Node 22.21 on, and when asked to, so it is not used. */
export function httpClient(env: Env): Client {
  const httpProxy = proxyIn(env, 'http_proxy');
  const dispatcher: Dispatcher = new EnvHttpProxyAgent({
    httpProxy,
    httpsProxy: proxyIn(env, 'https_proxy') || httpProxy,
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
    // Many proxies refuse a tunnel to a server without TLS.
    proxyTunnel: false,
  });
  const request = async (url: string, options: HttpOptions): Promise<Answer> => {
    const { headers, signal, token, method = 'GET' } = options;
    const { origin } = new URL(url);
    const hops: Response['headers'][] = [];
    for (let at = new URL(url); ; ) {
      const secret = token !== undefined && at.origin === origin ? { authorization: `Bearer ${token}` } : {};
      const response = await fetch(at, {
        dispatcher,
        signal,
        method,
        redirect: 'manual',
        headers: { ...headers, ...secret },
      });
      const location = response.headers.get('location');
      if (![301, 302, 303, 307, 308].includes(response.status) || location === null)
        return { response, hops };
      await response.body?.cancel();
      hops.push(response.headers);
      at = follow(at, location, url, hops.length);
    }
  };
  return { request, close: () => dispatcher.destroy() };
}

/** An address with a scheme; without one it is HTTP, as for curl. Empty where there is no proxy. @throws DownloadError */
function proxyIn(env: Env, name: 'http_proxy' | 'https_proxy'): string {
  const value = (env[name] ?? env[name.toUpperCase()] ?? '').trim();
  const address = value === '' || value.includes('://') ? value : `http://${value}`;
  if (address === '' || (URL.canParse(address) && /^https?:/i.test(address))) return address;
  // Not shown: it may hold a password.
  throw new DownloadError('refused', `${name.toUpperCase()} holds no address of an HTTP proxy`);
}

/** Where a redirect leads. @throws DownloadError */
export function follow(from: URL, location: string, first: string, hops: number): URL {
  const refuse = (why: string) => new DownloadError('refused', `${first} redirects ${why}`);
  if (hops > mostRedirects) throw refuse('again and again');
  if (!URL.canParse(location, from.href)) throw refuse('to an address that is none');
  const to = new URL(location, from.href);
  if (to.protocol !== 'https:' && (to.protocol !== 'http:' || from.protocol === 'https:')) {
    throw refuse(`from ${from.protocol} to ${to.protocol}//${to.host}, which is not safe`);
  }
  return to;
}
