import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Label, type LabelledNote, readNote } from './corpus.ts';
import { generated, seeded } from './generate.ts';

/** Words of the public notes that must stay, in whatever case. */
const clinical =
  'tylenol|ibuprofen|lisinopril|lasix|metformin|norvasc|lipitor|protonix|prilosec|meloxicam|tramadol|mobic|prednisone|amoxicillin|keppra|zoloft|effexor|lexapro|coumadin|eliquis|advair|albuterol|singulair|claritin|zyrtec|flonase|synthroid|farxiga|crohn|hodgkin|parkinson|lachman|mcmurray|tinel|phalen|hoffman|romberg|murphy|spurling|baker|foley|holter|lyme|mohs|murmur|edema|hemoglobin|echocardiogram|lipid|creatinine|ultrasound|hypertension|diabetes|depression|asthma|reflux|migraine|nausea|vomiting|palpation|systolic|ejection|carotid|bilateral|oropharynx|lymphadenopathy|abdomen|lumbar|rotator|cuff|ligament|meniscus|fracture|physical therapy|colonoscopy|endoscopy|biopsy|mammogram|chemotherapy|radiation|insulin|glucose|cholesterol|thyroid|kidney|hepatitis|anemia|arthritis|gout|psoriasis|eczema|seizure|stroke|atrial|fibrillation|valve|aspirin|statin|opioid|penicillin|allergies|latex';

/**
 * Visit notes of the public that carry no labels, with labelled sentences of ours between their lines. `CLAIMWRIGHT_NOTES` names the file
 * (JSON, `{ data: [{ src, tgt }] }`, packed with gzip or not); nothing of it is kept here. Names of their own are in them too, so what is
 * marked outside of ours is neither right nor wrong.
 */
export function publicNotes(): LabelledNote[] | undefined {
  const path = process.env.CLAIMWRIGHT_NOTES;
  if (!path || !existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const { data }: { data: { src: string; tgt: string }[] } = JSON.parse(
    (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'),
  );
  const lines = generated('test').flatMap((note) => sentencesOf(note));
  const next = seeded(7);
  return data.flatMap(({ src, tgt }, i) => [src, tgt].map((text, k) => injected(`public ${i + 1}.${k + 1}`, text, lines, next)));
}

interface Piece {
  readonly text: string;
  readonly labels: readonly Label[];
}

function sentencesOf(note: LabelledNote): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const line of note.text.split('\n')) {
    const labels = note.labels.filter((label) => label.from >= from && label.to <= from + line.length);
    const start = from;
    if (labels.length > 0)
      pieces.push({ text: line, labels: labels.map((label) => ({ ...label, from: label.from - start, to: label.to - start })) });
    from += line.length + 1;
  }
  return pieces;
}

function injected(title: string, text: string, pieces: readonly Piece[], next: () => number): LabelledNote {
  const labels: Label[] = [];
  const out: string[] = [];
  let length = 0;
  const add = (line: string) => {
    out.push(line);
    length += line.length + 1;
  };
  for (const line of readNote(title, text).text.split('\n')) {
    add(line);
    if (next() > 0.15) continue;
    const piece = pieces[Math.floor(next() * pieces.length)];
    if (!piece) continue;
    labels.push(...piece.labels.map((label) => ({ ...label, from: label.from + length, to: label.to + length })));
    add(piece.text);
  }
  const whole = out.join('\n');
  const kept = [...whole.matchAll(new RegExp(`\\b(?:${clinical})\\b`, 'gi'))].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  return { title, text: whole, labels, kept };
}
