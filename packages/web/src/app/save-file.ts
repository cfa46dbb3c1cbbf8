import { fetchFile } from './api.ts';

/** Fetches a file whole and gives it to the browser to keep. What breaks off on its way is no file, and is told. */
export async function saveFile(path: string, body: object): Promise<void> {
  const { name, bytes } = await fetchFile(path, body);
  keep(name, bytes);
}

/** Gives what the screen itself wrote to the browser to keep. */
export const saveText = (name: string, text: string, type: string): void => keep(name, new Blob([text], { type }));

/** Gives what the screen put together of its parts. */
export const saveBytes = (name: string, bytes: Blob): void => keep(name, bytes);

function keep(name: string, bytes: Blob): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
