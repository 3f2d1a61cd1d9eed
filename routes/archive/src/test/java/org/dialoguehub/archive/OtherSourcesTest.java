package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dialoguehub.archive.Archive.Account;
import org.dialoguehub.archive.Archive.Order;
import org.dialoguehub.archive.SearchResult.Hit;
import org.dialoguehub.engine.Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and exports of other programs. */
class OtherSourcesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));
    private static final Principal KEEPER = new Principal.Keeper("operator");
    private static final String COLUMNS =
            "id,replied_to_id,parent_id,thread_id,conversation_id,group_id,group_name,participants,in_private_group,"
                    + "in_private_conversation,sender_id,sender_type,sender_name,sender_email,body,delegate_id,api_url,attachments,deleted_by_id,"
                    + "deleted_by_type,created_at,deleted_at,title\n";

    @TempDir private Path folder = Path.of("");

    private Optional<Archive> open = Optional.empty();

    @BeforeEach
    void open() {
        open = Optional.of(Archive.open(folder.resolve("archive"), CLOCK));
    }

    @AfterEach
    void close() {
        archive().close();
    }

    private Archive archive() {
        return open.orElseThrow();
    }

    @Test
    void readsAllFoldersOfAnAccountAndLaterWhatIsNew() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        try {
            GreenMailUser anna = server.setUser("anna@example.org", "anna@example.org", "swim & run");
            MailFolder club = server.getManagers().getImapHostManager().createMailbox(anna, "Club");
            for (int mail = 0; mail < 250; mail++) {
                append(club, "club" + mail, "kauha " + mail);
            }
            anna.deliver(GreenMailUtil.newMimeMessage(mail("inbox", "kauha in the inbox")));
            var account = new Account(URI.create("imap://anna%40example.org@127.0.0.1:" + server.getImap().getPort()), "swim & run");
            var order = new Order(List.of(), List.of(account), "parents", false, false);

            ImportReport first = archive().take(KEEPER, order, 2, progress -> {});
            append(club, "later", "kauha later");
            ImportReport second = archive().take(KEEPER, order, 2, progress -> {});
            ImportReport third = archive().take(KEEPER, order, 2, progress -> {});

            assertThat(first.kept()).isEqualTo(251);
            assertThat(second.read()).as("nothing is read again").isEqualTo(1);
            assertThat(third.read()).isZero();
            assertThat(hits("tag:club subject:club7")).extracting(Hit::subject).containsExactly("club7");
            long number = hits("subject:club7").getFirst().number();
            assertThat(new String(archive().mail(KEEPER, number).orElseThrow(), StandardCharsets.UTF_8))
                    .isEqualTo(mail("club7", "kauha 7"));
            assertThat(account.toString()).doesNotContain("swim &");
            var wrong = new Order(List.of(), List.of(new Account(account.server(), "wrong")), "parents", false, false);
            assertThatThrownBy(() -> archive().take(KEEPER, wrong, 2, progress -> {})).isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("does not let").hasMessageNotContaining("wrong");
        } finally {
            server.stop();
        }
        assertThatThrownBy(() -> new Account(URI.create("imaps://mail.example.org"), "x")).hasMessageContaining("imaps://USER@HOST");
        assertThatThrownBy(() -> new Account(URI.create("imaps://anna:secret@mail.example.org"), "x"))
                .hasMessageContaining("imaps://USER@HOST");
    }

    @Test
    void readsTheExportOfYammer() throws Exception {
        Path export = zip("Messages.csv", "\ufeff" + COLUMNS
                + row("1", "", "Parents", "false", "11", "Who takes the morning shift?\n\"Nobody\", says [[user:12]]", "uploadedfile:77",
                        "")
                + row("2", "1", "Parents", "false", "12", "I do, and bring kauha", "", "")
                + row("3", "1", "Parents", "true", "12", "A secret kauha", "", "")
                + row("4", "1", "Parents", "false", "12", "A kauha taken back", "", "2020-01-07T00:00:00Z")
                + "x,,,,,,,,,,,,,,odd,,,,,,2020-01-06T10:00:00Z,,\n",
                "Users.csv", "id,name,email\n11,Anna,anna@example.org\n12,Ben,ben@example.org\n",
                "Files/77.txt", "the plan of the day");

        ImportReport report = archive().take(KEEPER, Order.of(List.of(export), "parents"), 2, progress -> {});

        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.faults()).extracting(ImportReport.Unreadable::reason).containsExactlyInAnyOrder(
                "it was said in private, and is left out", "it was taken back, and is left out", "it has no id");
        assertThat(hits("kauha")).extracting(Hit::name).containsExactly("Ben");
        assertThat(archive().thread(KEEPER, 2)).hasSize(2);
        Message first = archive().message(KEEPER, 1).orElseThrow();
        assertThat(first.ownWords()).isEqualTo("Who takes the morning shift?\n\"Nobody\", says @Ben");
        assertThat(first.address()).isEqualTo("anna@example.org");
        assertThat(first.tags()).contains("parents");
        assertThat(new String(archive().file(KEEPER, 1, 0).orElseThrow(), StandardCharsets.UTF_8)).isEqualTo("the plan of the day");
        assertThat(archive().take(KEEPER, Order.of(List.of(export), "parents"), 2, progress -> {}).read()).isZero();
    }

    @Test
    void readsAnExportOfManyMessagesFromAGenerator() throws Exception {
        var random = new Random(7);
        var rows = new StringBuilder(COLUMNS);
        int messages = 3_000;
        for (int id = 1; id <= messages; id++) {
            String above = id == 1 || random.nextInt(4) == 0 ? "" : Integer.toString(1 + random.nextInt(id - 1));
            rows.append(row(Integer.toString(id), above, "Group " + random.nextInt(5), "false", Integer.toString(random.nextInt(50)),
                    "kauha, \"" + id + "\"\n" + "word ".repeat(random.nextInt(40)), "", ""));
        }
        Path export = zip("export/Messages.csv", rows.toString());

        assertThat(archive().take(KEEPER, Order.of(List.of(export), "parents"), 2, progress -> {}).kept()).isEqualTo(messages);
    }

    @Test
    void readsTheExportOfWordPress() throws Exception {
        Path export = Files.writeString(folder.resolve("blog.xml"), """
                <?xml version="1.0" encoding="UTF-8" ?>
                <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
                <channel><title>Club</title>
                <wp:author><wp:author_login>anna</wp:author_login><wp:author_email>anna@example.org</wp:author_email>
                  <wp:author_display_name><![CDATA[Anna & Co]]></wp:author_display_name></wp:author>
                <item><title>Gala</title><link>https://club.example.org/gala</link><dc:creator>anna</dc:creator>
                  <content:encoded><![CDATA[<!-- wp:paragraph --><p>The <b>kauha</b> is won.</p><!-- /wp:paragraph -->]]></content:encoded>
                  <excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>7</wp:post_id><wp:post_date_gmt>2020-01-06 10:00:00</wp:post_date_gmt>
                  <wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_tag">swimming</category>
                  <wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Ben</wp:comment_author>
                    <wp:comment_author_email>ben@example.org</wp:comment_author_email><wp:comment_date_gmt>2020-01-06 11:00:00</wp:comment_date_gmt>
                    <wp:comment_content>Well <em>done</em></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>
                  <wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_author>Clara</wp:comment_author><wp:comment_date_gmt>2020-01-06 12:00:00</wp:comment_date_gmt>
                    <wp:comment_content>Thanks</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>1</wp:comment_parent></wp:comment>
                  <wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author>Spam</wp:comment_author><wp:comment_date_gmt>2020-01-06 12:00:00</wp:comment_date_gmt>
                    <wp:comment_content>Buy kauha</wp:comment_content><wp:comment_approved>spam</wp:comment_approved></wp:comment>
                </item>
                <item><title>Secret</title><wp:post_id>8</wp:post_id><wp:post_date_gmt>2020-01-06 10:00:00</wp:post_date_gmt>
                  <content:encoded>kauha</content:encoded><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
                </channel></rss>
                """);

        ImportReport report = archive().take(KEEPER, Order.of(List.of(export), "parents"), 2, progress -> {});

        assertThat(report.kept()).isEqualTo(3);
        assertThat(report.faults()).extracting(ImportReport.Unreadable::name).containsExactlyInAnyOrder("comment 3", "post 8");
        assertThat(hits("kauha")).singleElement().satisfies(hit -> {
            assertThat(hit.name()).isEqualTo("Anna & Co");
            assertThat(hit.subject()).isEqualTo("Gala");
        });
        assertThat(archive().thread(KEEPER, 1)).extracting(Archive.Entry::above).containsExactly(-1, 0, 1);
        assertThat(archive().message(KEEPER, 2).orElseThrow().ownWords()).isEqualTo("Well done");
    }

    @Test
    void saysWhatIsWrongWithBrokenExports() throws Exception {
        Path cut = Files.writeString(folder.resolve("cut.xml"),
                """
                <rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>One</title><wp:post_id>1</wp:post_id>
                <wp:post_date_gmt>2020-01-06 10:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item><item><tit""");
        Path entities = Files.writeString(folder.resolve("entities.xml"), """
                <!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
                <rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>&a;</title></item></channel></rss>""");
        Path other = zip("readme.txt", "nothing");
        Path broken = Files.write(folder.resolve("broken.zip"), new byte[]{'P', 'K', 3, 4, 0, 0, 0, 0, 0});
        Path bomb = zip("Messages.csv", COLUMNS + "a".repeat(200 << 20));

        ImportReport report = archive().take(KEEPER, Order.of(List.of(cut, entities, other, broken, bomb), "parents"), 2, progress -> {});

        assertThat(report.kept()).isEqualTo(1);
        assertThat(report.faults()).extracting(fault -> fault.path().substring(fault.path().lastIndexOf('/') + 1))
                .contains("cut.xml", other.getFileName().toString(), "broken.zip", bomb.getFileName().toString());
        assertThat(report.faults()).extracting(ImportReport.Unreadable::reason).noneMatch(reason -> reason.contains("root:"));
    }

    private static void append(MailFolder mailbox, String name, String text) {
        mailbox.appendMessage(GreenMailUtil.newMimeMessage(mail(name, text)), new Flags(), Date.from(CLOCK.instant()));
    }

    private static String mail(String name, String text) {
        return "Message-ID: <" + name + "@example.org>\r\nDate: Mon, 6 Jan 2020 10:00:00 +0000\r\nFrom: a@example.org\r\nSubject: " + name
                + "\r\n\r\n" + text + "\r\n";
    }

    private static String row(String id, String above, String group, String inPrivate, String sender, String body, String attachments,
            String deleted) {
        return String.join(",", id, above, "", "1", "1", "5", group, "", "false", inPrivate, sender, "user", "", "",
                "\"" + body.replace("\"", "\"\"") + "\"", "", "", attachments, "", "", "2020-01-06T10:00:00.000Z", deleted, "") + "\n";
    }

    private Path zip(String... namesAndTexts) throws IOException {
        Path file = Files.createTempFile(folder, "export", ".zip");
        try (OutputStream out = Files.newOutputStream(file); var zip = new ZipOutputStream(out)) {
            for (int at = 0; at < namesAndTexts.length; at += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[at]));
                zip.write(namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private List<Hit> hits(String query) throws QueryException {
        return archive().find(KEEPER, SearchRequest.of(query)).hits();
    }
}
