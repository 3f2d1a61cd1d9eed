package org.dialoguehub.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Block.Folded.Kind;
import org.dialoguehub.model.RichText;
import org.dialoguehub.toolkit.HtmlReader;

/** What a mail says and shows: its text, with what is not the writer's own folded, and its files. */
public record MailBody(RichText text, List<Attachment> attachments) {
    private static final Set<String> SIGNATURES = Set.of(
            "gmail_signature", "moz-signature", "protonmail_signature_block", "ms-outlook-mobile-signature", "applemailsignature",
            "signature", "x_signature", "messagesignaturesection", "tutanota_signature", "bloop_sign");

    private static final Set<String> QUOTED = Set.of(
            "gmail_attr", "moz-cite-prefix", "divrplyfwdmsg", "x_divrplyfwdmsg", "yahoo_quoted", "mail-editor-reference-message-container",
            "ms-outlook-mobile-reference-message", "messagereplysection", "olk_src_body_section", "protonmail_quote_header");

    /**
     * Makes a text of a mail's texts.
     *
     * @param subject that of the mail, which tells a mail passed on from one answered
     */
    public static MailBody of(Mail mail, String subject) {
        Map<String, BlobId> images = mail.files().stream()
                .filter(file -> !file.contentId().isEmpty())
                .collect(Collectors.toMap(Mail.File::contentId, file -> file.attachment().content(), (first, second) -> first));
        var shown = new HashSet<BlobId>();
        var html = new HtmlReader(
                id -> {
                    Optional<BlobId> image = Optional.ofNullable(images.get(id));
                    image.ifPresent(shown::add);
                    return image;
                },
                MailBody::folding);
        boolean forwarded = PassedOn.isForwardSubject(subject);
        List<Block> blocks = isPlain(mail) ? Folding.plain(plain(mail), forwarded) : Folding.rich(read(mail, html), forwarded);
        List<Attachment> attachments = mail.files().stream().map(file -> attachment(file.attachment(), shown::contains)).toList();
        return new MailBody(new RichText(blocks), attachments);
    }

    static boolean isPlain(Mail mail) {
        return mail.texts().stream().noneMatch(Mail.Text::html);
    }

    /** The plain texts of a mail in one, with flowing lines put together. */
    static String plain(Mail mail) {
        if (mail.texts().size() == 1) {
            return plain(mail.texts().getFirst());
        }
        return mail.texts().stream().map(MailBody::plain).collect(Collectors.joining("\n\n"));
    }

    private static String plain(Mail.Text text) {
        return text.flowed() ? Flowed.unfold(text.content(), text.deleteSpace()) : text.content();
    }

    /** What a mail shows, without its pictures. */
    static List<Block> read(Mail mail) {
        return read(mail, new HtmlReader(id -> Optional.empty(), MailBody::folding));
    }

    /** The blocks of texts of which some are HTML. */
    private static List<Block> read(Mail mail, HtmlReader html) {
        var blocks = new ArrayList<Block>();
        for (Mail.Text text : mail.texts()) {
            blocks.addAll(text.html() ? html.read(text.content()).blocks() : PlainReader.read(plain(text)));
        }
        return blocks;
    }

    private static Attachment attachment(Attachment file, Function<BlobId, Boolean> shown) {
        return new Attachment(
                file.name(), file.mediaType(), file.size(), file.description(), file.content(), shown.apply(file.content()));
    }

    /** The marks of the mail programs that people use. What they quote inside a blockquote needs none. */
    private static Optional<Kind> folding(String tag, UnaryOperator<String> attributes) {
        String id = attributes.apply("id").toLowerCase(Locale.ROOT);
        String name = attributes.apply("name").toLowerCase(Locale.ROOT);
        String[] classes = attributes.apply("class").toLowerCase(Locale.ROOT).split("\\s+");
        if (has(SIGNATURES, id, classes) || SIGNATURES.contains(name) || attributes.apply("data-smartmail").equals("gmail_signature")) {
            return Optional.of(Kind.SIGNATURE);
        }
        if (has(QUOTED, id, classes) || QUOTED.contains(name) || id.startsWith("yahoo_quoted")) {
            return Optional.of(Kind.QUOTED);
        }
        return Optional.empty();
    }

    private static boolean has(Set<String> marks, String id, String[] classes) {
        if (!id.isEmpty() && marks.contains(id)) {
            return true;
        }
        for (String each : classes) {
            if (marks.contains(each)) {
                return true;
            }
        }
        return false;
    }
}
