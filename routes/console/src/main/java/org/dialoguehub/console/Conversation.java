package org.dialoguehub.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is shown together: channels that are one dialogue, on the left and on the right of the page.
 *
 * @param name stands in the address of the page
 * @param title for people
 * @param left one or more channels
 */
public record Conversation(String name, String title, List<Side> left, Side right) {
    public Conversation {
        left = List.copyOf(left);
    }

    /** A channel on one side of the page. */
    public record Side(String channel, Kind kind) {}

    /** How people think of a channel. */
    public enum Kind {
        MAIL,
        FEED,
        FACEBOOK,
        X,
        LINKEDIN,
        OTHER;

        /** The kind of the channels of a connector. */
        public static Kind of(String connector) {
            return switch (connector) {
                case "email" -> MAIL;
                case "feed" -> FEED;
                case "facebook" -> FACEBOOK;
                case "twitter" -> X;
                case "linkedin", "linkedin-member" -> LINKEDIN;
                default -> OTHER;
            };
        }

        /** Whether people know it by a name that is the same in every language. */
        boolean isNamed() {
            return this == FACEBOOK || this == X || this == LINKEDIN;
        }

        Icon icon() {
            return switch (this) {
                case MAIL -> Icon.MAIL;
                case FEED -> Icon.FEED;
                case FACEBOOK -> Icon.FACEBOOK;
                case X -> Icon.X;
                case LINKEDIN -> Icon.LINKEDIN;
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
                ? new Conversation(name, title, List.of(other), one)
                : new Conversation(name, title, List.of(one), other);
    }

    /** What one channel, on the right, speaks of with several others. */
    public static Conversation around(String name, String title, Side first, List<Side> others) {
        return new Conversation(name, title, others, first);
    }

    private Stream<Side> sides() {
        return Stream.concat(left.stream(), Stream.of(right));
    }

    List<String> channels() {
        return sides().map(Side::channel).distinct().toList();
    }

    /** The kind of a channel by name: that of its side, if it has one. */
    Kind kind(String channel) {
        Optional<Side> found = sides().filter(side -> side.channel().equals(channel)).findFirst();
        return found.map(Side::kind).orElse(Kind.OTHER);
    }

    boolean isOnTheRight(String channel) {
        return channel.equals(right.channel());
    }
}
