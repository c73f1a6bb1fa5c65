// What web/src/lib/text.ts must hold for any text: positions, overlapping spans, characters that act.
// usage: text_test.mjs REPOSITORY
import assert from 'node:assert/strict';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import test from 'node:test';
import {pathToFileURL} from 'node:url';

const root = resolve(process.argv[2] ?? '.');
const need = createRequire(join(root, 'build/web/'));
const esbuild = createRequire(need.resolve('vite'))('esbuild');
const made = await esbuild.build({
  entryPoints: [join(root, 'web/src/lib/text.ts')], bundle: true, format: 'esm', write: false});
const file = join(mkdtempSync(join(tmpdir(), 'tadwin_text_')), 'text.mjs');
writeFileSync(file, made.outputFiles[0].text);
const {placesOf, utf16Positions, segmentText, pieces, plain, paragraphs} = await import(pathToFileURL(file));

test('positions are code points, also past characters of two units', () => {
  const text = 'a\u{1F30D}b\u0628';
  const at = utf16Positions(text, [0, 1, 2, 3, 4, 99]);
  assert.deepEqual([...at.values()], [0, 1, 3, 4, 5, 5]);
});

test('segments give back the text, whatever the spans', () => {
  const text = 'one \u{1F30D} two three';
  const spans = [
    {begin: 0, end: 7, id: 1}, {begin: 2, end: 5, id: 2}, {begin: 5, end: 5, id: 3}, {begin: 4, end: 400, id: 4},
    {begin: 900, end: 990, id: 5},
  ];
  const segments = segmentText(text, spans);
  assert.equal(segments.map((one) => one.text).join(''), text);
  const points = [...text];
  for (const segment of segments) {
    const begin = [...text.slice(0, segment.begin)].length;
    const expected = spans.filter((one) => one.begin <= begin && begin < Math.min(one.end, points.length)).map((one) => one.id);
    assert.deepEqual(segment.covers.map((one) => one.id).sort(), expected.sort());
  }
});

test('the shortest of overlapping spans comes first', () => {
  const [segment] = segmentText('abcdef', [{begin: 0, end: 6, id: 'long'}, {begin: 0, end: 2, id: 'short'}]);
  assert.deepEqual(segment.covers.map((one) => one.id), ['short', 'long']);
});

test('direction controls are named, not obeyed', () => {
  const shown = pieces('a\u202Ecod.exe\u202C b\u2066c\u2069');
  assert.deepEqual(shown.filter((one) => one.kind === 'mark').map((one) => one.label), ['RLO', 'PDF', 'LRI', 'PDI']);
  assert.ok(shown.filter((one) => one.kind === 'text').every((one) => !/[\u202a-\u202e\u2066-\u2069]/.test(one.text)));
});

test('a flood of characters of no width becomes one mark; a joiner in a word stays', () => {
  const flood = pieces(`x${'\u200b'.repeat(100000)}y`);
  assert.deepEqual(flood, [{kind: 'text', text: 'x'}, {kind: 'mark', label: 'U+200B ×100000'}, {kind: 'text', text: 'y'}]);
  assert.deepEqual(pieces('\u0645\u06cc\u200c\u062e'), [{kind: 'text', text: '\u0645\u06cc\u200c\u062e'}]);
});

test('a line for tables ends, however long the word', () => {
  assert.equal([...plain('\u0643'.repeat(1 << 20), 100)].length, 101);
  assert.equal(plain('a\u202e\n b'), 'a b');
});

test('paragraphs are the lines that hold something', () => {
  const text = 'one\n\n  \ntwo\n';
  assert.deepEqual(paragraphs(text).map(({begin, end}) => text.slice(begin, end)), ['one', 'two']);
});

test('words are found in all their places, in code points', () => {
  assert.deepEqual(placesOf('ab', '\u{1F30D}abcab'), [{begin: 1, end: 3}, {begin: 4, end: 6}]);
  assert.deepEqual(placesOf('\u{1F30D}', 'x\u{1F30D}'), [{begin: 1, end: 2}]);
  assert.deepEqual(placesOf('', 'abc'), []);
  assert.deepEqual(placesOf('d', 'abc'), []);
});
