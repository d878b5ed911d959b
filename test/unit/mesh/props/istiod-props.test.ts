import type { IstiodProps } from '../../../../lib/mesh/spec/istiod';
import { propsOf } from '../../../support/interface-props';
import { type PropExample, showMeshProps } from '../../../support/mesh-props';

const istiod = (props: IstiodProps, over: IstiodProps = {}): PropExample => ({
  props: { istiod: { ...over, ...props } },
  over: { istiod: over },
});

const PROPS: Readonly<Record<string, PropExample>> = {
  traceSampling: istiod({ traceSampling: 0.5 }),
  'traceSampling, left to istiod': istiod({ traceSampling: 0 }),
  telemetryEnabled: istiod({ telemetryEnabled: false }),
  enableAnalysis: istiod({ enableAnalysis: true }),
  taintEnabled: istiod({ taintEnabled: true }),
  taintName: istiod({ taintName: 'example.com/wait' }, { taintEnabled: true }),
  taintNamespace: istiod({ taintNamespace: 'kube-system' }, { taintEnabled: true }),
  configValidation: istiod({ configValidation: false }),
  validationFailurePolicy: istiod({ validationFailurePolicy: 'Fail' }),
  validationUrl: istiod({ validationUrl: 'https://istiod.example.com/validate' }),
  validationCABundle: istiod({ validationCABundle: 'LS0t' }),
  pilotCertProvider: istiod({ pilotCertProvider: 'k8s.io/example.com/signer' }),
  certSigners: istiod({ certSigners: ['example.com/signer'] }, { pilotCertProvider: 'k8s.io/example.com/signer' }),
  jwksResolverExtraRootCA: istiod({ jwksResolverExtraRootCA: '-----BEGIN CERTIFICATE-----' }),
  crlConfigMapName: istiod({ crlConfigMapName: 'revoked' }),
  externalIstiod: istiod({ externalIstiod: true }),
};

showMeshProps('IstiodProps', PROPS, {
  elsewhere: [
    ...propsOf('IstiodPodProps', 'lib/mesh/spec/istiod-pod.ts'),
    ...propsOf('IstiodScaleProps', 'lib/mesh/spec/istiod-scale.ts'),
  ],
});
