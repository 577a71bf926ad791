import { describe, expect, it } from 'vitest';
import { takeKeywords } from '../../../src/baseline/detect-secrets/keyword-plugin.ts';

describe('takeKeywords', () => {
  it.each([
    ['a.py', 'my_password = "abc"', ['abc', 'abc']],
    ['a.py', 'my_password = abc', []],
    ['a.py', "'api_key': 'abc',", ['abc']],
    ['a.py', "if 'abc' != db_pass:", ['abc']],
    ['a.py', "if 'abc' != DB_PASS:", []],
    ['a.py', 'secret="abc,"', []],
    ['a.py', 'secret=`a`b`,', ['a`b', 'a`b']],
    ['a.rb', ":pwd => 'abc'", ['abc']],
    ['a.php', '$client_secret "abc";', ['abc']],
    ['a.yml', 'password: abc def # c', ['abc def # c']],
    ['a.yml', 'password: <abc>', []],
    ['a.yml', 'password: "abc"', ['abc']],
    ['a.ini', 'contraseña=abc,', ['abc']],
    ['a.go', 'secret := abc()', ['abc()']],
    ['a.go', 'secret := "abc"', ['abc']],
    ['a.c', 'char password[25] = "abc";', ['abc']],
    ['a.cs', 'Password = @"abc";', ['abc']],
    ['a.cpp', 'secret.assign("abc",17);', ['abc']],
    ['a.cpp', 'std::string secret("abc");', ['abc']],
    ['a.cpp', 'SECRET("abc");', []],
    ['a.js', 'const x = 5', []],
    ['a.js', 'ſecret: "abc"', ['abc']],
  ])('takes from %s: %s', (path, line, values) => {
    expect(takeKeywords(path, line)).toEqual(values);
  });

  it('is done with a hostile line in time that grows with its length', () => {
    const line = 'password'.repeat(1000) + ' \t'.repeat(1000) + "'".repeat(1000) + 'secret`'.repeat(300);
    expect(takeKeywords('a.py', line)).toEqual([]);
  });
});
