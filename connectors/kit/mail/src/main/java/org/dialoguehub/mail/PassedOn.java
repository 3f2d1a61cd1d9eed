package org.dialoguehub.mail;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds mails that stand inside of a mail without marks: the rule above them, and their headers as mail programs repeat them. */
final class PassedOn {
    private static final int MOST_HEADER_LINES = 150;
    private static final int MOST_CONTINUED = 60;
    private static final int MOST_WITHOUT_ADDRESS = 2;
    private static final int FROM = 1;
    private static final int TO = 2;
    private static final int SUBJECT = 4;
    private static final int DATE = 8;
    private static final int COPY = 16;
    private static final int OTHER = 32;

    /** The names of header fields, in the languages that mail programs speak. */
    private static final Map<String, Integer> FIELDS = Stream.of(
            named(FROM, "from|von|lähettäjä|från|de|da|van|fra|od|от|от кого|feladó|kimden|kelleltä|差出人|发件人|寄件者|보낸 사람|"
                    + "de la|saatja|expéditeur|mittente|remitente|afzender|lähettäjä/from"),
            named(TO, "to|an|vastaanottaja|till|para|à|a|aan|til|do|кому|komu|címzett|kime|kenelle|宛先|收件人|收件者|받는 사람|"
                    + "către|destinataire|destinatario"),
            named(SUBJECT, "subject|betreff|aihe|ämne|objet|asunto|oggetto|onderwerp|emne|temat|assunto|тема|předmět|"
                    + "predmet|tárgy|konu|件名|主题|主旨|제목|subiect|teema|re"),
            named(DATE, "sent|date|gesendet|datum|lähetetty|päivämäärä|päiväys|pvm|skickat|skickad|envoyé|date d'envoi|"
                    + "enviado|enviado el|fecha|inviato|data|verzonden|sendt|dato|wysłano|data wysłania|enviada em|"
                    + "enviada|отправлено|дата|odesláno|elküldve|gönderildi|送信日時|日付|发送时间|日期|寄件日期|보낸 날짜|date sent|"
                    + "sent on|trimis|saadetud|inviato il|kuupäev"),
            named(COPY, "cc|bcc|kopie|kopio|kopia|copie à|copie|kopi|dw|копия|kopie an|抄送|副本|ccs|cc:"),
            named(OTHER, "importance|reply-to|sent by|please respond to|attachments|attachment|organization|newsgroups|"
                    + "message-id|priority|priorität|wichtigkeit|x-mailer|mime-version|content-type|"
                    + "content-transfer-encoding|sensitivity|in-reply-to|references|list-id|return-path|sender|"
                    + "received|user-agent|resent-from|delivered-to|follow up flag|anhänge|pièces jointes|liitteet|"
                    + "bilagor|reply to|fax|phone|location|when|where"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));

    private static final Set<String> ORIGINAL = Set.of(
            "original message", "original appointment", "original-nachricht", "reply message", "reply separator", "ursprüngliche nachricht",
            "originalnachricht", "urspr. nachricht", "alkuperäinen viesti", "alkuperäinen sanoma",
            "ursprungligt meddelande", "originalmeddelande", "message d'origine", "message original", "message d\u2019origine",
            "mensaje original", "messaggio originale", "oorspronkelijk bericht",
            "oprindelig meddelelse", "original meddelelse", "opprinnelig melding", "opprinnelig beskjed", "wiadomość oryginalna",
            "oryginalna wiadomość", "mensagem original", "исходное сообщение", "původní zpráva",
            "eredeti üzenet", "orijinal mesaj", "元のメッセージ", "原始邮件", "原始郵件", "원본 메시지", "original", "ursprüngliche mail", "oprindelig besked",
            "original email", "original mail", "alkuperäinen viesti/original message", "mesaj original", "algne kiri");

    private static final Set<String> FORWARDED = Set.of(
            "forwarded message", "forwarded mail", "begin forwarded message", "start of forwarded message", "begin forwarded mail",
            "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail",
            "välitetty viesti", "edelleenlähetetty viesti", "välitetty viesti alkaa", "vidarebefordrat brev", "vidarebefordrat meddelande",
            "vidarebefordrat mejl", "message transféré", "message transmis", "message réexpédié",
            "début du message réexpédié", "début du message transféré", "mensaje reenviado", "inicio del mensaje reenviado",
            "messaggio inoltrato", "inizio messaggio inoltrato", "doorgestuurd bericht",
            "begin doorgestuurd bericht", "videresendt meddelelse", "videresendt melding", "videresendt besked", "przekazana wiadomość",
            "mensagem encaminhada", "пересылаемое сообщение", "přeposlaná zpráva", "转发邮件信息", "転送メッセージ");

