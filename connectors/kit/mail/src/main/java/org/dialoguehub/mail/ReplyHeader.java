package org.dialoguehub.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Knows the lines that mail programs put above what they quote, in the languages that people use them in. */
final class ReplyHeader {
    private static final int LONGEST = 400;

    private static final Pattern WROTE = Pattern.compile(
            "\\b(wrote|writes|kirjoitti|skrev|schrieb|schreibt|(?:a |ha )?(?:écrit|scritto)|escribió|scrisse|schreef|napisał(?:\\(a\\)|a)?|"
                    + "escreveu|написал(?:\\(а\\)|а)?|пишет|пише|написав|napsal(?:\\(a\\)|a)?|napísal|írta|yazdı|kirjutas|rašė|rakstīja|a scris|"
                    + "schreef het volgende|έγραψε)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern TIME = Pattern.compile("\\d{1,2}[:.h]\\d{2}|\\d{4}");

    private static final Set<String> OPENERS = Set.of(
            "on", "am", "den", "op", "el", "le", "il", "em", "w", "dnia", "dne", "dňa", "în", "pe", "no", "a", "at",
            "mon", "tue", "wed", "thu", "fri", "sat", "sun",
            "ma", "ti", "ke", "to", "pe.", "la", "su",
            "mån", "tis", "ons", "tors", "fre", "lör", "sön", "man", "tirs", "lør", "søn", "tor", "tir",
            "mo", "di", "mi", "do", "fr", "sa", "so", "wo", "vr", "za", "zo",
            "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue", "vie", "sáb", "dom", "gio", "sab",
            "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "seg", "ter", "qua", "qui", "sex",
            "пн", "вт", "ср", "чт", "пт", "сб", "вс");

    private static final String RULE = "[-_=*]{2,}\\s*";

    private static final Pattern ORIGINAL = Pattern.compile(
            RULE + "(?:original message|original appointment|reply message|ursprüngliche nachricht|originalnachricht|alkuperäinen viesti|"
                    + "ursprungligt meddelande|originalmeddelande|message d'origine|message original|message d’origine|mensaje original|"
                    + "messaggio originale|oorspronkelijk bericht|oprindelig meddelelse|opprinnelig melding|opprinnelig beskjed|"
                    + "wiadomość oryginalna|oryginalna wiadomość|mensagem original|исходное сообщение|původní zpráva)\\s*[-_=*]{2,}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern FORWARD = Pattern.compile(
            "(?:" + RULE + ")?(?:forwarded message|begin forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|"
                    + "välitetty viesti|edelleenlähetetty viesti|välitetty viesti alkaa|vidarebefordrat (?:brev|meddelande)|vidarebefordrat mejl|"
                    + "message transféré|message transmis|début du message réexpédié|mensaje reenviado|inicio del mensaje reenviado|"
                    + "messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|videresendt (?:meddelelse|melding)|"
                    + "videresend(?:t)? besked|przekazana wiadomość|mensagem encaminhada|пересылаемое сообщение|přeposlaná zpráva)"
                    + "(?:\\s*[-_=*]{2,}|\\s*:)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern FORWARD_SUBJECT = Pattern.compile(
            "\\s*(?:\\[[^\\]]{1,60}\\]\\s*)?(?:fwd?|vs fwd|vb|wg|tr|rv|i|enc|doorst|pd|vl|edelleen)\\s*:.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Set<String> FROM = Set.of(
            "from", "von", "lähettäjä", "från", "de", "da", "van", "fra", "od", "от");
    private static final Set<String> OTHER = Set.of(
            "sent", "date", "to", "cc", "subject", "reply-to", "importance",
            "gesendet", "datum", "an", "betreff", "kopie",
            "lähetetty", "päivämäärä", "pvm", "vastaanottaja", "kopio", "aihe",
            "skickat", "till", "kopia", "ämne", "skickad",
            "envoyé", "date d'envoi", "à", "objet", "copie à",
            "enviado", "enviado el", "fecha", "para", "asunto", "cc:",
            "inviato", "data", "a", "oggetto",
            "verzonden", "aan", "onderwerp",
            "sendt", "dato", "til", "emne", "kopi",
            "wysłano", "do", "temat", "dw", "data wysłania",
            "enviada em", "enviada", "assunto",
            "отправлено", "дата", "кому", "тема", "копия");

    private ReplyHeader() {}

    /** Whether a text says who wrote what follows, so clearly that what follows need not be marked as a quote. */
    static boolean isClear(String text) {
        return mayBe(text) && opens(text) && TIME.matcher(text).find() && (WROTE.matcher(text).find() || hasAddress(text));
    }

    /** Whether a text may say so, if a quote follows. */
    static boolean isLikely(String text) {
        return mayBe(text) && (WROTE.matcher(text).find() || hasAddress(text));
    }

    /** Whether a line may be the first of several that say so. */
    static boolean opens(String line) {
        String first = firstWord(line.strip()).toLowerCase(Locale.ROOT);
        return !first.isEmpty()
                && (Character.isDigit(first.charAt(0))
                        || OPENERS.contains(first)
                        || (first.endsWith(".") && OPENERS.contains(first.substring(0, first.length() - 1))));
    }

    private static String firstWord(String line) {
        for (int index = 0; index < line.length(); index++) {
            char character = line.charAt(index);
            if (character == ',' || Character.isWhitespace(character)) {
                return line.substring(0, index);
            }
        }
        return line;
    }

    /** Whether a line is a rule with "Original Message" in it. */
    static boolean isOriginalMessage(String line) {
        return line.length() < LONGEST && ORIGINAL.matcher(line.strip()).matches();
    }

    /** Whether a line says that a mail passed on follows. */
    static boolean isForward(String line) {
        return line.length() < LONGEST && FORWARD.matcher(line.strip()).matches();
    }

    static boolean isForwardSubject(String subject) {
        return FORWARD_SUBJECT.matcher(subject).matches();
    }

    /** Whether lines begin with the headers of another mail, as Outlook repeats them: From, then at least two more. */
    static boolean isHeaderBlock(List<String> lines) {
        if (lines.size() < 3 || !FROM.contains(label(lines.getFirst()))) {
            return false;
        }
        long others = lines.stream().skip(1).limit(6).filter(line -> OTHER.contains(label(line))).count();
        return others >= 2;
    }

    private static String label(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || colon > 30) {
            return "";
        }
        String label = line.substring(0, colon).replace("*", "").replace('\u00A0', ' ').strip().toLowerCase(Locale.ROOT);
        return label.startsWith("> ") ? label.substring(2) : label;
    }

    /** Whether a line may be the last of those that say so. */
    static boolean mayEnd(String line) {
        return line.endsWith(":");
    }

    private static boolean mayBe(String text) {
        return text.length() <= LONGEST && mayEnd(text);
    }

    private static boolean hasAddress(String text) {
        int at = text.indexOf('@');
        return at > 0 && (text.indexOf('<') >= 0 || text.indexOf('(') >= 0 || text.indexOf('[') >= 0);
    }
}
