package org.dialoguehub.mail;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;

/**
 * Header fields of bounded length: what is longer is cut, and only the raw mail has the rest. The library takes more than linear time for the
 * parameters of a part, so that the fields about content may be short only.
 */
final class BoundedFields implements FieldBuilder {
    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_OF_CONTENT = 1 << 14;
    private static final String OF_CONTENT = "content-";

    private final DefaultFieldBuilder inner = new DefaultFieldBuilder(-1);
    private int left = LONGEST;

    @Override
    public void reset() {
        inner.reset();
        left = LONGEST;
    }

    @Override
    public void append(ByteArrayBuffer line) throws MimeException {
        if (left == LONGEST && isOfContent(line)) {
            left = LONGEST_OF_CONTENT;
        }
        int length = Math.min(left, line.length());
        if (length > 0) {
            inner.append(length == line.length() ? line : new ByteArrayBuffer(line.buffer(), length, true));
            left -= length;
        }
    }

    @Override
    public RawField build() throws MimeException {
        return inner.build();
    }

    @Override
    public RecycledByteArrayBuffer getRaw() {
        return inner.getRaw();
    }

    @Override
    public void release() {
        inner.release();
    }

    private static boolean isOfContent(ByteArrayBuffer line) {
        if (line.length() < OF_CONTENT.length()) {
            return false;
        }
        for (int index = 0; index < OF_CONTENT.length(); index++) {
            if (Character.toLowerCase((char) line.byteAt(index)) != OF_CONTENT.charAt(index)) {
                return false;
            }
        }
        return true;
    }
}