    private static final String[] FORWARDED_BY = {
            "forwarded by ", "forwarded message from ", "forwarded by: ", "weitergeleitet von ", "välittänyt ", "transféré par ",
            "forwarded from ", "reenviado por ", "inoltrato da ", "doorgestuurd door ", "vidarebefordrat av "};

    private static final Pattern FORWARD_SUBJECT = Pattern.compile(
            "\\s*(?:\\[[^\\]]{1,60}\\]\\s*)?(?:fwd?|vs fwd|vb|wg|tr|rv|i|enc|doorst|pd|vl|edelleen)\\s*:.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private PassedOn() {}

    static boolean isForwardSubject(String subject) {
        return FORWARD_SUBJECT.matcher(subject).matches();
    }

    /** Whether a line is a rule with "Original Message" or the like in it. */
    static boolean isOriginal(String text) {
        return text.length() < 120 && !text.isEmpty() && isRuled(text) && ORIGINAL.contains(bare(text));
    }

    /** Whether a line says that a mail passed on follows. */
    static boolean isForward(String text) {
        if (text.length() > 200 || text.isEmpty()) {
            return false;
        }
        String bare = bare(text);
        return FORWARDED.contains(bare) || (text.startsWith("--") && startsWithAny(bare, FORWARDED_BY));
    }

    /** Whether a line says that a mail passed on ends here. */
    static boolean isEnd(String text) {
        return text.startsWith("--") && text.length() < 200
                && Wording.hasAny(bare(text), "end of forwarded", "end forwarded", "end of original", "end original",
                        "ende der weitergeleiteten", "end of message");
    }

    private static boolean isRuled(String text) {
        char first = text.charAt(0);
        return text.length() > 3 && first == text.charAt(1) && "-_=*".indexOf(first) >= 0;
    }

    /** The words between the rules, in lower case. */
    private static String bare(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isRuling(text.charAt(from))) {
            from++;
        }
        while (to > from && (isRuling(text.charAt(to - 1)) || text.charAt(to - 1) == ':')) {
            to--;
        }
        return Wording.lower(text.substring(from, to));
    }

    private static boolean isRuling(char c) {
        return c == '-' || c == '_' || c == '=' || c == '*' || c == ' ' || c == '#' || c == '+' || c == '\t';
    }

