package org.dialoguehub.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** The socket below one connection of the mail library, so that it can be cut from outside at any time. */
final class Wire {
    private volatile @Nullable Socket socket;
    private volatile boolean cut;

    /**
     * The library's settings for one connection.
     *
     * @param protocol {@code imap} or {@code smtp}
     * @param limit the longest that any answer may take
     */
    Properties properties(Server server, String protocol, Duration limit) {
        String prefix = "mail." + protocol + ".";
        String millis = Long.toString(Math.max(1, limit.toMillis()));
        var properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", millis);
        properties.setProperty(prefix + "timeout", millis);
        properties.put(prefix + "socketFactory", new PlainSockets());
        properties.put(prefix + "ssl.socketFactory", new TlsSockets(() -> server.trust()
                .map(Trust::sockets)
                .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault())));
        // A second try by other means would be a second connection.
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "ssl.enable", Boolean.toString(server.security() == Server.Security.TLS));
        boolean command = server.security() == Server.Security.STARTTLS || server.security() == Server.Security.STARTTLS_IF_OFFERED;
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(command));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(server.security() == Server.Security.STARTTLS));
        return properties;
    }

    /** Ends the connection at once; whoever waits on it fails. */
    void cut() {
        cut = true;
        Socket current = socket;
        if (current != null) {
            try {
                current.close();
            } catch (IOException gone) {
                // It is closed one way or another.
            }
        }
    }

    boolean isCut() {
        return cut;
    }

    /** Changes how long an answer may take from now on. */
    void limit(Duration limit) throws SocketException {
        Socket current = socket;
        if (current != null) {
            current.setSoTimeout(Math.toIntExact(limit.toMillis()));
        }
    }

    private Socket kept(Socket fresh) throws IOException {
        socket = fresh;
        if (cut) {
            fresh.close();
            throw new SocketException("The channel is closed");
        }
        return fresh;
    }

    /** Remembers each socket that it makes. The library asks for those not connected yet only. */
    private final class PlainSockets extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            var plain = new Socket();
            plain.setTcpNoDelay(true);
            return kept(plain);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return kept(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return kept(new Socket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return kept(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return kept(new Socket(host, port, local, localPort));
        }
    }

    /**
     * Puts TLS on a socket, and remembers the one below, which can be closed without a word. What TLS needs is loaded when it is wanted first, since
     * that takes a while.
     */
    private final class TlsSockets extends SSLSocketFactory {
        private final Supplier<SSLSocketFactory> inner;

        TlsSockets(Supplier<SSLSocketFactory> inner) {
            this.inner = inner;
        }

        @Override
        public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
            return inner.get().createSocket(kept(below), host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return inner.get().getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return inner.get().getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return kept(inner.get().createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return kept(inner.get().createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return kept(inner.get().createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return kept(inner.get().createSocket(host, port, local, localPort));
        }
    }
}
