package org.dialoguehub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubConvertersTest {
    private static final NoteId ID = new NoteId("n1");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(camel);

    @AfterEach
    void stop() {
        camel.stop();
    }

    private static Note note() {
        var words = new Block.Paragraph(List.of(new Span.Text("I can.")));
        var quoted = new Block.Folded(Block.Folded.Kind.QUOTED, List.of(new Block.Paragraph(List.of(new Span.Text("Who can?")))));
        return Note.of(Board.ANNA, new RichText(List.of(words, quoted)), Audience.circle("parents"), Board.THEN);
    }

    private TypeConverter convert() {
        camel.start();
        return camel.getTypeConverter();
    }

    @Test
    void putsTheWritersOwnWordsOfAnActivityIntoText() {
        assertThat(convert().convertTo(String.class, new Create(ID, note()))).isEqualTo("I can.");
        assertThat(convert().convertTo(String.class, new Update(Board.ANNA, ID, note(), Board.THEN))).isEqualTo("I can.");
        assertThat(convert().convertTo(String.class, new Like(Board.ANNA, ID, Like.THUMBS_UP, Board.THEN))).isEqualTo(Like.THUMBS_UP);
        assertThat(convert().convertTo(String.class, new Delete(Board.ANNA, ID, Board.THEN))).isEmpty();
        assertThat(convert().convertTo(String.class, note())).isEqualTo("I can.");
    }

    @Test
    void takesTheNoteOutOfAnActivityThatHasOne() {
        Activity delete = new Delete(Board.ANNA, ID, Board.THEN);

        assertThat(convert().convertTo(Note.class, new Create(ID, note()))).isEqualTo(note());
        assertThatThrownBy(() -> convert().mandatoryConvertTo(Note.class, delete))
                .isInstanceOf(TypeConversionException.class)
                .hasRootCauseMessage("'delete' brings no note with it; create and update do");
    }

    @Test
    void makesANoteForTheOrganizationOutOfText() {
        exchange.getMessage().setHeader(HubHeaders.AUTHOR, "mailto:ben@example.org");

        Note note = convert().convertTo(Note.class, exchange, "Hello");

        assertThat(note).isEqualTo(Note.of(
                Actor.of("mailto:ben@example.org", ""),
                RichText.of("Hello"),
                new Audience.Organization(),
                Instant.ofEpochMilli(exchange.getClock().getCreated())));
    }
}
