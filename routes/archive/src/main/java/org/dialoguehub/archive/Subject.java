package org.dialoguehub.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What programs put before a subject. */
final class Subject {
    /** Reply marks of mail programs in the languages people use, with the counts that some add ({@code Re[2]:}). */
    private static final Pattern REPLY =
            Pattern.compile("(?:re|aw|antw|sv|vs|vast|ref|odp|res|rif|bls|atb|yt|ynt)\\s?(?:[\\[(]\\d{1,3}[\\])])?\\s?[:：]\\s*",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern LIST = Pattern.compile("\\[[^\\[\\]]{1,60}\\]\\s*");

    private Subject() {}

    /** Whether it says that the mail is a reply. */
    static boolean isReply(String subject) {
        return !base(subject).equals(withoutList(subject));
    }

    /** Without the marks of replies and the names of lists before it. */
    static String base(String subject) {
        String left = withoutList(subject);
        Matcher mark = REPLY.matcher(left);
        while (mark.lookingAt()) {
            left = withoutList(left.substring(mark.end()));
            mark = REPLY.matcher(left);
        }
        return left;
    }

    private static String withoutList(String subject) {
        String left = subject.strip();
        Matcher list = LIST.matcher(left);
        while (list.lookingAt() && list.end() < left.length()) {
            left = left.substring(list.end());
            list = LIST.matcher(left);
        }
        return left;
    }
}
