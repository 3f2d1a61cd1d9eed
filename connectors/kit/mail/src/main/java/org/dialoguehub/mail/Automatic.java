package org.dialoguehub.mail;

import java.util.List;
import java.util.regex.Pattern;

/** Finds out whether a person wrote a mail, by RFC 3834, RFC 3464 and what programs do in fact. */
public final class Automatic {
    private static final List<String> TELLING = List.of(
            "x-autoreply", "x-autorespond", "x-autoresponder", "auto-reply", "x-autoreply-from", "x-auto-reply-from", "x-mail-autoreply",
            "x-auto-reply", "x-vacation", "x-autorespond-to");

    private static final Pattern AWAY = Pattern.compile(
            "^\\s*(?:(?:re|sv|vs|aw|antw)\\s*:\\s*)?(?:auto(?:matic|matisk|maattinen|matische|matica|mática|matique)?[ -]?(?:reply|response|svar|"
                    + "vastaus|antwort|risposta|respuesta)|out of (?:the )?office|i am away|vacation|poissaoloilmoitus|poissa|automaattivastaus|"
                    + "frånvaro|abwesen(?:d|heit)|réponse automatique|absence|respuesta automática|risposta automatica|automatisch antwoord|"
                    + "afwezig|autosvar|fravær|odpowiedź automatyczna|resposta automática|автоответ).*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private static final Pattern UNDELIVERED = Pattern.compile(
            ".*(?:undeliver|delivery (?:status|failure|has failed)|returned mail|failure notice|mail delivery (?:failed|system)|"
                    + "delivery incomplete|could not be delivered|nicht zugestellt|unzustellbar|toimitus epäonnistui).*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private Automatic() {}

    /** Whether it tells that a mail could not be delivered, or not yet. */
    public static boolean isBounce(Mail mail) {
        Headers headers = mail.headers();
        Parameters type = Parameters.parse(headers.first("content-type").orElse(""));
        boolean report = type.value().equals("multipart/report")
                && type.get("report-type").filter("delivery-status"::equalsIgnoreCase).isPresent();
        boolean daemon = Address.list(headers.first("from").orElse("")).stream()
                .anyMatch(from -> from.address().startsWith("mailer-daemon@"));
        boolean told = headers.has("x-failed-recipients")
                || mail.report().filter(found -> !found.status().isEmpty()).isPresent();
        boolean named = hasNoReturn(headers) && headers.text("subject").filter(text -> UNDELIVERED.matcher(text).matches()).isPresent();
        return report || daemon || told || named;
    }

    /** Whether a program answered, such as one that says that somebody is away. */
    public static boolean isAutomatic(Mail mail) {
        Headers headers = mail.headers();
        Parameters type = Parameters.parse(headers.first("content-type").orElse(""));
        boolean submitted = headers.keyword("auto-submitted").filter(word -> !word.equals("no")).isPresent();
        boolean receipt = type.value().equals("multipart/report")
                && type.get("report-type").filter("disposition-notification"::equalsIgnoreCase).isPresent();
        String precedence = headers.keyword("precedence").orElse("");
        boolean list = precedence.equals("list") || headers.has("list-id") || headers.has("list-post");
        boolean away = headers.text("subject").filter(text -> AWAY.matcher(text).matches()).isPresent();
        boolean quiet = headers.has("x-auto-response-suppress");
        boolean bulk = precedence.equals("bulk") || precedence.equals("junk");
        return submitted
                || receipt
                || precedence.equals("auto_reply")
                || TELLING.stream().anyMatch(headers::has)
                || (!list && (hasNoReturn(headers) || quiet || (away && bulk)));
    }

    private static boolean hasNoReturn(Headers headers) {
        return headers.first("return-path").filter(path -> path.replace(" ", "").equals("<>")).isPresent();
    }
}
