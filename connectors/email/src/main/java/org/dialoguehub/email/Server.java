package org.dialoguehub.email;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail server and how to speak to it.
 *
 * @param trust the certificates to trust, if not those of the Java runtime
 */
record Server(String host, int port, Security security, Optional<Trust> trust) {
    /** How a connection is kept private. */
    enum Security {
        /** TLS from the first byte on (RFC 8314). */
        TLS,
        /** TLS after the command STARTTLS, or nothing at all. */
        STARTTLS,
        /** TLS if the server has it. */
        STARTTLS_IF_OFFERED,
        /** In the clear. */
        PLAIN
    }

    /** What users may demand of {@code imap://} and {@code smtp://}. */
    enum StartTls {
        REQUIRED,
        IF_OFFERED,
        OFF
    }

    static void check(URI uri, String protocol) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!List.of(protocol, protocol + "s").contains(scheme)) {
            throw new IllegalArgumentException("it begins with " + protocol + "s:// or " + protocol + "://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the name of the server is missing, as in " + protocol + "s://mail.example.org");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getPath().length() > 1) {
            throw new IllegalArgumentException("nothing may stand beside the server and its port; the user is a setting of its own");
        }
    }

    static Server of(URI uri, Optional<StartTls> startTls, Optional<Trust> trust) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        Security security = scheme.endsWith("s") ? Security.TLS : byCommand(startTls.orElseGet(() -> usual(host)));
        return new Server(host, uri.getPort() > 0 ? uri.getPort() : usualPort(scheme), security, trust);
    }

    private static Security byCommand(StartTls demanded) {
        return switch (demanded) {
            case REQUIRED -> Security.STARTTLS;
            case IF_OFFERED -> Security.STARTTLS_IF_OFFERED;
            case OFF -> Security.PLAIN;
        };
    }

    private static StartTls usual(String host) {
        return isLoopback(host) ? StartTls.OFF : StartTls.REQUIRED;
    }

    /** Decided without asking a name server, so that none can lie. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static int usualPort(String scheme) {
        return switch (scheme) {
            case "imap" -> 143;
            case "imaps" -> 993;
            case "smtps" -> 465;
            default -> 587;
        };
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
