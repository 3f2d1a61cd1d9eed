package org.dialoguehub.mail;

/** Finds what nobody wrote by hand below a mail: footers of lists and archives, advertising, disclaimers. Works from the end upwards. */
final class Footers {
    private static final int LONGEST = 24;
    private static final int LONGEST_AD = 9;

    /** Words that only footers of lists have. */
    private static final String[] LIST = {
            "to unsubscribe", "easy unsubscribe", "unsubscribe click", "unsubscribe here", "unsubscribe link", "unsubscribe:",
            "-unsubscribe@", "unsubscribe from", "[un]subscribe", "(un)subscribe", "un/subscribe",
            "unsubscribe,",
            "unsubscribe send", "unsubscribe at", "unsubscribe in the", "unsubscribe and", "unsubscribe info", "unsubscription", "listinfo",
            "mailman/", "majordomo", "listserv", "lists.sourceforge",
            "to post to this list", "post messages to", "to subscribe or unsubscribe", "google groups", "groups.google", "groups.io",
            "yahoogroups", "yahoo! groups", "egroups.com", "you received this message because", "you are currently subscribed",
            "you are subscribed to", "list archives", "archives of this list", "archive of this list", "subscription options",
            "posting guide", "to change your subscription", "manage your subscription", "manage subscription", "leave the list", "signoff ",
            "this list is provided by", "sf.net email is sponsored", "sf.net email is sponsored by", "sourceforge.net/", "p.sf.net/",
            "mailing list -- ",
            "mailing list (http", "topica", "for additional commands", "list-help", "sympa/", "freelists",
            "abbestellen", "désabonner", "se désinscrire", "désinscription", "liste de diffusion", "lista de correo", "lista de discussão",
            "para cancelar", "darse de baja", "per cancellarsi", "disiscriv", "peruuta tilaus", "postituslista",
            "sähköpostilista", "avprenumerera", "avregistrera", "e-postlista", "mailinglijst", "uitschrijven", "afmelden", "wypisać",
            "отписаться", "отписки", "рассылк", "アンサブスクライブ", "退订",
            "unsubscribe from this group", "mailing-list", "maillist", "list settings", "subscribe to this list"};

    /** Words that footers of lists have, and other lines too: they count below a rule. */
    private static final String[] LIST_BELOW_A_RULE = {
            "mailing list", "mailinglist", "mailingliste", "subscribe", "lists.", "archives", "faq", "list-", "sponsored by", "@lists",
            "-list@", "post to", "liste ", "lista ", "list at ", "-users at ", "-devel at ", "-dev at ", "mail list"};

    private static final String[] PROVIDERS = {
            "msn", "hotmail", "yahoo", "lycos", "excite", "juno", "aol", "netscape", "gmx", "web.de", "freemail", "mail.com",
            "virus", "avg ", "avast", "nod32", "eset ", "mcafee", "norton", "free email", "free e-mail", "freenet", "t-online",
            "tiscali", "wanadoo", "laposte", "caramail", "libero", "terra.", "bigfoot", "deja", "imp:", "squirrelmail", "opera",
            "windows live", "live.com", "messenger", "mailscanner", "spamcop", "antispam", "incredimail", "eudora", "google toolbar",
            "webmail", "zonnet", "planet.nl", "suomi24", "luukku", "jippii", "spray", "telia", "usa.net", "postmaster.co.uk", "rediff",
            "123india", "sify", "mail.ru", "rambler", "o2.pl", "onet.pl", "wp.pl", "interia", "seznam", "email.cz", "voila",
            "netzero", "iname", "altavista", "zdnet", "onebox", "go.com", "mailcity", "angelfire", "send instant messages", "msn photos"};

    private static final String[] ADVERTISING = {
            "http://", "https://", "www.", ".com", "free", "join", "get ", "chat", "download", "sign up", "express yourself", "do you",
            "certified", "scanned", "checked", "gratis", "kostenlos", "gratuit", "ilmai", "click"};

