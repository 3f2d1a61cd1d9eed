package org.dialoguehub.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is shown together: two channels that are one dialogue, on the left and on the right of the page.
 *
 * @param name stands in the address of the page
 * @param title for people
 */
public record Conversation(String name, String title, Side left, Side right) {

    /** A channel on one side of the page. */
    public record Side(String channel, Kind kind) {}

    /** How people think of a channel. */
    public enum Kind {
        MAIL,
        FEED,
        OTHER;

        /** The kind of the channels of a connector. */
        public static Kind of(String connector) {
            return switch (connector) {
                case "email" -> MAIL;
                case "feed" -> FEED;
                default -> OTHER;
            };
        }

        Icon icon() {
            return switch (this) {
                case MAIL -> Icon.MAIL;
                case FEED -> Icon.FEED;
                case OTHER -> Icon.CHANNEL;
            };
        }

        String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What goes through two channels, the mail on the left. */
    public static Conversation of(String name, String title, Side one, Side other) {
        return other.kind() == Kind.MAIL && one.kind() != Kind.MAIL
                ? new Conversation(name, title, other, one)
                : new Conversation(name, title, one, other);
    }

    List<String> channels() {
        return Stream.of(left.channel(), right.channel()).distinct().toList();
    }

    /** The kind of a channel by name: one of the two sides, or none of them. */
    Kind kind(String channel) {
        return Stream.of(left, right).filter(side -> side.channel().equals(channel)).map(Side::kind).findFirst().orElse(Kind.OTHER);
    }

    boolean isOnTheRight(String channel) {
        return channel.equals(right.channel());
    }
}
