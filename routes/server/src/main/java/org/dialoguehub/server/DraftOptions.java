package org.dialoguehub.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be said and where, as options of a command. */
final class DraftOptions {
    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What to say, in Markdown; or --text-file") private @Nullable String text;

    @Option(names = "--text-file", paramLabel = "FILE", description = "A file with the text, in UTF-8") private @Nullable Path textFile;

    @Option(names = "--to", paramLabel = "CHANNEL", split = ",", description = "Names of channels or of groups of them, parted by commas") private List<String> channels =
            List.of();

    @Option(names = "--subject", paramLabel = "TEXT", description = "A title, for channels that show one") private @Nullable String subject;

    @Option(names = "--first-comment", paramLabel = "TEXT", description = "What to say below it, on every channel") private @Nullable String firstComment;

    @Option(names = "--instead", paramLabel = "CHANNEL=TEXT", description = "Other words for one channel") private Map<String, String> instead =
            new LinkedHashMap<>();

    @Option(names = "--overflow", paramLabel = "CHANNEL=HOW", description = "What becomes of a text too long for a channel: split (into a numbered thread; that is the default), shorten or refuse") private Map<String, String> overflow =
            new LinkedHashMap<>();

    @Option(names = "--attach", paramLabel = "FILE=WORDS", mapFallbackValue = "", description = "A picture, video or other file, with words for those who cannot see it; may be repeated") private Map<Path, String> files =
            new LinkedHashMap<>();

    ObjectNode draft(Running hub) throws IOException {
        ObjectNode draft = JsonNodeFactory.instance.objectNode();
        draft.put("text", words());
        channels.forEach(draft.putArray("channels")::add);
        Optional.ofNullable(subject).ifPresent(value -> draft.put("subject", value));
        Optional.ofNullable(firstComment).ifPresent(value -> draft.put("first-comment", value));
        ObjectNode different = draft.putObject("different");
        instead.forEach((channel, value) -> below(different, channel).put("text", value));
        overflow.forEach((channel, value) -> below(different, channel).put("overflow", value));
        ArrayNode attached = draft.putArray("files");
        for (Map.Entry<Path, String> file : files.entrySet()) {
            attach(hub, file.getKey(), Optional.ofNullable(file.getValue()).orElse(""), attached.addObject());
        }
        return draft;
    }

    private static void attach(Running hub, Path file, String description, ObjectNode attached) throws IOException {
        if (!Files.isReadable(file)) {
            throw new CommandException("The file " + file + " is not there, or may not be read");
        }
        attached.put("name", String.valueOf(file.getFileName()));
        attached.put("type",
                Optional.ofNullable(URLConnection.guessContentTypeFromName(file.toString())).orElse("application/octet-stream"));
        attached.set("content", ReceiptsCommand.parsed(hub.post("/api/files", file)).path("content"));
        if (!description.isBlank()) {
            attached.put("description", description);
        }
    }

    private static ObjectNode below(ObjectNode different, String channel) {
        JsonNode known = different.path(channel);
        return known instanceof ObjectNode object ? object : different.putObject(channel);
    }

    private String words() throws IOException {
        if (textFile != null && text == null) {
            return Files.readString(textFile);
        }
        if (text != null && textFile == null) {
            return text;
        }
        throw new CommandException(2, List.of("What is to be said? Give either a TEXT or a --text-file"));
    }
}
