import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { HarvestError } from '../model/problem.ts';

const ipv4Ranges: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

// Everything outside 2000::/3 is no global unicast address; inside it, 2001::/23 (Teredo and other
// protocol assignments) and 2002::/16 (6to4) can wrap a private IPv4 address.
const ipv6Ranges: readonly (readonly [string, number])[] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2002::', 16],
];

const refused4 = new BlockList();
for (const [network, prefix] of ipv4Ranges) refused4.addSubnet(network, prefix, 'ipv4');
const refused6 = new BlockList();
for (const [network, prefix] of ipv6Ranges) refused6.addSubnet(network, prefix, 'ipv6');

/**
 * Tells whether an IP address is loopback, private, link-local, shared (CGNAT), multicast or
 * otherwise not on the public Internet. An IPv4 address mapped into IPv6 always counts as private
 * (no public server is reached that way), and so does a text that is no IP address.
 */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return refused4.check(address, 'ipv4');
  // A zone (%eth0) only exists on link-local addresses.
  return family !== 6 || address.includes('%') || refused6.check(address, 'ipv6');
}

/** Tells whether a host is listed, as `host` or `host:port`; IPv6 hosts with or without brackets. */
export function isListedHost(hostname: string, port: string, list: readonly string[]): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const spellings = [bare, `[${bare}]`, `${bare}:${port}`, `[${bare}]:${port}`];
  return list.some((entry) => spellings.includes(entry.toLowerCase()));
}

function refusal(host: string, address: string): HarvestError {
  const shown = host === address ? address : `${host} (${address})`;
  return new HarvestError(
    'FETCH_ADDRESS_REFUSED',
    `${shown} is inside a private network and is not listed in limits.allowPrivateHosts`,
  );
}

/** A DNS look-up that fails when any address of the host is private. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '');
    const bad = addresses.find(({ address }) => isPrivateAddress(address));
    if (bad) return callback(refusal(hostname, bad.address), '');
    if (options.all === true) return callback(null, addresses);
    const [first] = addresses;
    if (!first) return callback(new Error(`${hostname} has no address`), '');
    callback(null, first.address, first.family);
  });
};

/**
 * Opens connections to public addresses and to the private hosts listed. The address is checked
 * between the DNS answer and the connection, so a name that changes its answer cannot slip through.
 */
export function guardedConnector(options: {
  readonly allowPrivateHosts: readonly string[];
  readonly timeoutMs: number;
}): buildConnector.connector {
  const open = buildConnector({ timeout: options.timeoutMs });
  const openPublic = buildConnector({ timeout: options.timeoutMs, lookup: publicLookup });
  return (target, callback) => {
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    if (isListedHost(target.hostname, port, options.allowPrivateHosts))
      return open(target, callback);
    // Node asks no look-up for a host that is an address already.
    const address = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(address) && isPrivateAddress(address))
      return callback(refusal(address, address), null);
    openPublic(target, callback);
  };
}
