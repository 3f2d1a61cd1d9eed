package org.dialoguehub.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bridged mails a second, beside what reading and keeping alone allow. */
final class Throughput {
    /** Few, since the cost of one command grows in GreenMail with the square of the mailbox: with 2,000 it takes four fifths of all time. */
    private static final int MAILS = 500;

    private static final int BATCH = 100;
    private static final double LEAST = 0.5;

    /** Until then the compiler of the JVM takes more of the processors than the hub and the mail server together. */
    private static final int WARM_UP = 30;

    private final Table table;
    private final int rounds;

    Throughput(Table table, int rounds) {
        this.table = table;
        this.rounds = rounds;
    }

    /** In each round all three in turn; those that warm up do not count. */
    void measure(Path folder) throws Exception {
        List<Double> hub = new ArrayList<>();
        List<Double> fetch = new ArrayList<>();
        List<Double> sqlite = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        int commits = 0;
        int rows = 0;
        try (var server = new MailServer()) {
            server.deliver(Mails.plain(MAILS));
            for (int round = -WARM_UP; round < rounds; round++) {
                Path place = Folders.made(folder.resolve("round" + round));
                Bridging bridging = Bridging.of(server, MAILS, place);
                BareSqlite bare = BareSqlite.of(Bridging.database(place));
                double kept = bare.seconds(place.resolve("bare.db"), bridging.commits());
                double fetched = BareFetch.seconds(server, MAILS, BATCH);
                commits = bridging.commits();
                rows = bare.size();
                if (round >= 0) {
                    hub.add(MAILS / bridging.seconds());
                    fetch.add(MAILS / fetched);
                    sqlite.add(MAILS / kept);
                    ratios.add(Math.max(fetched, kept) / bridging.seconds());
                }
            }
        }
        table.figure("Bridging: mails, IMAP → durable → feed (after " + WARM_UP + " rounds of warm-up)", Table.median(hub), "/s");
        table.figure("Bridging: bare `UID FETCH`, in batches of " + BATCH, Table.median(fetch), "/s");
        String same = String.format("%,d rows in %,d commits", rows, commits);
        table.figure("Bridging: bare SQLite, the same " + same, Table.median(sqlite), "/s");
        table.atLeast("Bridging: the hub over the slower of these", Table.median(ratios), "×", LEAST);
    }
}
