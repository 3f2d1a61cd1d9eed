package org.dialoguehub.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import java.util.ArrayList;
import java.util.List;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Note;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceivingTest {
    private final TestMailServer server = new TestMailServer();
    private final TestHost host = TestHost.create();
    private final EmailSession session = server.open(host);

    @AfterEach
    void close() {
        session.close();
        server.close();
    }

    @Test
    void tellsOfAMailWithItsThreadAndKeepsItAsItCame() throws Exception {
        server.deliver(mail("first", "Shifts"));
        server.deliver(mail("second", "Re: Shifts").replace("\n\n", "\nIn-Reply-To: <first@example.org>\nReferences: <first@example.org>\n\n"));

        Batch batch = session.receive(Cursor.START, 10);

        assertThat(batch.more()).isFalse();
        assertThat(batch.events()).hasSize(2);
        Event second = batch.events().get(1);
        Note note = ((Activity.Create) second.activity()).note();
        assertThat(second.activity().object().value()).isEqualTo("second@example.org");
        assertThat(note.inReplyTo()).hasValueSatisfying(answer -> assertThat(answer.note().value()).isEqualTo("first@example.org"));
        assertThat(note.author().account().value()).isEqualTo("mailto:anna@example.org");
        assertThat(note.author().name()).isEqualTo("Anna");
        assertThat(note.body().ownWords()).isEqualTo("I can take the timing.");
        assertThat(host.blobs().open(second.raw().orElseThrow()).readAllBytes()).asString().contains("Message-ID: <second@example.org>");
    }

    @Test
    void goesOnAfterTheCursorAndLeavesNothingOut() throws Exception {
        for (int number = 0; number < 25; number++) {
            server.deliver(mail("m" + number, "Mail " + number));
        }

        List<String> ids = all(session, 7);

        assertThat(ids).hasSize(25).doesNotHaveDuplicates().startsWith("m0@example.org").endsWith("m24@example.org");
    }

    @Test
    void marksNothingAsSeen() throws Exception {
        server.deliver(mail("first", "Shifts"));

        session.receive(Cursor.START, 10);

        assertThat(server.inbox().getMessages().getFirst().isSet(Flags.Flag.SEEN)).isFalse();
    }

    static List<String> all(EmailSession session, int limit) throws ConnectorException {
        var ids = new ArrayList<String>();
        Cursor cursor = Cursor.START;
        boolean more = true;
        while (more) {
            Batch batch = session.receive(cursor, limit);
            batch.events().forEach(event -> ids.add(event.activity().object().value()));
            cursor = batch.next();
            more = batch.more();
        }
        return ids;
    }

    static String mail(String id, String subject) {
        return """
                From: Anna <anna@example.org>
                To: parents@example.org
                Subject: %s
                Date: Thu, 12 Nov 2026 10:03:00 +0200
                Message-ID: <%s@example.org>

                I can take the timing.
                """
                .formatted(subject, id);
    }
}
