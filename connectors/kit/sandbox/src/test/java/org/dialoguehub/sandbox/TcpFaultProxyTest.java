package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dialoguehub.sandbox.RawClient.End;
import org.dialoguehub.sandbox.RawClient.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The proxy between a client that is nothing but a socket and a real mail server, which tells what has truly arrived. */
@Timeout(60)
class TcpFaultProxyTest {
    private static final String END = "\\.";

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final GreenMail mail = new GreenMail(new ServerSetup[]{
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private final TcpFaultProxy smtp;
    private final TcpFaultProxy imap;

    TcpFaultProxyTest() {
        mail.start();
        mail.setUser("anna@example.org", "anna", "secret");
        smtp = TcpFaultProxy.before(mail.getSmtp().getPort(), clock);
        imap = TcpFaultProxy.before(mail.getImap().getPort(), clock);
    }

    @AfterEach
    void stop() {
        smtp.close();
        imap.close();
        mail.stop();
    }

    @Test
    void passesAMailWithoutAFault() throws IOException {
        var datas = smtp.onClientLine("DATA").count();

        assertThat(sendMail()).isEqualTo(End.CLOSED);

        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(datas.fired()).isEqualTo(1);
        assertThat(smtp.connections()).isEqualTo(1);
    }

    @Test
    void acceptsAndDropsTheAnswer() throws IOException {
        var dropped = smtp.onServerLine("250.*").afterClientLine(END).cut();

        assertThat(sendMail()).isEqualTo(End.RESET);

        assertThat(dropped.fired()).isEqualTo(1);
        assertThat(mail.getReceivedMessages()).as("the server has it").hasSize(1);
        assertThat(sendMail()).as("only once").isEqualTo(End.CLOSED);
    }

    @Test
    void passesTheEndOfAMailAndCuts() throws IOException {
        smtp.onClientLine(END).passAndCut();

        assertThat(sendMail()).isEqualTo(End.RESET);

        assertThat(mail.waitForIncomingEmail(10_000, 1)).as("the server finishes its work").isTrue();
    }

    @Test
    void cutsBeforeTheEndOfAMail() throws IOException {
        smtp.onClientLine(END).cut();

        assertThat(sendMail()).isEqualTo(End.RESET);
        assertThat(sendMail()).isEqualTo(End.CLOSED);

        assertThat(mail.getReceivedMessages()).as("only the second").hasSize(1);
    }

    @Test
    void putsAnotherAnswerInItsPlace() throws IOException {
        smtp.onServerLine("250.*").afterClientLine(END).replace("451 4.3.0 try again later");

        assertThatThrownBy(this::sendMail).hasMessageContaining("451 4.3.0 try again later");

        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void strikesAgainOnlyAfterTheLineBeforeHasBeenSaidAgain() throws IOException {
        smtp.onServerLine("250.*").afterClientLine("NOOP").times(2).replace("250 changed");
        List<String> answers = new ArrayList<>();

        try (var client = client(smtp)) {
            client.hearLine();
            for (var command : List.of("NOOP", "RSET", "NOOP", "NOOP")) {
                client.send(command + "\r\n");
                answers.add(client.hearLine());
            }
        }

        assertThat(answers.stream().map("250 changed"::equals)).containsExactly(true, false, true, false);
    }

    @Test
    void letsASlowServerReadToTheEndWhatItWasSentBeforeTheCut() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = TcpFaultProxy.before(server.getLocalPort(), clock);
                var client = client(proxy)) {
            proxy.onClientLine(END).passAndCut();
            try (var served = server.accept()) {
                client.send("text\r\n.\r\n");
                assertThat(client.hear().end()).isEqualTo(End.RESET);
                served.setSoTimeout(10_000);
                assertThat(served.getInputStream().readAllBytes()).asString().isEqualTo("text\r\n.\r\n");
            }
        }
    }

    @Test
    void delaysAnAnswerOnTheClock() throws Exception {
        smtp.onServerLine("220.*").delay(Duration.ofMinutes(3));

        try (var client = client(smtp)) {
            clock.awaitTimers(1);
            clock.advance(Duration.ofMinutes(3));
            assertThat(client.hearLine()).startsWith("220");
        }
    }

    @Test
    void strikesTheLinesThatAreMeant() throws IOException {
        var cut = smtp.onClientLine("(?i)ehlo.*").skipping(1).times(2).cut();

        assertThat(sendMail()).isEqualTo(End.CLOSED);
        assertThat(sendMail()).isEqualTo(End.RESET);
        assertThat(sendMail()).isEqualTo(End.RESET);
        assertThat(sendMail()).isEqualTo(End.CLOSED);

        assertThat(cut.fired()).isEqualTo(2);
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void cutsInTheMiddleOfALiteral() throws IOException {
        sendMail();
        imap.onServerLine(".*\\{\\d+}").cutAfter(10);

        Heard heard;
        try (var client = client(imap)) {
            client.hearLine();
            client.send("a1 LOGIN anna secret\r\na2 SELECT INBOX\r\n");
            for (var line = client.hearLine(); !line.startsWith("a2 OK"); line = client.hearLine()) {
                assertThat(line).isNotEmpty();
            }
            client.send("a3 UID FETCH 1 BODY[TEXT]\r\n");
            heard = client.hear();
        }

        assertThat(heard.end()).isEqualTo(End.RESET);
        var lines = heard.text().split("\r\n", 2);
        assertThat(lines[0]).matches(".*\\{\\d+}");
        assertThat(lines[1]).hasSize(10);
    }

    @Test
    void swallowsALine() throws IOException {
        imap.onServerLine("a1 OK.*").swallow();

        try (var client = client(imap)) {
            client.hearLine();
            client.send("a1 NOOP\r\na2 NOOP\r\n");
            assertThat(client.hearLine()).startsWith("a2 OK");
        }
    }

    @Test
    void goesAwayAndComesBackOnTheSamePort() throws IOException {
        var port = smtp.port();
        try (var idle = client(smtp)) {
            idle.hearLine();
            var outage = smtp.outage();
            assertThat(idle.hear().end()).isEqualTo(End.RESET);
            assertThatThrownBy(this::sendMail).isInstanceOf(ConnectException.class);
            outage.end();
        }

        assertThat(smtp.port()).isEqualTo(port);
        assertThat(sendMail()).isEqualTo(End.CLOSED);
    }

    @Test
    void refusesConnections() throws IOException {
        smtp.refuseNextConnections(1);

        assertThat(sendMail()).isEqualTo(End.RESET);
        assertThat(sendMail()).isEqualTo(End.CLOSED);
    }

    @Test
    void passesHalfALineToAPeerThatAnswersIt() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = TcpFaultProxy.before(server.getLocalPort(), clock);
                var client = client(proxy)) {
            proxy.onClientLine("half and whole").replace("other");
            try (var served = server.accept()) {
                served.setSoTimeout(10_000);
                client.send("half");
                assertThat(served.getInputStream().readNBytes(4)).asString().isEqualTo("half");
                client.send(" and whole\r\nmore\r\n");
                assertThat(served.getInputStream().readNBytes(7)).asString().isEqualTo("other\r\n");
            }
        }
    }

