import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A line to a server that can be cut: `base` is its own address. Cut, it refuses all, whoever asks. */
export async function layLine(target) {
  const { hostname, port } = new URL(target);
  const open = new Set();
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  line.listen(0, hostname);
  await once(line, 'listening');
  return {
    base: `http://${hostname}:${line.address().port}`,
    async cut() {
      if (!line.listening) return;
      const closed = once(line, 'close');
      line.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