    private static boolean startsWithAny(String text, String[] starts) {
        for (String start : starts) {
            if (text.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** The line after a rule that was wrapped: what it began with dashes ends with dashes. */
    static int afterRule(Lines lines, int rule) {
        String text = lines.text(rule);
        boolean open = text.startsWith("---") && !text.endsWith("-");
        for (int next = rule + 1; open && next < Math.min(lines.size(), rule + 3) && !lines.isBlank(next); next++) {
            if (lines.text(next).endsWith("---")) {
                return next + 1;
            }
        }
        return rule + 1;
    }

    /**
     * Where the headers end that begin at a line, or -1 if none do.
     *
     * @param announced whether a rule above says that they come
     */
    static int afterHeaders(Lines lines, int first, boolean announced) {
        int kinds = 0;
        int count = 0;
        int end = first;
        int line = first;
        while (line < lines.size() && line - first < MOST_HEADER_LINES) {
            int kind = lines.isMarked(line) ? 0 : field(lines.text(line));
            if (kind == FROM && (kinds & FROM) != 0) {
                break;
            }
            if (kind != 0) {
                kinds |= kind;
                count += kind == OTHER ? 0 : 1;
                end = line + 1;
                line++;
                continue;
            }
            int next = continued(lines, line);
            if (next < 0) {
                break;
            }
            line = next;
        }
        boolean whole = Integer.bitCount(kinds & ~OTHER) >= 3 && (kinds & (SUBJECT | DATE)) != 0 && (kinds & (FROM | TO)) != 0;
        boolean some = announced && Integer.bitCount(kinds & ~OTHER) >= 2;
        return count >= 2 && (whole || some) ? end : -1;
    }

    /** The next header field after lines that continue the one before, with at most two blank lines; -1 if there is none. */
    private static int continued(Lines lines, int from) {
        int blanks = 0;
        for (int line = from; line < Math.min(lines.size(), from + MOST_CONTINUED); line++) {
            if (lines.isMarked(line)) {
                return -1;
            }
            if (field(lines.text(line)) != 0) {
                return line;
            }
            blanks += lines.isBlank(line) ? 1 : 0;
            boolean text = !lines.isBlank(line);
            if (blanks > 2 || (blanks > 0 && text) || (text && line - from > MOST_WITHOUT_ADDRESS && !isOfAddresses(lines.text(line)))) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isOfAddresses(String text) {
        return text.indexOf('@') >= 0 || text.indexOf(',') >= 0 || text.indexOf(';') >= 0 || text.indexOf('/') >= 0;
    }

    /** Whether the headers between two lines tell a time, as those of a mail do and those of a memorandum do not. */
    static boolean isDated(Lines lines, int from, int to) {
        for (int line = from; line < to; line++) {
            String text = lines.text(line);
            boolean date = field(text) == DATE || field(text) == FROM || field(text) == 0;
            if (date && hasClock(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasClock(String text) {
        for (int at = 1; at + 2 < Math.min(text.length(), Wording.LONGEST); at++) {
            if ((text.charAt(at) == ':' || text.charAt(at) == '.') && Wording.isDigit(text.charAt(at - 1))
                    && Wording.isDigit(text.charAt(at + 1))
                    && Wording.isDigit(text.charAt(at + 2))) {
                return true;
            }
        }
        return false;
    }

    /** Where the lines begin that Lotus Notes puts above "To:": a name or address, when, who sent it, where answers go; each once. */
    static int preamble(Lines lines, int headers) {
        int first = headers;
        boolean dated = Wording.lower(lines.text(headers)).startsWith("sent by");
        boolean named = false;
        for (int line = headers - 1; line >= Math.max(0, headers - 9); line--) {
            if (lines.isBlank(line)) {
                continue;
            }
            String text = lines.text(line);
            if (lines.isMarked(line) || lines.label(line) != Label.OWN || text.length() > 160) {
                break;
            }
            boolean moment = !dated && isMoment(text);
            boolean name = !named && first - line <= 3 && (isAddress(text) || (dated && first - line <= 2 && isName(text)));
            if (!moment && !name && !isNoted(text) && !Wording.isRule(text)) {
                break;
            }
            dated |= moment;
            named |= name || (moment && (text.length() > 24 || text.contains("@")));
            first = line;
        }
        return first;
    }

    private static boolean isMoment(String text) {
        return hasClock(text) && hasDate(text) && text.length() < 120 && !text.endsWith(".");
    }

    private static boolean isNoted(String text) {
        String lower = Wording.lower(text);
        return lower.startsWith("please respond to") || lower.startsWith("sent by:") || (lower.endsWith(" on") && lower.contains("@"));
    }

    /** Names as Notes writes them, and those of mail with an address. */
    private static boolean isAddress(String text) {
        return text.contains("@") && text.length() < 90 && !text.endsWith(".");
    }

    private static boolean hasDate(String text) {
        for (int at = 1; at + 1 < text.length(); at++) {
            boolean figures = Wording.isDigit(text.charAt(at - 1)) && Wording.isDigit(text.charAt(at + 1));
            if (figures && (text.charAt(at) == '/' || text.charAt(at) == '-')) {
                return true;
            }
        }
        return text.contains("20") || text.contains("19");
    }

    private static boolean isName(String text) {
        return text.length() < 50 && ".,!?:;".indexOf(text.charAt(text.length() - 1)) < 0 && Character.isUpperCase(text.charAt(0))
                && text.chars().filter(c -> c == ' ').count() < 5;
    }

    /** Which header field a line begins with; 0 if none. */
    static int field(String text) {
        int from = text.startsWith("*") ? 1 : 0;
        int colon = text.indexOf(':');
        if (colon < 1 || colon > 32) {
            return text.length() < 100 && Wording.lower(text).startsWith("please respond to") ? OTHER : 0;
        }
        String name = text.substring(from, colon).replace("*", "").replace('\u00A0', ' ').strip();
        if (name.isEmpty() || (colon + 1 < text.length() && text.startsWith("//", colon + 1))) {
            return 0;
        }
        return FIELDS.getOrDefault(Wording.lower(name), 0);
    }

    private static Stream<Map.Entry<String, Integer>> named(int kind, String names) {
        return Arrays.stream(names.split("\\|")).map(name -> Map.entry(name, kind));
    }

    /** Whether one of the lines says to whom a mail goes; those that a patch begins with do not. */
    static boolean isAddressed(Lines lines, int from, int to) {
        for (int line = from; line < to; line++) {
            if (field(lines.text(line)) == TO) {
                return true;
            }
        }
        return false;
    }

    static boolean isFrom(String text) {
        return field(text) == FROM;
    }
}
