// Strings are printed as they are: a snapshot of a manifest reads as the YAML that synth writes.
module.exports = {
  test: value => typeof value === 'string',
  serialize: value => value,
};
