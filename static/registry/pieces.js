// One file in pieces. Whatever happens it goes on from where the server has it: when the network is
// back, and when somebody has logged in again in another tab.
import { ask, LoggedOut } from "./asking.js";

const PIECE = 4 * 1024 * 1024;
export const AGAIN = 3000;

export const pause = (wait) => new Promise((resolve) => setTimeout(resolve, wait));

// Until the server has the whole file or refuses it: what it says, and whether that is `ok`.
// `at` is told how many bytes have arrived, `waits` why nothing moves: "lost" or "login".
export async function sendInPieces(url, file, { headers = {}, at, waits }) {
  let offset = 0;
  at(offset);
  for (;;) {
    try {
      const answer = await ask(url, {
        body: file.slice(offset, offset + PIECE),
        headers: {
          "Content-Type": "application/octet-stream",
          "X-Offset": String(offset),
          "X-Size": String(file.size),
          "X-Name": encodeURIComponent(file.name),
          ...headers,
        },
      });
      const told = await answer.json();
      if (answer.status !== 409 && (!answer.ok || told.done)) return { ok: answer.ok, ...told };
      offset = told.arrived;
      at(offset);
    } catch (error) {
      waits(error instanceof LoggedOut ? "login" : "lost");
      await pause(AGAIN);
      offset = await arrived(url, offset);
    }
  }
}

async function arrived(url, offset) {
  try {
    return (await (await ask(url, { method: "GET" })).json()).arrived;
  } catch {
    return offset;
  }
}
