package org.dialoguehub.camel;

import java.util.Optional;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Announce;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Undo;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.Note;

/** An activity in words. */
final class Words {
    private Words() {}

    static String kind(Activity activity) {
        return switch (activity) {
            case Create create -> "create";
            case Update update -> "update";
            case Delete delete -> "delete";
            case Like like -> "like";
            case Announce share -> "announce";
            case Undo undo -> "undo";
        };
    }

    /** The note that an activity brings with it. */
    static Optional<Note> note(Activity activity) {
        return switch (activity) {
            case Create create -> Optional.of(create.note());
            case Update update -> Optional.of(update.note());
            case Delete delete -> Optional.empty();
            case Like like -> Optional.empty();
            case Announce share -> Optional.empty();
            case Undo undo -> Optional.empty();
        };
    }

    /** What was said, as plain text: the writer's own words, or the emoji of a like; empty for what has no words. */
    static String text(Activity activity) {
        return switch (activity) {
            case Create create -> create.note().body().ownWords();
            case Update update -> update.note().body().ownWords();
            case Delete delete -> "";
            case Like like -> like.emoji();
            case Announce share -> "";
            case Undo undo -> "";
        };
    }
}
