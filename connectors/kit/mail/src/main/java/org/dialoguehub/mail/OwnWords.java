package org.dialoguehub.mail;

/**
 * Tells what the sender of a mail wrote in it from all else that stands there: the mail that is answered or passed on, signatures, footers.
 *
 * <p>By marks and by the formulas that mail programs and lists use, in the order of their certainty: marks of quotes, headers of other mails,
 * attributions, footers, signatures. What is doubtful is the sender's. Takes time in proportion to the length, whatever the text.
 */
public final class OwnWords {
    private final Lines lines;
    private int end;

    private OwnWords(Lines lines) {
        this.lines = lines;
        end = lines.size();
    }

    /** Labels each line of a plain text; lines end with {@code \n}. */
    public static Segments of(String plain) {
        return Segments.of(labelled(Lines.of(plain)));
    }

    /**
     * Labels each line of a plain text that answers another: what stands in that one too, word by word, is a quote, marked or not.
     *
     * @param parent the text that is answered, with all that stands in it
     */
    public static Segments of(String plain, String parent) {
        Lines lines = labelled(Lines.of(plain));
        Quoted.claim(lines, parent);
        return Segments.of(lines);
    }

    /** Labels each line of what a mail shows; HTML is read as the text that people see. */
    public static Segments of(Mail mail) {
        return Segments.of(labelled(mail));
    }

    /** The same, given the text of the mail that is answered. */
    public static Segments of(Mail mail, String parent) {
        Lines lines = labelled(mail);
        Quoted.claim(lines, parent);
        return Segments.of(lines);
    }

    private static Lines labelled(Mail mail) {
        return MailBody.isPlain(mail) ? labelled(Lines.of(MailBody.plain(mail))) : Folding.labelled(MailBody.read(mail));
    }

    /** Labels lines of which some may be marked already. */
    static Lines labelled(Lines lines) {
        new OwnWords(lines).label();
        return lines;
    }

    private void label() {
        QuoteMarks.find(lines);
        Footers.claimTraces(lines);
        Footers.claim(lines, lines.size());
        passedOn();
        attributions();
        end = ownEnd();
        below();
        if (!lines.hasOwnAbove(lines.size())) {
            lines.release(Label.SIGNATURE);
            if (!lines.hasOwnAbove(lines.size())) {
                lines.release(Label.CLIENT);
            }
        }
    }

    /** Mails without marks to the end of the text. */
    private void passedOn() {
        for (int line = 0; line < lines.size(); line++) {
            if (!lines.isOwn(line)) {
                continue;
            }
            String text = lines.text(line);
            boolean forward = PassedOn.isForward(text);
            if (forward || PassedOn.isOriginal(text)) {
                line = below(line, PassedOn.afterRule(lines, line), forward) - 1;
            } else if (PassedOn.field(text) != 0) {
                line = headers(line) - 1;
            } else if (Attributions.isGroupWise(text)) {
                line = tail(line, line + 1, Label.ATTRIBUTION, Label.QUOTE) - 1;
            } else {
                line = attributed(line) - 1;
            }
        }
    }

    /** What stands below a rule that announces another mail; returns the line to go on with. */
    private int below(int rule, int after, boolean forward) {
        int first = lines.next(after, lines.size());
        int headers = headersFrom(first);
        int from = rule > 0 && lines.isOwn(rule - 1) && Wording.isRule(lines.text(rule - 1)) ? rule - 1 : rule;
        return tail(from, headers > 0 ? headers : after, Label.HEADER, forward ? Label.FORWARD : Label.QUOTE);
    }

    /** The end of headers that begin soon after a rule, below what Lotus Notes puts above them. */
    private int headersFrom(int first) {
        for (int line = first; line < Math.min(lines.size(), first + 8); line++) {
            if (lines.isMarked(line)) {
                return -1;
            }
            if (PassedOn.field(lines.text(line)) != 0) {
                return PassedOn.afterHeaders(lines, line, true);
            }
        }
        return -1;
    }

