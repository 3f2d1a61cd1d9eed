package org.dialoguehub.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Private conversations of the simulated Page, by Meta's pages on the Messenger Platform: people write, and may be answered for 24 hours; for seven days by
 * people of a Page whose app has the permission Human Agent. Messages are {@link Posts} whose ids begin with {@code m_}. Safe for use by several threads.
 */
public final class FacebookMessages {
    static final String WITH = "with";
    static final String FILE = "file";

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration WINDOW_OF_PEOPLE = Duration.ofDays(7);
    private static final int MOST_CHARACTERS = 2_000;
    private static final int MOST_BYTES = 25 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Stored(String id, String name, String type, Body content) {}

    private final SandboxClock clock;
    private final Posts posts;
    private final FacebookNodes nodes;
    private final Consumer<Context> asPage;
    private final boolean humanAgent;
    private final Map<String, Instant> contacts = new HashMap<>();
    private final Map<String, String> people = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, Stored> files = new HashMap<>();

    /** @param asPage admits who asks with a token of the Page */
    FacebookMessages(SandboxClock clock, Posts posts, FacebookNodes nodes, Consumer<Context> asPage, boolean humanAgent) {
        this.clock = clock;
        this.posts = posts;
        this.nodes = nodes;
        this.asPage = asPage;
        this.humanAgent = humanAgent;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/{version}/{id}/conversations", this::conversations);
        routes.get("/{version}/{id}/messages", this::messages);
        routes.post("/{version}/{id}/messages", this::send);
        routes.post("/{version}/{id}/message_attachments", this::upload);
        routes.get("/cdn/{file}", context -> {
            Stored file = Optional.ofNullable(files.get(context.pathParam("file"))).orElseThrow(() -> FacebookError.gone("file").refusal());
            context.contentType(file.type).result(file.content.bytes());
        });
    }

    static boolean isMessage(Post post) {
        return post.details().containsKey(WITH);
    }

    /** The id by which the Page knows somebody. */
    public String personId(String account) {
        return FacebookNodes.personId(account);
    }

    /** Somebody writes to the Page; what it became. */
    public synchronized Post say(String account, String text) {
        return say(account, text, Map.of());
    }

    /** Somebody sends the Page a file. */
    public synchronized Post send(String account, String name, String type, byte[] content) {
        return say(account, "", Map.of(FILE, keep(name, type, content)));
    }

    /** Somebody presses the button by which a conversation begins, and says nothing yet. */
    public synchronized void begin(String account) {
        people.put(personId(account), account);
        contacts.put(personId(account), clock.instant());
    }

    /** Somebody does not want to hear from the Page any more. */
    public synchronized void close(String account) {
        closed.add(personId(account));
    }

    /** Somebody says something that no client can make sense of. */
    public synchronized Post somethingOdd(String account) {
        return say(account, "odd", Map.of(FacebookNodes.ODD, "yes"));
    }

    /** A colleague answers in Facebook's own inbox. */
    public synchronized Post answerByHand(String account, String text) {
        return create(FacebookAccess.PAGE, personId(account), text, Optional.empty(), Map.of());
    }

    private Post say(String account, String text, Map<String, String> more) {
        begin(account);
        return create(account, personId(account), text, Optional.empty(), more);
    }

    private Post create(String by, String with, String text, Optional<String> answered, Map<String, String> more) {
        var details = new HashMap<>(more);
        details.put(WITH, with);
        return posts.create(new Post.Draft(by, text, answered, details), number -> "m_" + (FacebookWriting.FIRST_ID + number));
    }

    private synchronized void send(Context context) {
        asPage.accept(context);
        requirePage(context);
        JsonNode asked = asked(context);
        String person = asked.path("recipient").path("id").asText();
        requireWindow(person, asked.path("messaging_type").asText("RESPONSE"), asked.path("tag").asText());
        JsonNode message = asked.path("message");
        String text = message.path("text").asText();
        String file = message.path("attachment").path("payload").path("attachment_id").asText();
        if (text.codePointCount(0, text.length()) > MOST_CHARACTERS) {
            throw FacebookError.of(100, "Length of param message[text] must be less than or equal to 2000").refusal();
        }
        if (text.isBlank() == file.isEmpty() || (!file.isEmpty() && !files.containsKey(file))) {
            throw FacebookError.of(100, "A message has either text or an attachment that was uploaded").refusal();
        }
        Optional<String> answered = Optional.of(asked.path("reply_to").path("mid").asText()).filter(it -> !it.isEmpty());
        if (answered.isPresent() && posts.find(answered.get()).filter(it -> person.equals(it.details().get(WITH))).isEmpty()) {
            throw FacebookError.of(100, "The message that is answered is not in this conversation").refusal();
        }
        Post made = create(FacebookAccess.PAGE, person, text, answered, file.isEmpty() ? Map.of() : Map.of(FILE, file));
        FacebookSimulation.send(context, JsonNodeFactory.instance.objectNode().put("recipient_id", person).put("message_id", made.id()));
    }

