// What the page asks of the program.

const token = document.querySelector('meta[name="recens-token"]').content;

/** A refusal, in the page's language, with the status it came with; 0 where nothing answered. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  const response = await fetch(path, options).catch(() => {
    throw new Refused(0, '');
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.error ?? response.statusText);
  return answer;
}

const post = (path, body, signal) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-recens-token': token },
    body: JSON.stringify(body),
    signal,
  });

export const words = () => ask('/api/words');
export const files = () => ask('/api/files');
export const open = (name) => ask(`/api/file?name=${encodeURIComponent(name)}`);
export const preview = (request) => post('/api/preview', request);
export const complete = (request) => post('/api/complete', request);
export const save = (request) => post('/api/save', request);

/** Tells of changes on disk until the program ends, and of losing and finding it again. */
export function events({ changed, lost, found }) {
  const source = new EventSource('/api/events');
  source.onmessage = (event) => changed(JSON.parse(event.data));
  source.onerror = lost;
  source.onopen = found;
}
