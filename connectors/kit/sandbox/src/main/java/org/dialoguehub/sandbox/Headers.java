package org.dialoguehub.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Header fields in the order of the wire; names are compared without regard to case. Prints the names alone, as values may be secret. */
public record Headers(List<Field> fields) {
    /** One header field. */
    public record Field(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    public Headers {
        fields = List.copyOf(fields);
    }

    /** No header at all. */
    public static Headers none() {
        return new Headers(List.of());
    }

    /** The first value of a header. */
    public Optional<String> first(String name) {
        return fields.stream().filter(field -> field.name.equalsIgnoreCase(name)).map(Field::value).findFirst();
    }

    /** All values of a header, in order. */
    public List<String> all(String name) {
        return fields.stream().filter(field -> field.name.equalsIgnoreCase(name)).map(Field::value).toList();
    }

    /** The same with one header set, in place of any it had under that name. */
    public Headers with(String name, String value) {
        Collection<Field> changed = new ArrayList<>(without(name).fields);
        changed.add(new Field(name, value));
        return new Headers(List.copyOf(changed));
    }

    /** The same without any header of that name. */
    public Headers without(String name) {
        return new Headers(fields.stream().filter(field -> !field.name.equalsIgnoreCase(name)).toList());
    }
}
