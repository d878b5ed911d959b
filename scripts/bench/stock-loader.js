// What a project of `cdk8s init typescript-app` runs with: ts-node that checks types, nothing kept from run to run.
require('ts-node').register({ swc: false, transpileOnly: false, cwd: `${__dirname}/../..` });