    private static final String[] OPENS_AD = {
            "do you yahoo!?", "get your free ", "get your private, free", "join the world", "join msn", "send and receive hotmail",
            "sent from my ", "sent from yahoo", "sent from outlook", "sent from mail for", "sent from samsung", "sent from a ",
            "sent from proton", "sent with proton", "sent via ", "sent using ", "get outlook for", "outgoing mail is certified",
            "checked by avg", "this mail sent through", "this message was sent using", "this email has been checked",
            "free download of msn",
            "get free email", "get 250 color", "add photos to your", "mit gmx", "gmx -", "+++ gmx", "fast, faster", "free pop3 email",
            "sent from windows mail", "von meinem ", "gesendet von ", "gesendet mit ", "diese e-mail wurde ", "diese nachricht wurde von",
            "lähetetty iphone", "lähetetty ipad", "lähetetty android", "lähetetty minun", "lähetetty samsung", "lähetetty puhelime",
            "lähetetty outlook", "lähetetty sähköposti", "hanki outlook", "skickat från ", "skickat med ", "hämta outlook", "outlook für ",
            "envoyé de mon", "envoyé de ma", "envoyé depuis ", "envoyé à partir", "télécharger outlook", "enviado desde ", "enviado de ",
            "enviado do ", "enviado a partir", "obtener outlook", "inviato da", "inviato dal", "verzonden van", "verstuurd van",
            "sendt fra min", "sendt fra ",
            "wysłane z ", "отправлено с ", "отправлено из ", "odesláno z ", "поштою", "发自我的", "從我的 ", "iphoneから送信", "sent by my ",
            "powered by ", "do you yahoo", "start your day with yahoo", "tired of spam?", "discover yahoo", "want to chat instantly",
            "never miss a thing", "be a better ", "need a new", "looking for last minute", "express yourself instantly",
            "this message sent using", "--- avg", "avast", "find out what's new", "send instant messages", "msn photos is",
            "help stop spam", "the new msn 8", "protect your pc",
            "mail sent from", "sent from the", "looking for a job", "create your own", "email sent using"};

    private static final String[] DISCLAIMING = {
            "confidential", "intended recipient", "intended only", "intended solely", "intended for the", "privileged", "in error",
            "notify the sender", "notify us", "unauthorized", "unauthorised", "disclos", "disseminat", "prohibited", "delete ", "destroy",
            "do not necessarily", "not necessarily", "views expressed", "opinions expressed", "strictly", "virus", "distribution",
            "legally", "addressee", "the sender", "this e-mail", "this email", "this message", "this communication", "this transmission",
            "liab", "contract",
            "property of", "vertraulich", "irrtümlich", "empfänger", "unbefugt", "diese e-mail", "confidentiel", "destinataire",
            "par erreur", "ce message", "confidencial", "destinatario", "por error", "este mensaje", "esta mensagem", "riservat",
            "per errore",
            "vertrouwelijk", "geadresseerde", "dit bericht", "luottamuksel", "tämä viesti", "vastaanottaja", "konfidentiell", "mottagare",
            "detta meddelande", "fortrolig", "modtager", "denne e-mail", "poufn", "adresat", "конфиденциал", "получател"};

    private final Lines lines;

    private Footers(Lines lines) {
        this.lines = lines;
    }

    /** Claims what stands below the lines before {@code end}. */
    static void claim(Lines lines, int end) {
        var footers = new Footers(lines);
        int at = end;
        while (true) {
            int last = lines.previous(at);
            while (last >= 0 && !lines.isMarked(last) && !lines.isOwn(last)) {
                last = lines.previous(last);
            }
            if (last < 0 || lines.isMarked(last)) {
                return;
            }
            int begin = footers.below(last);
            if (begin > last) {
                return;
            }
            at = begin;
        }
    }

    /** Claims the footer that ends with a line, and tells where it begins; {@code last + 1} if it is none. */
    private int below(int last) {
        int paragraph = lines.paragraph(last, LONGEST);
        int ad = advertising(paragraph, last);
        if (ad <= last) {
            lines.claim(ad, last + 1, Label.CLIENT);
            return ad;
        }
        int rule = list(last);
        int begin = rule <= last ? rule : listWithoutRule(paragraph, last);
        begin = begin <= last ? begin : disclaimer(paragraph, last);
        lines.claim(begin, last + 1, Label.FOOTER);
        return begin;
    }

    /** From the rule above, if a list speaks below it. */
    private int list(int last) {
        boolean says = false;
        boolean weakly = false;
        boolean content = false;
        for (int line = last; line >= Math.max(0, last - LONGEST); line--) {
            if (lines.isMarked(line) || (!lines.isBlank(line) && !lines.isOwn(line))) {
                break;
            }
            String text = lines.text(line);
            if (isRule(text)) {
                if (content) {
                    return says || weakly ? line : last + 1;
                }
                continue;
            }
            if (!text.isEmpty()) {
                content = true;
                String lower = Wording.lower(text);
                says |= Wording.hasAny(lower, LIST);
                weakly |= Wording.hasAny(lower, LIST_BELOW_A_RULE)
                        && (lower.contains("http") || lower.contains("@") || lower.contains(" at ") || lower.contains("list"));
                if (!says && line < last - 12) {
                    break;
                }
            }
        }
        return last + 1;
    }

    private static boolean isRule(String text) {
        return Wording.isRule(text, 6) || text.equals("--") || text.equals("---") || text.startsWith("-~----") || text.startsWith("--~--")
                || text.startsWith("_,_._,");
    }

    /** Such words in the last paragraph: from the first of them. */
    private int listWithoutRule(int paragraph, int last) {
        for (int line = paragraph; line <= last; line++) {
            String lower = Wording.lower(lines.text(line));
            if (Wording.hasAny(lower, LIST) && !isAsked(lower) && last - line < 8 && (paragraph > 0 || line > paragraph)) {
                boolean alone = last == line || line == paragraph || Wording.hasAny(lower, "http", "@", "subscri");
                return alone ? line : last + 1;
            }
        }
        return last + 1;
    }

