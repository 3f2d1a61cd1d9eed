package org.dialoguehub.camel;

import java.util.List;
import java.util.Optional;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;

/**
 * What a user may set for a channel of Camel endpoints.
 *
 * @param send where posts go to
 * @param receive where messages come from
 * @param key the header that tells a message apart from all others for ever
 * @param author who says what comes in, unless the message tells
 */
record CamelSettings(
        Optional<String> send, Optional<String> receive, Form body, Optional<String> key, String author, OnDoubt onDoubt) {
    /** What the body of a message is. */
    enum Form {
        /** Plain text. */
        TEXT,
        /** An activity in ActivityStreams 2.0. */
        JSON
    }

    /** What to do about a post of which Camel cannot say whether it is out. */
    enum OnDoubt {
        ASK,
        REPEAT,
        DROP
    }

    private static final Setting<Optional<String>> SEND = Setting.text(
            "send",
            "Camel endpoint to send to, such as file:outbox?fileName=${header.CamelHubKey}.txt; a secret in it is written {{env:NAME}}")
            .optional();
    private static final Setting<Optional<String>> RECEIVE =
            Setting.text("receive", "Camel endpoint to receive from, such as file:inbox?readLock=changed").optional();
    private static final Setting<Form> BODY = Setting.choice(
            "body", "What the body of a message is: plain text, or an activity in ActivityStreams 2.0", Form.class)
            .orElse(Form.TEXT);
    private static final Setting<Optional<String>> KEY = Setting.text(
            "key",
            "Header that tells a received message apart from all others for ever; unless set, name, size and time of a file, or the"
                    + " id that the endpoint gives")
            .optional();
    private static final Setting<String> AUTHOR =
            Setting.text("author", "Account that says what comes in without the header CamelHubAuthor").orElse("camel");
    private static final Setting<OnDoubt> ON_DOUBT = Setting.choice(
            "on-doubt",
            "When nobody knows whether a post went out: ask a person, repeat it (rather twice than never), or drop it",
            OnDoubt.class)
            .orElse(OnDoubt.ASK);

    static final List<Setting<?>> ALL = List.of(SEND, RECEIVE, BODY, KEY, AUTHOR, ON_DOUBT);

    static CamelSettings of(Settings settings) {
        return new CamelSettings(
                settings.get(SEND),
                settings.get(RECEIVE),
                settings.get(BODY),
                settings.get(KEY),
                settings.get(AUTHOR),
                settings.get(ON_DOUBT));
    }
}
