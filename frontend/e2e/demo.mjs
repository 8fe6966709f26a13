import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './places.mjs';

const startWithin = 120_000;

/** The binary that ENTENTE names; without one, it is built from this tree. */
export function binary() {
  if (process.env.ENTENTE) return process.env.ENTENTE;
  const path = join(root, 'bin', 'entente');
  console.log('building bin/entente; name a binary with ENTENTE to save this');
  execFileSync('go', ['build', '-o', path, './cmd/entente'], { cwd: root, stdio: 'inherit', env: { ...process.env, CGO_ENABLED: '0' } });
  return path;
}

/**
 * Starts the demo on a free port with a data folder of its own. Returns its
 * address, a sign-in link for each line it prints, how to run another command on
 * its data, and how to stop it, which removes the folder.
 */
export async function startDemo(program) {
  const data = await mkdtemp(join(tmpdir(), 'entente-e2e-'));
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(program, ['demo', '--addr', address, '--data', data, '--tick', '1s'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  server.stderr.on('data', (text) => said.push(text));
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
    return said.join('');
  };
  try {
    const command = (...args) => execFileSync(program, [...args, '--data', data], { encoding: 'utf8' }).trim();
    return { base: `http://${address}`, links: await readLinks(server, ended), command, stop };
  } catch (error) {
    throw new Error(`${error.message}\n${await stop()}`);
  }
}

// Reads until all links are there: who, then the address in the same line.
async function readLinks(server, ended) {
  const lines = createInterface({ input: server.stdout });
  const timer = setTimeout(() => lines.close(), startWithin);
  void ended.then(() => lines.close());
  const links = new Map();
  for await (const line of lines) {
    const [, who, url] = /^\s+(\S.*?)\s+(https?:\S+token=\S+)$/.exec(line) ?? [];
    if (who) links.set(who, url);
    else if (line.startsWith('The links work')) break;
  }
  clearTimeout(timer);
  if (links.size === 0) throw new Error(`the demo ended without a sign-in link, or printed none within ${startWithin / 1000} s`);
  return links;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
