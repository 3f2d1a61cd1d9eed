package org.dialoguehub.mail;

/** Finds the block of name, address and motto under a mail, with two dashes above it or without. */
final class Signatures {
    private static final int MOST_LINES = 16;
    private static final int MOST_GAPS = 4;
    private static final int MOST_WITHOUT_DASHES = 10;

    private static final String[] CONTACT = {
            "tel", "phone", "fax", "mobile", "cell", "gsm", "http:", "https:", "www.", "e-mail", "email", "mailto:", "@", "puh", "p.o. box",
            "street", "avenue", " road", "suite", "university", "department", "dept", "institut", "ltd", "inc.", "gmbh", " corp",
            "manager", "director", "engineer", "president", "professor", "icq", "jabber", "pgp", "key id", "fingerprint", "direct:",
            "office:", "blvd", "str.", "straße", "oy", " ab ", "llc"};

    private Signatures() {}

    /** Claims the signature that ends before {@code end}, and tells where it begins. */
    static int claim(Lines lines, int begin, int end) {
        int last = lines.previous(end);
        int words = 0;
        int gaps = 0;
        boolean patch = false;
        for (int line = last; line >= begin && words <= MOST_LINES; line--) {
            if (lines.isMarked(line)) {
                break;
            }
            if (lines.isBlank(line)) {
                gaps += line > begin && lines.isBlank(line - 1) ? 0 : 1;
                continue;
            }
            if (!lines.isOwn(line)) {
                break;
            }
            if (isDelimiter(lines.text(line)) && gaps <= MOST_GAPS && !patch && lines.hasOwnAbove(line)) {
                lines.claim(line, end, words == 1 && isVersion(lines.text(last)) ? Label.CLIENT : Label.SIGNATURE);
                return line;
            }
            patch |= isOfPatch(lines.raw(line));
            words++;
        }
        return undelimited(lines, begin, last);
    }

    private static boolean isDelimiter(String text) {
        return text.equals("--") || text.equals("\u2014") || text.equals("---") || text.equals("- --") || text.equals("__");
    }

    /** What git puts below. */
    private static boolean isVersion(String text) {
        return Wording.isDigit(text.charAt(0)) && text.indexOf('.') > 0 && text.indexOf(' ') < 0;
    }

    /** In mails with patches three dashes part the words from the changes. */
    private static boolean isOfPatch(String raw) {
        return raw.startsWith("diff ") || raw.startsWith("@@ ") || raw.startsWith("+++ ") || raw.startsWith("Index: ");
    }

    /** A last paragraph of short lines of which most tell how to reach somebody; the name above belongs to the closing. */
    private static int undelimited(Lines lines, int begin, int last) {
        if (last < begin || !lines.isOwn(last)) {
            return last + 1;
        }
        int first = lines.paragraph(last, MOST_WITHOUT_DASHES + 1);
        int count = last - first + 1;
        if (first <= begin || count < 2 || count > MOST_WITHOUT_DASHES || !lines.hasOwn(begin, first)) {
            return last + 1;
        }
        int contacts = 0;
        int links = 0;
        int name = first;
        for (int line = first; line <= last; line++) {
            String text = lines.text(line);
            if (text.length() > 90) {
                return last + 1;
            }
            boolean contact = isContact(text);
            contacts += contact ? 1 : 0;
            links += text.startsWith("http") ? 1 : 0;
            name = contact && contacts == 1 ? line : name;
        }
        if (contacts - links < 1 || contacts < 2 || contacts * 2 < count) {
            return last + 1;
        }
        int from = name > first && !Wording.isRule(lines.text(first)) ? Math.min(name, first + 1) : first;
        lines.claim(from, last + 1, Label.SIGNATURE);
        return from;
    }

    private static boolean isContact(String text) {
        String lower = Wording.lower(text);
        int digits = 0;
        for (int at = 0; at < lower.length(); at++) {
            digits += Wording.isDigit(lower.charAt(at)) ? 1 : 0;
        }
        return digits >= 7 || Wording.hasAny(lower, CONTACT);
    }
}
