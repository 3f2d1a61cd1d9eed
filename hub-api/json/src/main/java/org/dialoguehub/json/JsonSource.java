package org.dialoguehub.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads JSON value by value; where something else stands than was expected, says so. Each method begins and ends on the value it reads. */
record JsonSource(JsonParser parser) {
    /** Enters an object: the name of its first member that is not null, as {@link #next} does. */
    @Nullable
    String enter(String what) throws IOException {
        expect(JsonToken.START_OBJECT, what, "an object");
        return next();
    }

    /** Goes on to the value of the next member that is not null: its name, or null at the end of the object. */
    @Nullable
    String next() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                return name;
            }
        }
        return null;
    }

    /** Passes over a value, whatever it is. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    <T> List<T> list(String what, Value<T> reader) throws IOException {
        expect(JsonToken.START_ARRAY, what, "a list");
        var list = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(reader.read());
        }
        return list;
    }

    String text(String what) throws IOException {
        expect(JsonToken.VALUE_STRING, what, "a string");
        return parser.getText();
    }

    /** A string that stands for something. */
    <T> T text(String what, Function<String, T> meaning) throws IOException {
        String text = text(what);
        try {
            return meaning.apply(text);
        } catch (RuntimeException wrong) { // java.time has an exception of its own
            throw new IllegalArgumentException("'" + what + "' is wrong" + where() + ": " + wrong.getMessage(), wrong);
        }
    }

    /** A whole number that stands for something. */
    <T> T number(String what, LongFunction<T> meaning) throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, what, "a whole number");
        long number = parser.getLongValue();
        try {
            return meaning.apply(number);
        } catch (ArithmeticException tooMuch) {
            throw new IllegalArgumentException("'" + what + "' is " + number + where() + "; that is too much", tooMuch);
        }
    }

    boolean truth(String what) throws IOException {
        if (!is(JsonToken.VALUE_TRUE) && !is(JsonToken.VALUE_FALSE)) {
            throw unexpected(what, "true or false");
        }
        return parser.getBooleanValue();
    }

    boolean is(JsonToken token) {
        return parser.currentToken() == token;
    }

    /** A value that must have been there. */
    <T> T required(String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("'" + what + "' is missing" + where());
        }
        return value;
    }

    IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException(what + where() + " is of no known kind");
    }

    private String where() {
        JsonLocation at = parser.currentTokenLocation();
        return " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private IllegalArgumentException unexpected(String what, String needed) {
        return new IllegalArgumentException("'" + what + "' is " + found() + where() + "; " + needed + " is needed");
    }

    private void expect(JsonToken token, String what, String needed) {
        if (!is(token)) {
            throw unexpected(what, needed);
        }
    }

    private String found() {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case null -> "nothing";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "not a value";
        };
    }

    /** Reads one value. */
    @FunctionalInterface
    interface Value<T> {
        T read() throws IOException;
    }
}
