// PostgreSQL with pgvector 0.7 on a port of the loopback interface: the last PGlite that has it, whose
// sessions the socket server of today cannot open.
import { createServer } from 'node:net'
import { fromNodeSocket } from 'pg-gateway/node'
import { PGlite } from 'pglite-with-pgvector-0.7'
import { vector } from 'pglite-with-pgvector-0.7/vector'

const port = Number(process.argv[2])
const database = await PGlite.create({ extensions: { vector } })

createServer((socket) => {
  socket.on('error', () => socket.destroy())
  fromNodeSocket(socket, {
    auth: { method: 'trust' },
    serverVersion: '16.4',
    onMessage: (message, { isAuthenticated }) =>
      isAuthenticated ? database.execProtocolRaw(message) : undefined,
  })
}).listen(port, '127.0.0.1', () => console.log('listening'))
