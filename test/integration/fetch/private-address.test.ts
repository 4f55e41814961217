import { describe, expect, it } from 'vitest';
import { isListedHost, isPrivateAddress } from '../../../src/fetch/private-address.ts';

describe('isPrivateAddress', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    'nonsense',
  ])('is true for %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2a00:1450::1', '2606:4700::1111'])(
    'is false for %s',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});

describe('isListedHost', () => {
  it.each([
    ['localhost', '80', ['LOCALHOST'], true],
    ['localhost', '80', ['localhost:80'], true],
    ['localhost', '81', ['localhost:80'], false],
    ['[::1]', '80', ['::1'], true],
    ['[::1]', '80', ['[::1]:80'], true],
    ['evil-localhost', '80', ['localhost'], false],
  ])('compares %s and port %s with %j: %s', (host, port, list, expected) => {
    expect(isListedHost(host, port, list)).toBe(expected);
  });
});
