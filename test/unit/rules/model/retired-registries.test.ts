import { findReplacement } from '../../../../lib/rules/model/retired-registries';

const CHARTS = 'blob.istio.io/istio-release';

describe('an address that ends in December 2026 has a replacement', () => {
  test.each([
    ['registry.istio.io', 'docker.io/istio'],
    ['registry.istio.io/release', 'docker.io/istio'],
    ['registry.istio.io:443/release/pilot:1.30.3', 'docker.io/istio'],
    ['https://Registry.Istio.io/release', 'docker.io/istio'],
    ['oci://registry.istio.io/release/charts', 'docker.io/istio'],
    ['registry.istio.io/testing/pilot:latest', 'a registry of your own'],
    ['gcr.io/istio-release', 'docker.io/istio'],
    ['gcr.io/istio-release/ztunnel@sha256:0', 'docker.io/istio'],
    ['eu.gcr.io/istio-release/pilot', 'docker.io/istio'],
    ['oci://gcr.io/istio-release/charts/base', 'docker.io/istio'],
    ['istio-release.storage.googleapis.com', CHARTS],
    ['https://istio-release.storage.googleapis.com/charts', CHARTS],
    ['http://istio-release.storage.googleapis.com:80/charts/', CHARTS],
    ['https://storage.googleapis.com/istio-release/charts', CHARTS],
  ])('%s', (address, replacement) => expect(findReplacement(address)).toBe(replacement));
});

test('other addresses have none, though they hold the name of one that ends', () => {
  const others = [
    'docker.io/istio/pilot:1.31.1',
    'mirror.example.com/gcr.io/istio-release',
    'registry.istio.io.example.com/release',
    'gcr.io/istio-release-mirror/pilot',
    'gcr.io/my-project/istio-release',
    'storage.googleapis.com/istio-release-mirror/charts',
    'https://blob.istio.io/istio-release/charts',
    'oci://ghcr.io/istio/release/charts',
    './charts',
    '',
  ];
  expect(others.map(findReplacement)).toEqual(others.map(() => undefined));
});