    private void requireWindow(String person, String type, String tag) {
        Instant contact = contacts.get(person);
        if (contact == null) {
            throw new FacebookError(400, 100, OptionalInt.of(2_018_001), "(#100) No matching user found", false).refusal();
        }
        if (closed.contains(person)) {
            throw new FacebookError(400, 551, OptionalInt.of(1_545_041), "(#551) This person isn't available right now.", false).refusal();
        }
        boolean late = type.equals("MESSAGE_TAG") && tag.equals("HUMAN_AGENT");
        if (late && !humanAgent) {
            throw FacebookError.of(10, "Application does not have permission for this action").refusal();
        }
        if (!late && !type.equals("RESPONSE") && !type.equals("UPDATE")) {
            throw FacebookError.of(100, "Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}").refusal();
        }
        if (clock.instant().isAfter(contact.plus(late ? WINDOW_OF_PEOPLE : WINDOW))) {
            throw new FacebookError(400, 10, OptionalInt.of(2_018_278), "(#10) This message is sent outside of allowed window.", false)
                    .refusal();
        }
    }

    private synchronized void upload(Context context) {
        asPage.accept(context);
        requirePage(context);
        List<UploadedFile> uploaded = context.uploadedFiles();
        String type = asked(context).path("message").path("attachment").path("type").asText();
        if (uploaded.isEmpty() || !List.of("image", "video", "audio", "file").contains(type) || uploaded.getFirst().size() > MOST_BYTES) {
            throw new FacebookError(400, 100, OptionalInt.of(2_018_047), "(#100) Upload attachment failure.", false).refusal();
        }
        try (InputStream content = uploaded.getFirst().content()) {
            String id = keep(uploaded.getFirst().filename(), String.valueOf(uploaded.getFirst().contentType()), content.readAllBytes());
            FacebookSimulation.send(context, JsonNodeFactory.instance.objectNode().put("attachment_id", id));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Puts a file where Facebook's files are; its id. */
    synchronized String keep(String name, String type, byte[] content) {
        String id = Long.toString(FacebookWriting.FIRST_ID * 100 + files.size());
        files.put(id, new Stored(id, name, type, Body.of(content)));
        return id;
    }

    private synchronized void conversations(Context context) {
        asPage.accept(context);
        requirePage(context);
        Map<String, String> parameters = FacebookSimulation.parameters(context);
        if (!parameters.getOrDefault("platform", "MESSENGER").equalsIgnoreCase("MESSENGER") || parameters.containsKey("since")) {
            throw FacebookError.of(100, "No such platform here, or time-based pagination is not available").refusal();
        }
        List<String> all = people.keySet().stream()
                .filter(person -> !within(person).isEmpty())
                .filter(person -> person.equals(parameters.getOrDefault("user_id", person)))
                .sorted(Comparator.comparing(this::updated).reversed())
                .toList();
        List<FacebookFields> wanted = FacebookNodes.wanted(parameters);
        FacebookSimulation.send(context, nodes.edge(context.path(), all, parameters, person -> person,
                person -> conversation(context, person, wanted)));
    }

    private synchronized void messages(Context context) {
        asPage.accept(context);
        String person = context.pathParam("id").replaceFirst("^t_", "");
        if (!people.containsKey(person)) {
            throw FacebookError.gone(context.pathParam("id")).refusal();
        }
        FacebookSimulation.send(context, messages(context, person, FacebookSimulation.parameters(context)));
    }

    private ObjectNode messages(Context context, String person, Map<String, String> parameters) {
        List<FacebookFields> wanted = FacebookNodes.wanted(parameters);
        return nodes.edge("/t_" + person + "/messages", within(person).reversed(), parameters, Post::id,
                message -> node(context, message, wanted));
    }

    private ObjectNode conversation(Context context, String person, List<FacebookFields> wanted) {
        return FacebookNodes.written(wanted, List.of("id", "updated_time"), "Conversation", (node, field) -> {
            switch (field.name()) {
                case "id" -> node.put("id", "t_" + person);
                case "updated_time" -> node.put("updated_time", FacebookNodes.time(updated(person)));
                case "participants" -> node.putObject("participants").putArray("data").add(named(person))
                        .add(FacebookNodes.person(FacebookAccess.PAGE));
                case "messages" -> node.set("messages", messages(context, person, FacebookNodes.inner(field)));
                case "message_count" -> node.put("message_count", within(person).size());
                default -> {
                    return List.of("snippet", "unread_count", "can_reply", "link", "senders").contains(field.name());
                }
            }
            return true;
        });
    }

    /** A message as its node shows it. */
    synchronized ObjectNode node(Context context, Post message, List<FacebookFields> wanted) {
        String person = message.details().getOrDefault(WITH, "");
        boolean ours = message.account().equals(FacebookAccess.PAGE);
        return FacebookNodes.written(wanted, List.of("id", "created_time"), "Message", (node, field) -> {
            switch (field.name()) {
                case "id" -> node.put("id", message.id());
                case "created_time" -> node.put("created_time", FacebookNodes.time(message.createdAt()));
                case "from" -> node.set("from", ours ? FacebookNodes.person(FacebookAccess.PAGE) : named(person));
                case "to" -> node.putObject("to").putArray("data")
                        .add(ours ? named(person) : FacebookNodes.person(FacebookAccess.PAGE));
                case "message" -> {
                    if (message.details().containsKey(FacebookNodes.ODD)) {
                        node.putArray("message").add(message.text());
                    } else {
                        node.put("message", message.text());
                    }
                }
                case "attachments" -> file(message).ifPresent(
                        file -> node.putObject("attachments").putArray("data").add(shown(context, file)));
                default -> {
                    return List.of("sticker", "shares", "tags", "reply_to", "reactions").contains(field.name());
                }
            }
            return true;
        });
    }

    /** What a webhook tells of it. */
    ObjectNode told(Change change) {
        Post message = change.post();
        String person = message.details().getOrDefault(WITH, "");
        boolean ours = change.by().equals(FacebookAccess.PAGE);
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.putObject("sender").put("id", ours ? FacebookAccess.PAGE : person);
        told.putObject("recipient").put("id", ours ? person : FacebookAccess.PAGE);
        told.put("timestamp", change.at().toEpochMilli());
        switch (change.kind()) {
            case CREATED, DELETED -> {
                ObjectNode body = told.putObject("message").put("mid", message.id());
                if (!message.text().isEmpty()) {
                    body.put("text", message.text());
                }
                if (ours) {
                    body.put("is_echo", true).put("app_id", Long.parseLong(FacebookAccess.APP));
                }
                file(message).ifPresent(file -> body.putArray("attachments").addObject().put("type", file.type.replaceAll("/.*", ""))
                        .putObject("payload").put("url", "https://cdn.fbsbx.com/" + file.id));
            }
            case EDITED -> told.putObject("message_edit").put("mid", message.id()).put("text", message.text()).put("num_edit", 1);
            case LIKED, UNLIKED -> told.putObject("reaction").put("mid", message.id()).put("reaction", "other")
                    .put("action", change.kind() == Change.Kind.LIKED ? "react" : "unreact").put("emoji", change.emoji().orElse(""));
        }
        return told;
    }

    private List<Post> within(String person) {
        return posts.visible().stream().filter(post -> person.equals(post.details().get(WITH))).toList();
    }

    private Instant updated(String person) {
        return within(person).getLast().createdAt();
    }

    private ObjectNode named(String person) {
        return JsonNodeFactory.instance.objectNode().put("name", people.getOrDefault(person, "")).put("id", person)
                .put("email", person + "@facebook.com");
    }

    private Optional<Stored> file(Post message) {
        return Optional.ofNullable(message.details().get(FILE)).flatMap(id -> Optional.ofNullable(files.get(id)));
    }

    private static ObjectNode shown(Context context, Stored file) {
        String address = "http://" + context.host() + "/cdn/" + file.id;
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("id", file.id).put("mime_type", file.type).put("name", file.name)
                .put("size", file.content.size());
        if (file.type.startsWith("image/")) {
            shown.putObject("image_data").put("url", address).put("width", 1).put("height", 1);
        } else if (file.type.startsWith("video/")) {
            shown.putObject("video_data").put("url", address);
        } else {
            shown.put("file_url", address);
        }
        return shown;
    }

    private static void requirePage(Context context) {
        if (!List.of(FacebookAccess.PAGE, "me").contains(context.pathParam("id"))) {
            throw FacebookError.gone(context.pathParam("id")).refusal();
        }
    }

    /** As JSON, or as a form whose values are JSON where they are not words. */
    private static JsonNode asked(Context context) {
        try {
            if (String.valueOf(context.contentType()).startsWith("application/json")) {
                return MAPPER.readTree(context.body());
            }
            ObjectNode asked = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, String> each : new LinkedHashMap<>(FacebookSimulation.parameters(context)).entrySet()) {
                asked.set(each.getKey(), each.getValue().startsWith("{")
                        ? MAPPER.readTree(each.getValue())
                        : JsonNodeFactory.instance.textNode(each.getValue()));
            }
            return asked;
        } catch (JsonProcessingException wrong) {
            throw FacebookError.of(100, "A parameter is no JSON").refusal();
        }
    }
}
