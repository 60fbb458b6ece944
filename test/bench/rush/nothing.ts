// Answers whatever it is asked, at once, and does nothing: what the callers cost the machine by themselves.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.end('{}'));
});
server.listen(Number(process.argv[2]), '127.0.0.1');
