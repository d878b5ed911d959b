#!/usr/bin/env node
// Stands in for a container engine: records every call, remembers "containers", and answers what kind asks of them.
// What a node would do is done by the API server of LAB_KUBECONFIG; ENGINE is the folder of calls and containers, a file
// each, since kind makes and fills its nodes side by side.
const { spawnSync } = require('node:child_process');
const { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [verb, ...args] = process.argv.slice(2);
const { ENGINE, LAB_KUBECONFIG, LAB_KUBECTL, ENGINE_MEMORY = `${64 * 2 ** 30}` } = process.env;
const folder = join(ENGINE, 'containers');
mkdirSync(folder, { recursive: true });
const containers = readContainers();
const say = text => process.stdout.write(`${text}\n`);
const CLUSTER = 'io.x-k8s.kind.cluster';
const ROLE = 'io.x-k8s.kind.role';
const SUBNET = '172.30.0.0/16';

function readContainers() {
  const names = readdirSync(folder).filter(name => !name.startsWith('.'));
  return Object.fromEntries(names.flatMap(name => readContainer(name)));
}

/** Nothing where it was removed after its name was read. */
function readContainer(name) {
  try {
    return [[name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]];
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function save(name, container) {
  const fresh = join(folder, `.${name}.${process.pid}`);
  writeFileSync(fresh, JSON.stringify(container, null, 1));
  renameSync(fresh, join(folder, name));
}

/** All values of an option, written `--name value` or `--name=value`. */
function valuesOf(name) {
  return args.flatMap((word, index) => {
    if (word === name) return [args[index + 1]];
    return word.startsWith(`${name}=`) ? [word.slice(name.length + 1)] : [];
  });
}

const labelsOf = () => Object.fromEntries(valuesOf('--label').map(label => label.split('=')));
const kubectl = (words, input) =>
  spawnSync(LAB_KUBECTL, ['--kubeconfig', LAB_KUBECONFIG, ...words], { input, encoding: 'utf8' });
const labPort = () => /server: https:\/\/[^:]+:(\d+)/.exec(readFileSync(LAB_KUBECONFIG, 'utf8'))[1];

const info = {
  MemTotal: Number(ENGINE_MEMORY),
  CgroupDriver: 'systemd',
  CgroupVersion: '2',
  MemoryLimit: true,
  PidsLimit: true,
  CPUShares: true,
  Driver: 'overlay2',
  DriverStatus: [['Backing Filesystem', 'extfs']],
  SecurityOptions: ['name=seccomp,profile=builtin'],
};

const VERBS = {
  '-v': () => say('Docker version 28.2.2, build e6534b4'),
  info: () => {
    const format = [...valuesOf('--format'), ...valuesOf('-f')][0] ?? '';
    const field = /\{\{(?:json )?\.(\w+)/.exec(format)?.[1];
    say(field === undefined ? JSON.stringify(info) : field === 'Driver' ? info.Driver : JSON.stringify(info[field]));
  },
  ps: () => {
    const [key, value] = (valuesOf('--filter')[0] ?? '').replace('label=', '').split('=');
    const found = Object.entries(containers).filter(
      ([, { labels }]) => key in labels && (value === undefined || labels[key] === value),
    );
    const byName = valuesOf('--format')[0].includes('.Names');
    for (const [name, { labels }] of found) say(byName ? name : labels[CLUSTER]);
  },
  network: () => {
    if (args[0] === 'ls') say(valuesOf('--format')[0].includes('.ID') ? 'c0ffee' : 'kind');
    if (args[0] === 'inspect')
      say(JSON.stringify([{ Id: 'c0ffee', IPAM: { Config: [{ Subnet: SUBNET }] }, Containers: {} }]));
  },
  pull: () => say('pulled'),
  run: () => {
    const [name] = valuesOf('--name');
    save(name, { labels: labelsOf(), ports: valuesOf('--publish'), image: args.at(-1) });
  },
  logs: () => say('[  OK  ] Reached target Multi-User System.'),
  rm: () => {
    for (const name of args.filter(word => !word.startsWith('-'))) rmSync(join(folder, name), { force: true });
  },
  inspect: () => {
    const [format = ''] = [...valuesOf('--format'), ...valuesOf('-f')];
    const container = containers[args.at(-1)];
    if (args.includes('--type=image')) return;
    if (container === undefined) return fail(`Error: No such object: ${args.at(-1)}`);
    if (format.includes(ROLE)) say(container.labels[ROLE]);
    else if (format.includes('desktop.docker.io')) say('');
    else if (format.includes('NetworkSettings.Ports')) say(`127.0.0.1\t${labPort()}`);
    else if (format.includes('NetworkSettings.Networks')) say('172.30.0.2,');
  },
  exec: () => {
    const start = args.findIndex(word => word in containers);
    if (start < 0) return fail('Error: No such container');
    inNode(args[start], args.slice(start + 1));
  },
};

/** What kind runs inside of a node. */
function inNode(name, [program, ...words]) {
  const container = containers[name];
  const read = words.find(word => word.startsWith('/'));
  if (program === 'cat' && read === '/kind/version') return say(/:(v[\d.]+)/.exec(container.image)[1]);
  if (program === 'cat' && read === '/etc/kubernetes/admin.conf') return process.stdout.write(adminConf());
  if (program === 'cat') return say('{}');
  if (program === 'cp') return save(name, { ...container, kubeadm: readFileSync(0, 'utf8') });
  if (program === 'kubeadm' && words[0] === 'init') {
    const label = /cdk8s-istio-ambient\/cluster=[\w.-]+/.exec(container.kubeadm ?? '');
    if (label !== null) kubectl(['label', 'node', '--all', '--overwrite', label[0]]);
  }
  if (program === 'kubectl' && words.includes('get')) say("'True'");
}

/** As kubeadm writes it: one cluster, one user, one context. */
function adminConf() {
  return readFileSync(LAB_KUBECONFIG, 'utf8')
    .replace(/name: lab\b/g, 'name: kubernetes')
    .replace(/cluster: lab\b/g, 'cluster: kubernetes')
    .replace(/current-context: lab\b/g, 'current-context: kubernetes');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

appendFileSync(join(ENGINE, 'calls'), `${process.argv.slice(2).join(' ')}\n`);
VERBS[verb]?.();
