import {copyFileSync, mkdirSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {svelte} from '@sveltejs/vite-plugin-svelte';
import {defineConfig, type Plugin} from 'vite';

const root = dirname(fileURLToPath(import.meta.url));

// The basemap is most of the bytes, so it is an asset of its own that only maps fetch.
function basemap(): Plugin {
  const from = resolve(root, 'node_modules/world-atlas/countries-50m.json');
  return {
    name: 'basemap',
    writeBundle(options) {
      const to = resolve(options.dir ?? resolve(root, 'dist'), 'assets/countries-50m.json');
      mkdirSync(dirname(to), {recursive: true});
      copyFileSync(from, to);
    },
    configureServer(server) {
      server.middlewares.use('/assets/countries-50m.json', (_request, response) => {
        import('node:fs').then((fs) => fs.createReadStream(from).pipe(response));
      });
    },
  };
}

// The built pages are kept in the tree: the same sources must give the same bytes on every machine.
export default defineConfig({
  plugins: [svelte(), basemap()],
  build: {
    outDir: process.env.TADWIN_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: {polyfill: false},
    reportCompressedSize: false,
  },
  server: {proxy: {'/api': process.env.TADWIN_API ?? 'http://127.0.0.1:8470'}},
});
