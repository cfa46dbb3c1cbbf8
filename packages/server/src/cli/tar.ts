/** A file on its way into an archive. */
export interface Packed {
  readonly name: string;
  readonly text: string;
}

/** A tar archive (POSIX ustar) of small texts with short names. */
export function tarOf(files: readonly Packed[], at: Date): Buffer {
  return Buffer.concat([...files.flatMap(({ name, text }) => entry(name, Buffer.from(text), at)), Buffer.alloc(1024)]);
}

function entry(name: string, body: Buffer, at: Date): Buffer[] {
  const header = Buffer.alloc(512);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  header.write(name, 0, 100);
  header.write(octal(0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(body.length, 12), 124);
  header.write(octal(Math.floor(at.getTime() / 1000), 12), 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
}
