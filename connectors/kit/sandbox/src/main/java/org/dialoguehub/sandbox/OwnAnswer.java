package org.dialoguehub.sandbox;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;

/** The answer of the network's real server, its head read and its body still to come. */
record OwnAnswer(int status, HttpHead head, HttpBody body, InputStream in) {
    private static final List<String> OF_THE_CONNECTION = List.of("Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length");
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int FIRST_FINAL = 200;

    /** Reads the head, interim ones apart, of the answer to a request with that method. */
    static OwnAnswer read(Socket server, String method) throws IOException {
        var in = new BufferedInputStream(server.getInputStream());
        while (true) {
            var head = HttpHead.read(in).orElseThrow(() -> new EOFException("the server gave no answer"));
            var status = Integer.parseInt(head.startLine().split(" ", 3)[1]);
            if (status == SWITCHING_PROTOCOLS || status >= FIRST_FINAL) {
                return new OwnAnswer(status, head, HttpBody.ofAnswer(method, status, head, in, Journal.BODY_LIMIT), in);
            }
        }
    }

    boolean switchesProtocols() {
        return status == SWITCHING_PROTOCOLS;
    }

    /** As far as it has been read. */
    Answer soFar() {
        var headers = head.headers();
        for (var name : OF_THE_CONNECTION) {
            headers = headers.without(name);
        }
        return new Answer(status, headers, body.content());
    }
}