    /** Headers without a rule above them; those of a memorandum that begins the text are the sender's. */
    private int headers(int line) {
        int after = PassedOn.afterHeaders(lines, line, false);
        if (after < 0) {
            return line + 1;
        }
        int from = PassedOn.preamble(lines, line);
        boolean mail = PassedOn.isDated(lines, from, after) || (lines.hasOwnAbove(from) && PassedOn.isFrom(lines.text(line)));
        if (!lines.hasOwnAbove(from) && !(mail && PassedOn.isAddressed(lines, line, after))) {
            return after;
        }
        int rule = lines.previous(from);
        boolean ruled = rule >= 0 && lines.isOwn(rule) && isAnnouncing(lines.text(rule));
        return tail(ruled ? rule : from, after, Label.HEADER, Label.QUOTE);
    }

    /** A rule, also with words in it that no list of ours knows. */
    private static boolean isAnnouncing(String text) {
        return Wording.isRule(text) || (text.startsWith("---") && text.endsWith("--") && text.length() < 80);
    }

    /** Claims headers, and all below them unless that is marked; returns the line to go on with. */
    private int tail(int from, int after, Label head, Label label) {
        lines.claim(from, after, head);
        int next = lines.next(after, lines.size());
        if (next < lines.size() && lines.isMarked(next) && Attributions.before(lines, lines.previous(next)) < 0) {
            return after;
        }
        int end = after;
        while (end < lines.size() && !PassedOn.isEnd(lines.text(end))) {
            end++;
        }
        lines.claim(after, Math.min(lines.size(), end + 1), label);
        return Math.min(lines.size(), end + 1);
    }

    /** An attribution with nothing marked below it. */
    private int attributed(int line) {
        int after = Attributions.clearAfter(lines, line);
        int next = after < 0 ? 0 : lines.next(after, lines.size());
        if (after < 0 || next >= lines.size() || lines.isMarked(next)) {
            return line + 1;
        }
        if (lines.hasOwnAbove(line)) {
            return tail(line, after, Label.ATTRIBUTION, Label.QUOTE);
        }
        lines.claim(line, after, Label.ATTRIBUTION);
        int paragraphEnd = next;
        while (paragraphEnd < lines.size() && !lines.isBlank(paragraphEnd)) {
            paragraphEnd++;
        }
        if (lines.hasOwn(paragraphEnd, lines.size())) {
            lines.claim(next, paragraphEnd, Label.QUOTE);
        }
        return paragraphEnd;
    }

    /** Attributions above what is marked. */
    private void attributions() {
        for (int line = 1; line < lines.size(); line++) {
            boolean begins = lines.isMarked(line) && !lines.isMarked(line - 1);
            int above = begins ? lines.previous(line) : -1;
            if (above < 0 || line - above > 3 || !lines.isOwn(above)) {
                continue;
            }
            int first = Attributions.before(lines, above);
            if (first >= 0) {
                lines.claim(first, above + 1, Label.ATTRIBUTION);
            }
        }
    }

    /** Where the quote begins that stands below all own words, or the end. */
    private int ownEnd() {
        int last = lines.size() - 1;
        while (last >= 0 && !lines.isOwn(last)) {
            last--;
        }
        return last + 1;
    }

    /** Footers and the signature below own words: at the end, and above the first long quote for those who answer above it. */
    private void below() {
        Footers.claim(lines, end);
        int begin = afterLastQuote(end);
        int ownEnd = ownEnd();
        Signatures.claim(lines, Math.min(begin, ownEnd), ownEnd);
        int quote = firstQuote();
        if (quote > 0 && quote < end && lines.hasOwnAbove(quote)) {
            Footers.claim(lines, quote);
            int above = quote;
            while (above > 0 && !lines.isOwn(above - 1)) {
                above--;
            }
            Signatures.claim(lines, 0, above);
        }
    }

    private int afterLastQuote(int before) {
        for (int line = before - 1; line >= 0; line--) {
            if (!lines.isOwn(line) && !lines.isBlank(line)) {
                return line + 1;
            }
        }
        return 0;
    }

    private int firstQuote() {
        for (int line = 0; line < lines.size(); line++) {
            if (!lines.isOwn(line) && !lines.isBlank(line)) {
                return line;
            }
        }
        return -1;
    }
}
