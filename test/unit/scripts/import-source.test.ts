import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { download, folder } from '../../../scripts/crds/source';
import { readVerified } from '../../../scripts/crds/verify';
import { pin, temporaryFolder, writeTree } from '../../support/tiny-crds';

const root = temporaryFolder();
const text = 'kind: Thing\n';
const entry = pin('tools', 'tools/thing.yaml', text);
const quick = { attempts: 3, timeoutMs: 2000, pauseMs: 1 };

/** Serves on loopback while `use` runs; the address is written as HOST in what it throws. */
async function serving(answer: RequestListener, use: (url: string) => Promise<unknown>): Promise<unknown> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await use(`${host}/thing.yaml`);
  } catch (error) {
    return (error as Error).message.replaceAll(host, 'HOST');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const failing = async (job: Promise<unknown>) =>
  job.then(
    () => 'no complaint',
    (error: Error) => error.message.replaceAll(root, 'ROOT'),
  );

describe('download', () => {
  it('reads the pinned text', async () => {
    const files = await serving(
      (_, response) => response.end(text),
      url => readVerified([{ ...entry, url }], download(quick)),
    );
    expect(files).toMatchObject([{ entry: { file: 'tools/thing.yaml' }, text }]);
  });

  it('tries again after 503, 429 and a broken connection', async () => {
    const answers: RequestListener[] = [
      (_, response) => response.writeHead(503).end(),
      (_, response) => response.writeHead(429).end(),
      request => request.socket.destroy(),
      (_, response) => response.end(text),
    ];
    const files = await serving(
      (request, response) => answers.shift()?.(request, response),
      url => readVerified([{ ...entry, url }], download({ ...quick, attempts: 4 })),
    );
    expect(files).toMatchObject([{ text }]);
  });

  it('fails at once on 404', async () => {
    let requests = 0;
    const message = await serving(
      (_, response) => {
        requests += 1;
        response.writeHead(404).end();
      },
      url => readVerified([{ ...entry, url }], download(quick)),
    );
    expect(message).toMatchInlineSnapshot(`
HOST/thing.yaml could not be downloaded: HTTP 404
cure: let this machine reach the URLs, or name a folder with the files in CRDS_DIR (docs/crds.md)
`);
    expect(requests).toBe(1);
  });

  it('fails when nothing answers in time', async () => {
    const message = await serving(
      () => undefined,
      url => readVerified([{ ...entry, url }], download({ attempts: 2, timeoutMs: 50, pauseMs: 1 })),
    );
    expect(message).toMatchInlineSnapshot(`
HOST/thing.yaml could not be downloaded: no answer within 50 ms
cure: let this machine reach the URLs, or name a folder with the files in CRDS_DIR (docs/crds.md)
`);
  });

  it('fails on other bytes, naming both hashes, the file and the URL', async () => {
    const message = await serving(
      (_, response) => response.end('<html>'),
      url => readVerified([{ ...entry, url }], download(quick)),
    );
    expect(message).toMatchInlineSnapshot(`
tools/thing.yaml is not the file that crds.lock.json pins
  found     b7d082ee12e91b756ea22e8513b8594eebcf5d39fab813da3cb55794dc888ad7 (6 bytes) at HOST/thing.yaml
  expected  76d77455fe6226840b4fb27d9feaa95b13ba4389a5ae81ddb6297548c29f31d7 (12 bytes) as published at HOST/thing.yaml
cure: get the published files, or pin the found hashes in crds.lock.json if the change is meant
`);
  });
});

describe('folder', () => {
  it('reads the file of the entry', async () => {
    writeTree(root, { 'named/tools/thing.yaml': text });
    expect(await readVerified([entry], folder(`${root}/named`))).toMatchObject([{ text }]);
  });

  it('finds the file under another name by its hash', async () => {
    writeTree(root, { 'renamed/old/1.0/things.yaml': text, 'renamed/old/1.0/same-size.yaml': 'kind: Thung\n' });
    expect(await readVerified([entry], folder(`${root}/renamed`))).toMatchObject([{ text }]);
  });

  it('fails on every file that is missing or other, in one run', async () => {
    writeTree(root, { 'wrong/tools/thing.yaml': 'kind: Thong\n', 'wrong/tools/third.yaml': 'x' });
    const entries = [entry, pin('tools', 'tools/second.yaml', 'y'), pin('tools', 'tools/third.yaml', 'z')];
    expect(await failing(readVerified(entries, folder(`${root}/wrong`)))).toMatchInlineSnapshot(`
tools/thing.yaml is not the file that crds.lock.json pins
  found     84c336355ee1c0c0cefc43ef7d57fef9cb4075c8e0178622c583ed73bc7e22ad (12 bytes) at ROOT/wrong/tools/thing.yaml
  expected  76d77455fe6226840b4fb27d9feaa95b13ba4389a5ae81ddb6297548c29f31d7 (12 bytes) as published at https://example.com/tools/thing.yaml
tools/second.yaml is not in ROOT/wrong, and no file there has its hash
  expected  a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa (1 bytes) as published at https://example.com/tools/second.yaml
tools/third.yaml is not the file that crds.lock.json pins
  found     2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 (1 bytes) at ROOT/wrong/tools/third.yaml
  expected  594e519ae499312b29433b7dd8a97ff068defcba9755b6d5d00e84c524d67b06 (1 bytes) as published at https://example.com/tools/third.yaml
cure: get the published files, or pin the found hashes in crds.lock.json if the change is meant
cure: put the published files into CRDS_DIR, under any name
`);
  });

  it('fails when it is not there', () => {
    expect(() => folder('/no/such/folder')).toThrowErrorMatchingInlineSnapshot(`
CRDS_DIR: there is no folder /no/such/folder
cure: name a folder with the published files in CRDS_DIR or --crds-dir, or none to download them
`);
  });
});
