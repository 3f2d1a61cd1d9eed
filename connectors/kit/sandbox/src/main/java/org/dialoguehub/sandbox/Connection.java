package org.dialoguehub.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client's connection and, once opened, the one to the server behind it. Ending it twice is harmless. */
final class Connection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;

    private final int number;
    private final Socket client;
    private Socket server = new Socket();
    private boolean ended;

    Connection(int number, Socket client) {
        this.number = number;
        this.client = client;
    }

    int number() {
        return number;
    }

    Socket client() {
        return client;
    }

    /** The connection to the server that was opened last. */
    synchronized Socket server() {
        return server;
    }

    /** Opens a new connection to the server, in place of the one before. */
    synchronized Socket openServer(InetSocketAddress address) throws IOException {
        reset(server);
        if (ended) {
            throw new IOException("connection " + number + " has ended");
        }
        server = new Socket();
        server.setTcpNoDelay(true);
        server.connect(address, CONNECT_MILLIS);
        return server;
    }

    /** The client sees "connection reset"; the server is left alone. */
    void resetClient() {
        reset(client);
    }

    /** Both sides see "connection reset". */
    synchronized void reset() {
        ended = true;
        reset(client);
        reset(server);
    }

    /** The client sees the orderly end of the stream. */
    @Override
    public synchronized void close() {
        ended = true;
        close(client);
        close(server);
    }

    static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0); // closing then sends RST in place of FIN
            }
        } catch (IOException gone) {
            // the peer was faster: there is nothing left to reset
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is closed for us all the same
        }
    }
}
