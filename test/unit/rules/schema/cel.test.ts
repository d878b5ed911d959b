import { compileRule } from '../../../../lib/rules/schema/cel/compile';

const holds = (rule: string, self: unknown = {}): boolean => compileRule(rule)(self);
const complaint = (rule: string, self: unknown = {}): string => {
  try {
    return `${holds(rule, self)}`;
  } catch (error) {
    return `${error}`;
  }
};

describe('an expression', () => {
  it.each([
    ['1 + 2 * 3 == 7'],
    ['(1 + 2) * 3 == 9'],
    ['7 / 2 == 3 && -7 / 2 == -3 && 7 % 2 == 1'],
    ['7.0 / 2.5 > 2.7'],
    ['0x1F == 31 && 2u == 2'],
    ['!false && (true || false)'],
    ['true ? true : false'],
    ['false ? false : true ? true : false'],
    ['"a" + "b" == \'ab\''],
    [String.raw`r"\d" == "\\d"`],
    ['"""a"b""" == "a\\"b"'],
    [String.raw`"\u00e4\x41\101" == "äAA"`],
    ['[1, 2] + [3] == [1, 2, 3]'],
    ['{"a": 1}.a == 1 && {"a": 1}["a"] == 1'],
    ['2 in [1, 2] && !(3 in [1, 2]) && "a" in {"a": 1}'],
    ['[1, 2][1] == 2'],
    ['"b" > "a" && true > false'],
    ['1 == 1.0 && 1 != 2 && "1" != 1'],
    ['[1, 2] == [1, 2] && {"a": [1]} == {"a": [1]} && [1] != [2]'],
    ['// a comment\n true'],
  ])('%s', rule => {
    expect(holds(rule)).toBe(true);
  });

  it.each([
    ['size("äöü") == 3 && "👍".size() == 1'],
    ['size([1, 2]) == 2 && {"a": 1}.size() == 1'],
    ['"a.b".split(".") == ["a", "b"] && ["a", "b"].join("-") == "a-b"'],
    ['"abc".contains("b") && "abc".startsWith("a") && "abc".endsWith("c")'],
    ['"abcd".substring(2) == "cd" && "abcd".substring(1, 3) == "bc"'],
    ['"a1".matches("^[a-z][0-9]$") && !"1a".matches("^[a-z]")'],
    ['"GET".matches("(?i)^get$") && "x".matches("^(?i)X")'],
    ['" a ".trim() == "a" && "A".lowerAscii() == "a" && "a".upperAscii() == "A" && "aXa".replace("a", "b") == "bXb"'],
    ['int("80") == 80 && string(80) == "80"'],
    ['duration("1m30s") == duration("90s") && duration("0.5s") < duration("501ms") && duration("0") == duration("0s")'],
    [
      'duration("90s").getSeconds() == 90 && duration("90s").getMinutes() == 1 && duration("1s").getMilliseconds() == 1000',
    ],
    ['isIP("10.0.0.1") && isIP("::1") && !isIP("10.0.0") && !isIP("::ffff:10.0.0.1") && !isIP("fe80::1%eth0")'],
    ['isCIDR("10.0.0.0/8") && !isCIDR("10.0.0.0/33") && !isCIDR("10.0.0.0")'],
    ['isURL("https://a.test:8443/x?y=1") && url("https://a.test:8443/x").getPort() == "8443"'],
    [
      'url("oci://a.test/x").getScheme() == "oci" && url("/x").getScheme() == "" && !isURL("a.test") && isURL("https://a.test/x#y") && !isURL("https://a:b:c/") && url("a.test:80/x").getScheme() == "a.test"',
    ],
    ['url("https://[::1]:80/x").getHostname() == "::1" && url("https://a.test/x").getHost() == "a.test"'],
  ])('with functions: %s', rule => {
    expect(holds(rule)).toBe(true);
  });

  it.each([
    ['self.list.all(x, x > 0)', true],
    ['self.list.all(x, x > 1)', false],
    ['self.list.exists(x, x == 3)', true],
    ['self.list.exists_one(x, x > 2)', true],
    ['self.list.exists_one(x, x > 1)', false],
    ['self.list.filter(x, x > 1).size() == 2', true],
    ['self.list.map(x, x * 2) == [2, 4, 6]', true],
    ['self.list.all(x, self.list.exists_one(y, x == y))', true],
    ['self.map.all(key, key.size() == 1)', true],
    ['has(self.map) && !has(self.none) && !has(self.map.c)', true],
    ['self.__namespace__ == "edge" && self.a__dash__b == 1', true],
  ])('with loops: %s', (rule, result) => {
    const self = { list: [1, 2, 3], map: { a: 1, b: 2 }, namespace: 'edge', 'a-b': 1 };
    expect(holds(rule, self)).toBe(result);
  });

  it('decides by the side that has a value where the other has none', () => {
    expect(holds('self.none || true')).toBe(true);
    expect(holds('true || self.none')).toBe(true);
    expect(holds('self.none && false')).toBe(false);
    expect(holds('[{"a": true}, {}].exists(x, x.a)')).toBe(true);
    expect(holds('[{}, {"a": false}].all(x, x.a)')).toBe(false);
  });

  it.each([
    ['self.none', 'CelError: no such key: none'],
    ['self.none || false', 'CelError: no such key: none'],
    ['[1][1] == 1', 'CelError: index out of range: 1'],
    ['1 / 0 == 1', 'CelError: division by zero'],
    ['1 < "a"', 'CelError: a number and a string have no order'],
    ['1', 'CelError: a number is no boolean'],
    ['size(1) == 1', 'CelError: a number is no map'],
    ['duration("1") == duration("1s")', 'CelError: no duration: 1'],
    ['"a".matches("(")', 'CelError: no regular expression: ('],
    ['int("a") == 1', 'CelError: no integer: a'],
    ['"abc".substring(2, 1) == ""', 'CelError: substring 2, 1 is out of range'],
    ['url("a") == url("a")', 'CelError: no URL: a'],
  ])('fails without a value: %s', (rule, error) => {
    expect(complaint(rule)).toBe(error);
  });

  it.each([
    ['', 'CelError: the expression ends too early'],
    ['1 +', 'CelError: the expression ends too early'],
    ['(1', 'CelError: the expression ends too early'],
    ['1 1', 'CelError: unexpected 1'],
    ['a', 'CelError: unknown name a'],
    ['f(1)', 'CelError: unknown function f of 1 values'],
    ['has(self)', 'CelError: has() asks for a field'],
    ['[1].all(1, true)', 'CelError: all asks for the name of a variable'],
    ['"a', 'CelError: no closing " after character 1'],
    [String.raw`"\z"`, String.raw`CelError: unknown escape \z`],
    ['1 ~ 2', 'CelError: unexpected "~" at character 3'],
  ])('fails to be read: %s', (rule, error) => {
    expect(complaint(rule)).toBe(error);
  });
});
