import { expect, test } from 'vitest';
import { siteOf } from './index.ts';

const uptown = { id: 'uptown', npi: '1234567893', billingNpi: '1999999984' };
const downtown = { id: 'downtown', npi: '1215193883' };
const harbor = { id: 'harbor' };

test('everything is at the only site, whatever numbers it says', () => {
  expect(siteOf([harbor], {})).toBe('harbor');
  expect(siteOf([harbor], { facilityNpi: '1053386219', billingNpi: '1679523708' })).toBe('harbor');
  expect(siteOf([], { facilityNpi: '1234567893' })).toBeUndefined();
});

test('the service facility tells, then the billing provider', () => {
  const sites = [uptown, downtown, harbor];
  expect(siteOf(sites, { facilityNpi: '1215193883', billingNpi: '1999999984' })).toBe('downtown');
  expect(siteOf(sites, { billingNpi: '1999999984' })).toBe('uptown');
  // Seen at a hospital, billed by the site.
  expect(siteOf(sites, { facilityNpi: '1992861900', billingNpi: '1999999984' })).toBe('uptown');
});

test('what none or several go by is not known', () => {
  const sites = [uptown, downtown, { ...harbor, npi: '1234567893' }];
  expect(siteOf(sites, { facilityNpi: '1234567893' })).toBeUndefined();
  expect(siteOf(sites, { facilityNpi: '1760461313' })).toBeUndefined();
  expect(siteOf(sites, {})).toBeUndefined();
  expect(siteOf(sites, { facilityNpi: '' })).toBeUndefined();
});
