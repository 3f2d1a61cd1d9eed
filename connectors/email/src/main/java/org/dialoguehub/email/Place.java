package org.dialoguehub.email;

import java.time.Instant;
import java.util.Optional;
import org.dialoguehub.connector.Cursor;

/**
 * How far a folder has been read.
 *
 * @param validity the folder's UIDVALIDITY: when it changes, the UIDs mean nothing any more, and all is told again
 * @param uid the last UID told
 * @param since mail received before this time is never told, in whole seconds of UTC; {@link Instant#EPOCH} for all
 */
record Place(long validity, long uid, Instant since) {
    static Optional<Place> of(Cursor cursor) {
        if (cursor.equals(Cursor.START)) {
            return Optional.empty();
        }
        String[] parts = cursor.value().split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not a cursor of this connector: " + cursor.value());
        }
        return Optional.of(
                new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[2]))));
    }

    Cursor cursor() {
        return new Cursor(validity + ":" + uid + ":" + since.getEpochSecond());
    }

    /** The same place in a folder of which the UIDs may have changed. */
    Place in(long currentValidity) {
        return currentValidity == validity ? this : new Place(currentValidity, 0, since);
    }

    Place at(long lastUid) {
        return new Place(validity, lastUid, since);
    }
}
