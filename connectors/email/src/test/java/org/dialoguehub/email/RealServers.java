package org.dialoguehub.email;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Postfix and Dovecot, started for a test on free ports of the loopback address with a folder of their own, and ended after it. Mail for
 * {@code parents@example.org} goes to the mailbox {@code parents}; who sends must have signed in over TLS.
 */
final class RealServers implements AutoCloseable {
    private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    private static final Path POSTFIX = Path.of("/usr/sbin/postfix");

    private final Path folder;
    private final int imap = freePort();
    private final int imaps = freePort();
    private final int smtp = freePort();
    private final int smtps = freePort();
    private final int lmtp = freePort();
    private final int auth = freePort();
    private final List<Process> processes = new ArrayList<>();

    private RealServers(Path folder) throws IOException {
        this.folder = folder;
    }

    /** Starts them, or passes the test over with the reason. */
    static RealServers start() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(DOVECOT), "Dovecot is not installed: apt-get install dovecot-imapd dovecot-lmtpd");
        assumeTrue(Files.isExecutable(POSTFIX), "Postfix is not installed: apt-get install postfix");
        assumeTrue("root".equals(System.getProperty("user.name")), "Postfix and Dovecot are started by root only");
        assumeTrue(output("dovecot", "--version").startsWith("2.3."), "The settings are written for Dovecot 2.3");
        var servers = new RealServers(Files.createTempDirectory("hub-mail"));
        try {
            servers.prepare();
            servers.begin();
            return servers;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            servers.close();
            throw failed;
        }
    }

    /** Settings that reach the mailbox, by STARTTLS or by TLS from the first byte on. */
    Map<String, String> settings(boolean startTls) {
        var settings = new HashMap<>(Map.of(
                "imap", startTls ? "imap://127.0.0.1:" + imap : "imaps://127.0.0.1:" + imaps,
                "smtp", startTls ? "smtp://127.0.0.1:" + smtp : "smtps://127.0.0.1:" + smtps,
                "starttls", "required",
                "trusted-certificates", folder.resolve("certificate.pem").toString(),
                "user", "parents",
                "password", TestMailServer.PASSWORD,
                "address", "hub@example.org",
                "list", TestMailServer.LIST,
                "look-in", "INBOX"));
        settings.put("title", "Parents");
        return settings;
    }

    private void prepare() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String part : List.of("dovecot", "mail", "postfix", "spool", "data")) {
            Files.createDirectory(folder.resolve(part));
        }
        run("chown", "mail:mail", folder.resolve("mail").toString());
        run("chown", "postfix", folder.resolve("data").toString());
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                "subjectAltName=IP:127.0.0.1", "-keyout", folder.resolve("key.pem").toString(), "-out",
                folder.resolve("certificate.pem").toString());
        Files.writeString(folder.resolve("users"), "parents:{PLAIN}" + TestMailServer.PASSWORD + "\n");
        Files.writeString(folder.resolve("dovecot/dovecot.conf"), dovecot());
        Files.writeString(folder.resolve("postfix/main.cf"), postfix());
        Files.writeString(folder.resolve("postfix/master.cf"), master());
    }

    private String dovecot() throws IOException, InterruptedException {
        String uid = output("id", "-u", "mail").strip();
        String gid = output("id", "-g", "mail").strip();
        return """
                base_dir = %1$s/dovecot/run
                state_dir = %1$s/dovecot/state
                log_path = %1$s/dovecot/log
                protocols = imap lmtp
                listen = 127.0.0.1
                ssl = required
                ssl_cert = <%1$s/certificate.pem
                ssl_key = <%1$s/key.pem
                auth_mechanisms = plain
                mail_location = maildir:%1$s/mail/%%n
                mail_uid = %2$s
                mail_gid = %3$s
                first_valid_uid = 1
                passdb {
                  driver = passwd-file
                  args = scheme=PLAIN username_format=%%n %1$s/users
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%3$s home=%1$s/mail/%%n
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %4$d
                  }
                  inet_listener imaps {
                    port = %5$d
                    ssl = yes
                  }
                }
                service lmtp {
                  inet_listener lmtp {
                    address = 127.0.0.1
                    port = %6$d
                  }
                }
                service auth {
                  inet_listener {
                    address = 127.0.0.1
                    port = %7$d
                  }
                }
                auth_failure_delay = 0
                service anvil {
                  chroot =
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                protocol lmtp {
                  postmaster_address = postmaster@example.org
                  auth_username_format = %%n
                }
                namespace inbox {
                  inbox = yes
                }
                """
                .formatted(folder, uid, gid, imap, imaps, lmtp, auth);
    }

    private String postfix() {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/spool
                data_directory = %1$s/data
                mail_owner = postfix
                setgid_group = postdrop
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                myhostname = mail.example.org
                mydestination =
                mynetworks =
                virtual_mailbox_domains = example.org
                virtual_mailbox_maps = inline:{{parents@example.org = parents}}
                virtual_transport = lmtp:inet:127.0.0.1:%2$d
                default_transport = error:no outside mail
                relay_transport = error:no outside mail
                maillog_file = %1$s/postfix.log
                maillog_file_prefixes = %1$s
                smtpd_tls_cert_file = %1$s/certificate.pem
                smtpd_tls_key_file = %1$s/key.pem
                smtpd_tls_security_level = may
                smtpd_tls_auth_only = yes
                smtpd_sasl_auth_enable = yes
                smtpd_sasl_type = dovecot
                smtpd_error_sleep_time = 0
                smtpd_peername_lookup = no
                smtp_dns_support_level = disabled
                lmtp_dns_support_level = disabled
                smtpd_sasl_path = inet:127.0.0.1:%3$d
                smtpd_relay_restrictions = permit_sasl_authenticated, reject
                smtpd_recipient_restrictions = permit_sasl_authenticated, reject
                message_size_limit = 100000000
                virtual_mailbox_limit = 0
                mailbox_size_limit = 0
                """
                .formatted(folder, lmtp, auth);
    }

    private String master() {
        return """
                127.0.0.1:%d inet n - n - - smtpd
                127.0.0.1:%d inet n - n - - smtpd
                  -o smtpd_tls_wrappermode=yes
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                smtp unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                discard unix - - n - - discard
                lmtp unix - - n - - lmtp
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """
                .formatted(smtp, smtps);
    }

    private void begin() throws IOException, InterruptedException {
        processes.add(process("dovecot", "-F", "-c", folder.resolve("dovecot/dovecot.conf").toString()));
        processes.add(process("postfix", "-c", folder.resolve("postfix").toString(), "start-fg"));
        for (int port : new int[]{imap, imaps, smtp, smtps}) {
            await(port);
        }
    }

    private void await(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > end) {
                    throw new IOException("Nobody listens at " + port + "\n" + logs(), notYet);
                }
                processes.getFirst().waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Puts mails into a folder of the mailbox at once, as a server finds them that was set up anew. */
    void fill(String name, List<String> mails) throws IOException, InterruptedException {
        Path box = folder.resolve("mail/parents/." + name);
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectories(box.resolve(part));
        }
        int number = 0;
        for (String mail : mails) {
            Files.writeString(box.resolve("cur").resolve("%d.M%06d.example:2,".formatted(1_800_000_000 + number, number)), mail);
            number++;
        }
        run("chown", "-R", "mail:mail", folder.resolve("mail/parents").toString());
    }

    /** What the servers say, for when a test fails. */
    String logs() throws IOException {
        var logs = new StringBuilder();
        for (String name : List.of("dovecot/log", "postfix.log", "output")) {
            Path log = folder.resolve(name);
            logs.append(Files.exists(log) ? Files.readString(log) : "").append('\n');
        }
        return logs.toString();
    }

    private Process process(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
                .start();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        output(command);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException hurry) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            children.forEach(ProcessHandle::destroy);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
