/** Opens a PDF beside the app, in a window of its own; where the browser allows none it is kept as a file. */
export function openPdf(bytes: Uint8Array<ArrayBuffer>, name = 'claim.pdf'): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  if (window.open(address, '_blank') === null) {
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
  }
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
