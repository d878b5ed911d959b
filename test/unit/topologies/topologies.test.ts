import { Yaml } from 'cdk8s';
import { App } from '../../../lib/rules/app';
import { TOPOLOGIES } from '../../../lib/topologies';

describe.each(Object.keys(TOPOLOGIES))('%s', topology => {
  const synthesized = async () => {
    const app = new App();
    (await TOPOLOGIES[topology]())(app);
    return app.synthesized();
  };

  test('has no findings', async () => expect((await synthesized()).findings).toEqual([]));

  test('writes its files in apply order', async () => {
    const { files } = await synthesized();
    expect(files.map(({ file }) => file).join('\n')).toMatchSnapshot();
    expect([...files.map(({ file }) => file)].sort()).toEqual(files.map(({ file }) => file));
  });

  test('is what it was', async () => {
    for (const { file, objects } of (await synthesized()).files) {
      const name = file.replace(/^\d+-/, '').replace(/\.k8s\.yaml$/, '');
      expect(objects.map(object => Yaml.stringify(object)).join('---\n')).toMatchSnapshot(name);
    }
  });
});
