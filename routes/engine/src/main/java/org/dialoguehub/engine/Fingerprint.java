package org.dialoguehub.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Note;

/** The same for two texts that people would call the same: white space, invisible characters and their encoding make no difference. */
final class Fingerprint {
    private Fingerprint() {}

    /** Of the writer's own words. */
    static String of(Note note) {
        return of(note.body().ownWords());
    }

    /** Of the text of an activity; empty if it has none. */
    static String of(Activity activity) {
        return Planner.note(activity).map(Fingerprint::of).orElse("");
    }

    /** SHA-256 of the text in NFC, without white space and format characters, in hexadecimal digits. */
    static String of(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        var bare = new StringBuilder(normal.length());
        int character;
        for (int index = 0; index < normal.length(); index += Character.charCount(character)) {
            character = normal.codePointAt(index);
            if (visible(character)) {
                bare.appendCodePoint(character);
            }
        }
        return HexFormat.of().formatHex(sha256(bare.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean visible(int character) {
        if (character < 0x7F) {
            return character > ' ';
        }
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT
                && Character.getType(character) != Character.CONTROL;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
