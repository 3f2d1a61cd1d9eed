package org.dialoguehub.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.dialoguehub.connector.Event;
import org.dialoguehub.email.Parsing;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.settings.SettingsException;

/** How cost grows: twice as much may cost two and a half times. Cost is processor time, which the work of others hardly changes. */
final class Growth {
    private static final double MOST = 2.5;
    private static final long LEAST_NANOS = 30_000_000;
    private static final int WARM_UP = 3;

    private final Table table;
    private final int rounds;
    private final Parsing parsing;

    Growth(Table table, int rounds) throws SettingsException {
        this.table = table;
        this.rounds = rounds;
        this.parsing = new Parsing();
    }

    void mails() throws IOException {
        mail("a plain text of 1 MB over one of half", 500_000, Mails::bigPlain);
        mail("an HTML text of 1 MB over one of half", 500_000, Mails::html);
        mail("10,000 lines, own and quoted, over 5,000", 5_000, Mails::quoting);
        mail("1,000 parts, each in the one before, over 500", 500, Mails::nested);
        mail("10,000 header fields over 5,000", 5_000, Mails::headers);
        mail("2,000 ids in References over 1,000", 1_000, Mails::references);
    }

    private void mail(String what, int size, IntFunction<byte[]> maker) throws IOException {
        byte[] once = maker.apply(size);
        byte[] twice = maker.apply(2 * size);
        List<Double> ratios = new ArrayList<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            double ratio = nanos(twice) / nanos(once);
            if (round >= 0) {
                ratios.add(ratio);
            }
        }
        table.atMost("Growth: " + what, Table.median(ratios), "×", MOST);
    }

    private double nanos(byte[] mail) throws IOException {
        var thread = ManagementFactory.getThreadMXBean();
        long begin = thread.getCurrentThreadCpuTime();
        long spent = 0;
        int times = 0;
        while (spent < LEAST_NANOS) {
            parsing.event(1, mail);
            times++;
            spent = thread.getCurrentThreadCpuTime() - begin;
        }
        return (double) spent / times;
    }

    /** Answers that come in as mails, from no server, and are bridged to the feed; the cost is that of the whole hub. */
    void threads(Path folder) throws Exception {
        // Else the first thread would pay for the compiler.
        seconds(Mails.plain(2_500), folder.resolve("warm-up"));
        thread("5,000 answers over 2,500, each to the one before", Mails::chain, folder.resolve("chain"));
        thread("5,000 answers over 2,500, all to the first", Mails::star, folder.resolve("star"));
    }

    private void thread(String what, IntFunction<List<String>> maker, Path folder) throws Exception {
        double once = seconds(maker.apply(2_500), folder.resolve("once"));
        double twice = seconds(maker.apply(5_000), folder.resolve("twice"));
        table.atMost("Growth: a thread of " + what + " (one round)", twice / once, "×", MOST);
    }

    private double seconds(List<String> mails, Path folder) throws Exception {
        var events = new ArrayList<Event>();
        for (String mail : mails) {
            events.add(parsing.event(events.size() + 1, mail.getBytes(StandardCharsets.UTF_8)));
        }
        long before = processorTime();
        Bridging.of(ChannelSettings.of(Bridging.MAIL, "source", Map.of()), List.of(new Source(events)), events.size(),
                Folders.made(folder));
        return (processorTime() - before) / 1e9;
    }

    private static long processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
