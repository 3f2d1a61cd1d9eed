package org.dialoguehub.console;

/** An attribute; the value is escaped when it is written. */
record Attribute(String name, String value) implements Part {
    static Attribute attribute(String name, String value) {
        return new Attribute(name, value);
    }

    static Attribute css(String classes) {
        return new Attribute("class", classes);
    }

    static Attribute id(String value) {
        return new Attribute("id", value);
    }

    static Attribute link(String target) {
        return new Attribute("href", target);
    }

    static Attribute label(String value) {
        return new Attribute("aria-label", value);
    }

    /** Nothing for those who are read to: the same is said in words beside it. */
    static Attribute silent() {
        return new Attribute("aria-hidden", "true");
    }

    /** Text of a stranger, which may run from right to left. */
    static Attribute anyDirection() {
        return new Attribute("dir", "auto");
    }
}
