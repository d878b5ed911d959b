import type { DocumentOptions, ParseOptions, ScalarTag, SchemaOptions, Tags } from 'yaml';

/**
 * YAML as helm, kubectl and Istio read it, all by Go's sigs.k8s.io/yaml: version 1.1, where `n` is false and `0123` is
 * 83, but without numbers to the base of 60, and with no exponent that follows nothing, as in `e-1`.
 * @see https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/goyaml.v2/resolve.go
 */
export const GO_YAML: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  customTags: tags => tags.filter(tag => formatOf(tag) !== 'TIME').map(withFirstDigit),
};

type Tag = Tags[number];

const formatOf = (tag: Tag) => (tag as ScalarTag).format;

const withFirstDigit = (tag: Tag): Tag =>
  formatOf(tag) === 'EXP' ? { ...(tag as ScalarTag), test: /^[-+]?\.?\d[\d_]*(\.[\d_]*)?e[-+]?\d+$/i } : tag;