    /** Whether a person asks to be taken off. */
    private static boolean isAsked(String lower) {
        return Wording.hasAny(lower, " me ", " me,", " i ", "please ", " my ", "how ", "i'", " we ", "?") || lower.startsWith("i ");
    }

    private int advertising(int paragraph, int last) {
        for (int line = last; line >= paragraph && last - line < LONGEST_AD; line--) {
            String lower = Wording.lower(lines.text(line));
            if (startsWithAny(lower)) {
                return ruled(line);
            }
            if (Wording.isRule(lower) && line < last) {
                return !isSignature(line) && sells(line + 1, last) ? line : last + 1;
            }
        }
        int above = lines.previous(paragraph);
        boolean ruled = above >= 0 && lines.isOwn(above) && Wording.isRule(lines.text(above), 10) && last - paragraph < LONGEST_AD;
        return ruled && !isSignature(above) && sells(paragraph, last) ? above : last + 1;
    }

    /** Whether a rule belongs to a signature that begins with two dashes above it. */
    private boolean isSignature(int rule) {
        int above = lines.previous(rule);
        return above >= 0 && rule - above < 3 && lines.text(above).equals("--");
    }

    private boolean sells(int from, int last) {
        boolean provider = false;
        boolean sells = false;
        for (int line = from; line <= last; line++) {
            String lower = Wording.lower(lines.text(line));
            provider |= Wording.hasAny(lower, PROVIDERS);
            sells |= Wording.hasAny(lower, ADVERTISING);
        }
        return provider && sells;
    }

    private static boolean startsWithAny(String lower) {
        for (String start : OPENS_AD) {
            if (lower.startsWith(start) && lower.length() < 140) {
                return true;
            }
        }
        return lower.startsWith("sent from") && lower.length() < 60;
    }

    /** With the rule above, if there is one. */
    private int ruled(int line) {
        return line > 0 && lines.isOwn(line - 1) && isRule(lines.text(line - 1)) ? line - 1 : line;
    }

    /** Where a paragraph, and those above it, tell lawyers' words. */
    private int disclaimer(int paragraph, int last) {
        int from = paragraph;
        while (from < last && isRule(lines.text(from))) {
            from++;
        }
        String lower = text(from, last);
        boolean drawn = isRule(lines.text(last)) && from < last;
        int words = Wording.count(lower, DISCLAIMING);
        if (lower.length() < 60 || words < (drawn ? 3 : 4) || (paragraph == 0 && words < 6)) {
            return last + 1;
        }
        int above = lines.previous(paragraph);
        return above >= 0 && lines.isOwn(above) && isRule(lines.text(above)) ? above : paragraph;
    }

    private String text(int from, int last) {
        var text = new StringBuilder();
        for (int line = from; line <= last && text.length() < 3000; line++) {
            text.append(Wording.lower(lines.text(line))).append(' ');
        }
        return text.toString();
    }

    /** Claims what programs leave anywhere in a text: the traces of archives, armor, cards. */
    static void claimTraces(Lines lines) {
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.text(line);
            if (text.length() < 8 || lines.isMarked(line)) {
                continue;
            }
            char c = text.charAt(0);
            if (c == '-' && text.startsWith("-------------- next part ------")) {
                int to = line + 1 < lines.size() && lines.text(line + 1).contains("scrubbed") ? paragraphEnd(lines, line) : line + 1;
                lines.claim(line, to, Label.FOOTER);
            } else if (c == '-' && text.equals("-----BEGIN PGP SIGNED MESSAGE-----")) {
                lines.claim(line, paragraphEnd(lines, line), Label.FOOTER);
            } else if (c == '-' && (text.equals("-----BEGIN PGP SIGNATURE-----") || text.startsWith("-----BEGIN PGP PUBLIC"))) {
                lines.claim(line, end(lines, line, "-----END PGP"), Label.FOOTER);
            } else if (c == '[' && (text.startsWith("[[alternative HTML") || text.startsWith("[Non-text portions of this")
                    || text.startsWith("[demime "))) {
                lines.claim(line, line + 1, Label.FOOTER);
            } else if (text.equalsIgnoreCase("begin:vcard")) {
                lines.claim(line, end(lines, line, "end:vcard"), Label.CLIENT);
            }
        }
    }

    private static int paragraphEnd(Lines lines, int from) {
        int line = from;
        while (line < lines.size() && !lines.isBlank(line)) {
            line++;
        }
        return line;
    }

    private static int end(Lines lines, int from, String start) {
        for (int line = from + 1; line < Math.min(lines.size(), from + 400); line++) {
            if (lines.text(line).startsWith(start)) {
                return line + 1;
            }
        }
        return from + 1;
    }
}
