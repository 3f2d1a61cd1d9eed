package org.dialoguehub.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * What a proxy is to do with certain lines.
 *
 * @param after a line that must have passed on the same connection before, since the rule last struck there
 * @param skip how many such lines pass before it strikes
 * @param times how many it strikes
 */
record LineRule(Line line, Optional<Line> after, int skip, int times, Action action, Armed armed, AtomicInteger met) {
    /** Who said something. */
    enum Side {
        CLIENT,
        SERVER
    }

    /** A kind of line. */
    record Line(Side from, Pattern pattern) {
        static Line of(Side from, String pattern) {
            return new Line(from, Pattern.compile(pattern));
        }

        boolean is(Side side, CharSequence text) {
            return side == from && pattern.matcher(text).matches();
        }
    }

    /** What happens to a line. */
    sealed interface Action {
        /** It passes. */
        record Pass() implements Action {}

        /** It passes, and is counted. */
        record Count() implements Action {}

        /** It passes; after that many more bytes from the same side the connection is cut. Below zero: the line itself does not pass. */
        record Cut(int bytes) implements Action {}

        /** It does not pass. */
        record Swallow() implements Action {}

        /** Another line passes. */
        record Replace(String line) implements Action {}

        /** It passes later. */
        record Delay(Duration by) implements Action {}
    }

    /** Counts one line that fits, and says whether the rule strikes it. */
    boolean strikes() {
        return armed.live() && met.incrementAndGet() > skip && armed.fired() < times;
    }
}
