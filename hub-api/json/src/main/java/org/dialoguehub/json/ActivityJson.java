package org.dialoguehub.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Audience;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads activities as <a href="https://www.w3.org/TR/activitystreams-core/">ActivityStreams 2.0</a> JSON. What is written is read back as
 * the equal activity; equal activities are written as equal text. Safe for use by several threads; make one and keep it.
 *
 * <p>What the vocabulary has no word for stands in properties named {@code hub:…}, among them the text as a tree; {@code content} repeats it as plain
 * text for readers who do not know the hub. Ids are {@code note:…} if the hub gave them, {@code external:…} if a network did.
 */
public final class ActivityJson {
    /** Room for {@link org.dialoguehub.model.RichText#DEEPEST} levels of blocks, of which lists take three each, and what is around them. */
    private static final int DEEPEST = 200;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final DefaultPrettyPrinter layout = new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withArrayEmptySeparator("")
                    .withRootSeparator(""))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    /**
     * Writes on one line, leaving out what {@link #read} can derive: for rows of a database.
     *
     * @throws IllegalArgumentException if the text is nested deeper than can be read
     */
    public String compact(Activity activity) {
        return write(null, writer -> writer.activity(activity));
    }

    /** Writes an audience on one line, as it stands in the note of an activity. */
    public String compact(Audience audience) {
        return write(null, writer -> writer.audience(audience));
    }

    /**
     * Writes a complete ActivityStreams document over several lines, the last of which ends with {@code \n} as all do: for people, files and others.
     *
     * @throws IllegalArgumentException if the text is nested deeper than can be read
     */
    public String pretty(Activity activity) {
        return write(layout.createInstance(), writer -> writer.activity(activity)) + "\n";
    }

    /**
     * Reads what either form has written, and what others wrote in its manner: members in any order, unknown ones passed over, the text as
     * {@code content} of type {@code text/plain} if there is no tree.
     *
     * @throws IllegalArgumentException if it is no JSON, no activity, or lacks something; says where
     */
    public Activity read(String json) {
        return read(json, source -> Thing.read(source).activity());
    }

    /**
     * Reads what {@link #compact(Audience)} has written.
     *
     * @throws IllegalArgumentException if it is no JSON or no audience; says where
     */
    public Audience readAudience(String json) {
        return read(json, source -> new PartReader(source).audience("audience"));
    }

    private <T> T read(String json, Reading<T> reading) {
        try (JsonParser parser = factory.createParser(json)) {
            parser.nextToken();
            T value = reading.read(new JsonSource(parser));
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("There is more after the end");
            }
            return value;
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("Not ActivityStreams in JSON: " + wrong.getMessage(), wrong);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String write(@Nullable PrettyPrinter printer, Writing writing) {
        var text = new StringWriter(1024);
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.setPrettyPrinter(printer);
            writing.write(new ActivityWriter(json, printer != null));
        } catch (JsonProcessingException tooDeep) {
            throw new IllegalArgumentException("Cannot be written as JSON: " + tooDeep.getMessage(), tooDeep);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return wellFormed(text.toString());
    }

    /** Half a surrogate pair is no character, and would not outlive UTF-8: it is written as an escape. In JSON it can only stand in a string. */
    private static String wellFormed(String json) {
        for (int at = 0; at < json.length(); at++) {
            if (Character.isSurrogate(json.charAt(at))) {
                return escaped(json, at);
            }
        }
        return json;
    }

    private static String escaped(String json, int from) {
        var text = new StringBuilder(json.length() + 16).append(json, 0, from);
        json.substring(from).codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                text.append("\\u").append(Integer.toHexString(point));
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }

    /** Reads one value. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(JsonSource source) throws IOException;
    }

    /** Writes one value. */
    @FunctionalInterface
    private interface Writing {
        void write(ActivityWriter writer) throws IOException;
    }
}
