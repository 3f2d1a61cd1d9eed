package org.dialoguehub.model;

/** One identity of a person or an organization on a network, such as {@code mailto:anna@example.org}. */
public record AccountId(String value) {
    public AccountId {
        Names.requireText("account id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
