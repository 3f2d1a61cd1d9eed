package org.dialoguehub.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** The mails of a list as it could be: threads with quotes, in four languages, some with HTML and some with files. The same seed gives the same mails. */
final class ListMails {
    private static final Instant BEGIN = Instant.parse("2012-01-01T08:00:00Z");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss +0000", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ENVELOPE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<List<String>> LANGUAGES = List.of(
            words("the and that this with for you have are not what would there from your swimming pool shift lane results competition timing start "
                    + "judge parents children training bus coffee saturday morning question answer meeting budget minutes volunteers first second"),
            words("ja että ei olen joka mutta niin kun myös sitä kilpailu kilpailut uinti uimahalli talkoot talkootyö vuoro vuorot ajanotto lähtö "
                    + "tuomari vanhemmat lapset harjoitus kahvi lauantai aamu kysymys vastaus kokous kiitos"),
            words("och att det som inte är på jag till av tävling simning simhall föräldrar barn träning kaffe lördag morgon fråga svar möte domare"),
            words("und der die das nicht ist ich ein zu mit auf wir wettkampf schwimmen eltern kinder training kaffee samstag morgen frage antwort"));
    private static final int RARE = 40_000;
    private static final int RECENT = 300;

    private final Random random;
    private final List<Mail> recent = new ArrayList<>();

    ListMails(long seed) {
        this.random = new Random(seed);
    }

    private record Mail(String id, List<String> references, String subject, int language, String writer, List<String> own) {}

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** Writes the mails into an mbox. */
    void write(int count, Path mbox) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(mbox)) {
            for (int index = 0; index < count; index++) {
                writer.append("From list@example.org ").append(ENVELOPE.format(time(index))).append('\n').append(next(index)).append('\n');
            }
        }
    }

    private static Instant time(int index) {
        return BEGIN.plusSeconds(index * 1_200L);
    }

    private String next(int index) {
        Optional<Mail> parent =
                recent.isEmpty() || random.nextInt(4) == 0 ? Optional.empty() : Optional.of(recent.get(random.nextInt(recent.size())));
        int language = parent.map(Mail::language).orElseGet(() -> new int[]{0, 0, 0, 1, 1, 2, 3}[random.nextInt(7)]);
        String writer = "p" + random.nextInt(300);
        List<String> references = new ArrayList<>(parent.map(Mail::references).orElse(List.of()));
        parent.ifPresent(mail -> references.add(mail.id()));
        List<String> own = text(language);
        String subject = parent.map(Mail::subject).orElseGet(() -> String.join(" ", line(language, 4)));
        var mail = new Mail(index + "." + Long.toHexString(random.nextLong()) + "@example.org",
                references.subList(Math.max(0, references.size() - 12), references.size()), subject, language, writer, own);
        recent.add(mail);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        return header(mail, parent.isPresent(), time(index)) + body(mail, parent, index);
    }

    private String header(Mail mail, boolean reply, Instant time) {
        var header = new StringBuilder();
        for (int hop = 0; hop < 3; hop++) {
            header.append("Received: from mx").append(hop).append(".example.org (mx").append(hop).append(".example.org [192.0.2.")
                    .append(hop)
                    .append("])\n\tby mail.example.com with ESMTPS id ").append(Long.toHexString(random.nextLong()))
                    .append("\n\tfor <list@example.org>; ")
                    .append(DATE.format(time)).append('\n');
        }
        header.append("Message-ID: <").append(mail.id()).append(">\nDate: ").append(DATE.format(time))
                .append("\nFrom: =?utf-8?q?P=C3=A4ivi_")
                .append(mail.writer()).append("?= <").append(mail.writer()).append("@example.org>\nTo: list@example.org\nSubject: ")
                .append(reply ? "Re: " : "").append("[parents] =?utf-8?b?")
                .append(Base64.getEncoder().encodeToString(mail.subject().getBytes(StandardCharsets.UTF_8)))
                .append("?=\nList-Id: Parents <parents.example.org>\nMIME-Version: 1.0\n");
        if (reply) {
            header.append("In-Reply-To: <").append(mail.references().getLast()).append(">\nReferences: <")
                    .append(String.join(">\n <", mail.references())).append(">\n");
        }
        return header.toString();
    }

    private String body(Mail mail, Optional<Mail> parent, int index) {
        List<String> lines = new ArrayList<>();
        parent.filter(above -> random.nextInt(8) > 0).ifPresent(above -> {
            lines.add("On Mon, 1 Jan 2018 at 10:00, " + above.writer() + " <" + above.writer() + "@example.org> wrote:");
            above.own().forEach(line -> lines.add("> " + line));
            lines.add("");
        });
        lines.addAll(mail.own());
        lines.addAll(
                List.of("-- ", mail.writer(), "Swimming club", "_______________________________________________", "parents mailing list",
                        "parents@example.org", "https://lists.example.org/listinfo/parents"));
        String text = String.join("\n", lines) + "\n";
        String plain = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + text;
        String boundary = "b" + index;
        return switch (random.nextInt(20)) {
            case 0 -> parts("mixed", boundary, plain, "Content-Type: application/pdf; name=\"plan" + index
                    + ".pdf\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"plan" + index + ".pdf\"\n\n"
                    + file());
            case 1, 2, 3 -> parts("alternative", boundary, plain, "Content-Type: text/html; charset=utf-8\n\n<html><body><p>"
                    + String.join("</p>\n<p>", lines) + "</p></body></html>\n");
            default -> plain;
        };
    }

    private static String parts(String kind, String boundary, String... parts) {
        return "Content-Type: multipart/" + kind + "; boundary=\"" + boundary + "\"\n\n--" + boundary + "\n"
                + String.join("\n--" + boundary + "\n", parts) + "\n--" + boundary + "--\n";
    }

    private String file() {
        var bytes = new byte[5_000 + random.nextInt(50_000)];
        random.nextBytes(bytes);
        return Base64.getMimeEncoder(76, new byte[]{'\n'}).encodeToString(bytes);
    }

    private List<String> text(int language) {
        List<String> lines = new ArrayList<>();
        for (int paragraph = 1 + random.nextInt(4); paragraph > 0; paragraph--) {
            for (int line = 2 + random.nextInt(5); line > 0; line--) {
                lines.add(String.join(" ", line(language, 10)));
            }
            lines.add("");
        }
        return lines;
    }

    private List<String> line(int language, int length) {
        List<String> line = new ArrayList<>();
        List<String> words = LANGUAGES.get(language);
        for (int word = 0; word < length; word++) {
            // The words of a language are rarer the more there are of them.
            double place = Math.pow(random.nextDouble(), 4) * RARE;
            line.add(random.nextInt(10) < 6 ? words.get(random.nextInt(words.size())) : "w" + Integer.toString((int) place, 36));
        }
        return line;
    }
}
