package org.dialoguehub.model;

/** A closed round of people, known by name, such as the members of one group. */
public record Circle(String value) {
    public Circle {
        Names.requireText("circle", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
