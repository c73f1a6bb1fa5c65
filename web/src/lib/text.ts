// Text of articles as it may be shown: outside words are never markup, and never act on the page.
//
// Positions of the API are Unicode code points; strings here are UTF-16.

export interface Span {
  begin: number;  // code points, half-open
  end: number;
}

export interface Segment<T> {
  text: string;
  begin: number;  // UTF-16
  covers: T[];    // the spans that cover it, shortest first
}

// Where words stand, in code points: all their places.
export function placesOf(words: string, text: string): Span[] {
  const made: Span[] = [];
  if (words === '') return made;
  const length = [...words].length;
  let point = 0;
  let from = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    point += [...text.slice(from, at)].length;
    from = at;
    made.push({begin: point, end: point + length});
  }
  return made;
}

// What is shown of a character that would act instead of being seen.
export type Piece = {kind: 'text'; text: string} | {kind: 'mark'; label: string};

// UTF-16 positions of code point positions (ascending or not); past the end is the end.
export function utf16Positions(text: string, points: number[]): Map<number, number> {
  const wanted = [...new Set(points)].sort((a, b) => a - b);
  const found = new Map<number, number>();
  let at = 0;
  let point = 0;
  for (const position of wanted) {
    while (point < position && at < text.length) {
      const unit = text.charCodeAt(at);
      const pair = unit >= 0xd800 && unit <= 0xdbff && at + 1 < text.length;
      at += pair ? 2 : 1;
      point += 1;
    }
    found.set(position, at);
  }
  return found;
}

// Cuts text[from, to) wherever a span begins or ends. In: spans in code points of the whole text.
export function segmentText<T extends Span>(text: string, spans: T[], from = 0, to = text.length): Segment<T>[] {
  const at = utf16Positions(text, spans.flatMap((span) => [span.begin, span.end]));
  const placed = spans
    .map((span) => ({span, begin: at.get(span.begin)!, end: at.get(span.end)!}))
    .filter((item) => item.begin < item.end && item.begin < to && item.end > from);
  const cuts = new Set<number>([from, to]);
  for (const item of placed) {
    cuts.add(Math.max(from, item.begin));
    cuts.add(Math.min(to, item.end));
  }
  const opening = placed.sort((a, b) => a.begin - b.begin);
  const edges = [...cuts].sort((a, b) => a - b);
  const segments: Segment<T>[] = [];
  let active: typeof placed = [];
  let next = 0;
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const begin = edges[index]!;
    active = active.filter((item) => item.end > begin);
    while (next < opening.length && opening[next]!.begin <= begin) active.push(opening[next++]!);
    const covers = active
      .filter((item) => item.end > begin)
      .sort((a, b) => a.end - a.begin - (b.end - b.begin))
      .map((item) => item.span);
    segments.push({text: text.slice(begin, edges[index + 1]!), begin, covers});
  }
  return segments;
}

// Direction controls that would turn the words around them, named in Unicode's abbreviations.
const kBidi: Record<string, string> = {
  '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO', '\u202e': 'RLO',
  '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI',
};
const kActing =
  /[\u202a-\u202e\u2066-\u2069]|[\u200b-\u200f\u2060-\u2064\u061c\u00ad\ufeff]{3,}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\u0300-\u036f\u064b-\u065f]{9,}/gu;

export function pieces(text: string): Piece[] {
  const made: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(kActing)) {
    if (found.index > from) made.push({kind: 'text', text: text.slice(from, found.index)});
    made.push({kind: 'mark', label: labelOf(found[0])});
    from = found.index + found[0].length;
  }
  if (from < text.length) made.push({kind: 'text', text: text.slice(from)});
  return made;
}

function labelOf(run: string): string {
  const code = `U+${run.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  if (run.length > 1) return `${code} ×${run.length}`;
  return kBidi[run] ?? code;
}

// One line for tables and titles: nothing that acts, and not without end.
export function plain(text: string | null | undefined, longest = 300): string {
  if (!text) return '';
  const cut = text.length > longest * 4 ? text.slice(0, longest * 4) : text;
  const quiet = cut.replace(kActing, '').replace(/\s+/g, ' ').trim();
  return quiet.length > longest ? `${quiet.slice(0, longest)}…` : quiet;
}

// What stands before and after some words: cut at the far end only, so that letters stay joined.
export function before(text: string, longest: number): string {
  const quiet = text.slice(-longest * 4).replace(kActing, '').replace(/\s+/g, ' ');
  return quiet.length > longest ? `…${quiet.slice(-longest)}` : quiet;
}

export function after(text: string, longest: number): string {
  const quiet = text.slice(0, longest * 4).replace(kActing, '').replace(/\s+/g, ' ');
  return quiet.length > longest ? `${quiet.slice(0, longest)}…` : quiet;
}

// Holds words apart from the text around them: a name keeps its own direction (Unicode isolates).
export function isolated(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`;
}

export function withoutIsolates(text: string): string {
  return text.replace(/[\u2068\u2069]/g, '');
}

// Ranges of the text's lines, so that each can be a paragraph with a direction of its own.
export function paragraphs(text: string): Array<{begin: number; end: number}> {
  const made: Array<{begin: number; end: number}> = [];
  let begin = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') made.push({begin, end: begin + line.length});
    begin += line.length + 1;
  }
  return made;
}
