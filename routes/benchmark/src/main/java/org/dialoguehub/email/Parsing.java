package org.dialoguehub.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.mail.Mail;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/** Makes an event of a mail as the connector does, without a server; in the connector's package, since that shows nobody its parser. */
public final class Parsing {
    private static final BlobId RAW = new BlobId("0".repeat(64));
    private static final Instant RECEIVED = Instant.parse("2026-06-01T00:00:00Z");

    private final EmailTranslator translator;

    public Parsing() throws SettingsException {
        Map<String, String> settings = Map.of(
                "imap", "imap://127.0.0.1",
                "smtp", "smtp://127.0.0.1",
                "user", "hub",
                "password", "hub",
                "address", "hub@example.org",
                "list", "parents@example.org");
        translator = new EmailTranslator(
                EmailSettings.of(Settings.read(EmailSettings.ALL, settings)), Audience.circle("parents-mail"), "benchmark.example.org");
    }

    /**
     * The event that a mail becomes; its files are read and forgotten.
     *
     * @param uid of the mail in its folder
     */
    public Event event(int uid, byte[] mail) throws IOException {
        Mail parsed = Mail.read(new ByteArrayInputStream(mail), new Forgetting());
        return translator.event(new EventKey("1:" + uid), parsed, RAW, RECEIVED);
    }

    private static final class Forgetting implements Blobs {
        @Override
        public Stored put(InputStream content) throws IOException {
            try (content) {
                return new Stored(RAW, content.transferTo(OutputStream.nullOutputStream()));
            }
        }

        @Override
        public InputStream open(BlobId id) throws IOException {
            throw new IOException("Nothing was kept");
        }
    }
}
