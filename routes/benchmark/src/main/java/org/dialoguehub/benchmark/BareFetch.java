package org.dialoguehub.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The least that reading a mailbox can cost: a socket, one command for each batch, and every byte read and thrown away. */
final class BareFetch implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private BareFetch(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /** Reads all mails of a fresh mailbox, and gives the seconds that took. */
    static double seconds(MailServer server, int mails, int batch) throws IOException {
        long begin = System.nanoTime();
        try (var fetch = new BareFetch(server.imapPort())) {
            fetch.line();
            fetch.say("LOGIN " + MailServer.HUB + " " + MailServer.HUB);
            fetch.say("EXAMINE INBOX");
            int bodies = 0;
            for (int first = 1; first <= mails; first += batch) {
                bodies += fetch.say("UID FETCH " + first + ":" + (first + batch - 1) + " (UID FLAGS RFC822.SIZE BODY.PEEK[])");
            }
            if (bodies != mails) {
                throw new IOException("The server gave " + bodies + " of " + mails + " mails");
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Gives a command, reads its answer to the end, and counts the literals in it (RFC 9051, section 4.3). */
    private int say(String command) throws IOException {
        out.write(("a " + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        int literals = 0;
        for (String line = line(); !line.startsWith("a "); line = line()) {
            if (line.endsWith("}")) {
                in.skipNBytes(Long.parseLong(line.substring(line.lastIndexOf('{') + 1, line.length() - 1)));
                literals++;
            }
        }
        return literals;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server hung up");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