    @Test
    void letsBytesPassAtASpeed() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = TcpFaultProxy.before(server.getLocalPort(), clock);
                var client = client(proxy)) {
            proxy.limitSpeed(100);
            try (var served = server.accept()) {
                served.getOutputStream().write("220 thirty-five bytes in all, so..\n".getBytes(US_ASCII));
                for (int slice = 0; slice < 4; slice++) {
                    clock.awaitTimers(1);
                    clock.advance(Duration.ofMillis(100));
                }
                assertThat(client.hearLine()).isEqualTo("220 thirty-five bytes in all, so..");
            }
        }
    }

    /** Sends a mail, hearing every answer, and tells how the connection ended; throws what the server refuses it with. */
    private End sendMail() throws IOException {
        try (var client = client(smtp)) {
            for (var command : new String[]{
                    "EHLO example.org", "MAIL FROM:<ben@example.org>", "RCPT TO:<anna@example.org>", "DATA",
                    "Subject: Cake\r\n\r\nWho brings cake on Saturday?\r\n..\r\n.", "QUIT"
            }) {
                var answer = answer(client);
                if (answer.isEmpty()) {
                    return client.hear().end();
                }
                if (answer.charAt(0) > '3') {
                    throw new IOException(answer);
                }
                client.send(command + "\r\n");
            }
            return client.hear().end();
        } catch (SocketException e) {
            if (e instanceof ConnectException) {
                throw e;
            }
            return End.RESET;
        }
    }

    private static String answer(RawClient client) throws IOException {
        var line = client.hearLine();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = client.hearLine();
        }
        return line;
    }

    private static RawClient client(TcpFaultProxy proxy) throws IOException {
        return new RawClient(URI.create("tcp://127.0.0.1:" + proxy.port()));
    }
}
