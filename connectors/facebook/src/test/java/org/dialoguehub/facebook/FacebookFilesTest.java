package org.dialoguehub.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.sandbox.FacebookMessages;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacebookFilesTest {
    @ParameterizedTest @ValueSource(strings = {
            "http://127.0.0.1:1/admin", "https://example.org/x.jpg", "http://scontent.xx.fbcdn.net/x.jpg",
            "https://fbcdn.net.example.org/x.jpg",
            "file:///etc/passwd", "https://evilfbcdn.net/x"})
    void fetchesNothingFromElsewhere(String address) throws ConnectorException {
        try (FacebookNetwork facebook = FacebookNetwork.start()) {
            var files = new FacebookFiles(facebook.page().network().uri(), facebook.host());

            assertThat(files.fetched(URI.create(address), "x.jpg", "image/jpeg", facebook.host().clock().instant())).isEmpty();
        }
    }

    @Test
    void doesWithoutWhatIsGoneOrTooLarge() throws ConnectorException {
        try (FacebookNetwork facebook = FacebookNetwork.start()) {
            MemoryHost host = facebook.host();
            FacebookMessages messages = facebook.page().messages();
            var files = new FacebookFiles(facebook.page().network().uri(), host);
            messages.send("ben", "small", "text/plain", "small".getBytes(UTF_8));
            messages.send("ben", "large", "text/plain", new byte[(int) FacebookFiles.MOST_BYTES + 1]);
            Instant said = host.clock().instant();
            URI small = facebook.page().network().uri().resolve("/cdn/12200000000000");

            assertThat(files.fetched(small, "small", "text/plain", said)).isPresent();
            assertThat(files.fetched(small.resolve("/cdn/12200000000001"), "large", "text/plain", said)).isEmpty();
            assertThat(files.fetched(small.resolve("/cdn/12200000000002"), "gone", "text/plain", said)).isEmpty();
        }
    }

    @Test
    void waitsAnHourForWhatCannotBeHadNow() throws ConnectorException {
        try (FacebookNetwork facebook = FacebookNetwork.start()) {
            MemoryHost host = facebook.host();
            var files = new FacebookFiles(facebook.page().network().uri(), host);
            facebook.page().messages().send("ben", "towel.jpg", "image/jpeg", "towel".getBytes(UTF_8));
            Instant said = host.clock().instant();
            URI towel = facebook.page().network().uri().resolve("/cdn/12200000000000");
            facebook.page().network().faults().on("GET", "/cdn/*").next(2, Fault.status(500));

            assertThat(
                    catchThrowableOfType(ConnectorException.class, () -> files.fetched(towel, "towel.jpg", "image/jpeg", said)).failure())
                    .isInstanceOf(Failure.Unreachable.class);
            facebook.page().network().clock().advance(Duration.ofMinutes(61));

            assertThat(files.fetched(towel, "towel.jpg", "image/jpeg", said)).isEmpty();
            assertThat(files.fetched(towel, "towel.jpg", "image/jpeg", said)).isPresent();
        }
    }
}
