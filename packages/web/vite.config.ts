import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite build packages/web` makes packages/web/dist, which the server serves; in development the server is asked through the proxy. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: false, target: 'es2023', chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': 'http://127.0.0.1:7400' } },
});
