package org.dialoguehub.benchmark;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dialoguehub.adaptation.Adaptation;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.text.TextRules;

/** What it costs to say a text by the rules of each network, in processor time. */
final class Adapting {
    private static final double MOST = 2.5;
    private static final long LEAST_NANOS = 50_000_000;
    private static final int LONG = 500_000;
    private static final int USUAL = 10_000;
    private static final int EMOJI = 4;
    private static final String SENTENCES = "Bring towels and good spirits; those who have none get cake. Who sees this late: see "
            + "https://example.org/pool?day=6&lane=4, or ask. #swimming";
    private static final List<Block> PIECE = List.of(
            new Block.Heading(2, List.of(new Span.Text("Lane four"))),
            new Block.Paragraph(
                    List.of(new Span.Text("Dear parents, on "), new Span.Styled(Span.Style.STRONG, List.of(new Span.Text("Saturday"))),
                            new Span.Text(" we swim, as "),
                            new Span.Link(List.of(new Span.Text("announced")), URI.create("https://example.org/news")),
                            new Span.Text(". "), new Span.Text(SENTENCES))),
            new Block.Items(true, List.of(List.of(new Block.Paragraph(List.of(new Span.Text("Towels")))),
                    List.of(new Block.Paragraph(List.of(new Span.Text("Cake")))))));

    private final Table table;
    private final int rounds;

    Adapting(Table table, int rounds) {
        this.table = table;
        this.rounds = rounds;
    }

    void measure() {
        Map<String, TextRules> networks = new TreeMap<>();
        for (Connector connector : Surroundings.standard().connectors()) {
            networks.put(connector.spec().title(), connector.spec().text());
        }
        networks.forEach((network, rules) -> {
            Adaptation shortened = Adaptation.to(rules).with(Overflow.SHORTEN);
            Adaptation split = new Adaptation(rules, Overflow.SPLIT, LONG, shortened.directory(), shortened.whole());
            nanos(split, note(USUAL)); // for the compiler
            table.figure("Adaptation to " + network + ": texts of 10 kB, split, on one core", 1e9 / nanos(split, note(USUAL)), "/s");
            growth("Adaptation to " + network + ": 1 MB split, over half", split);
            growth("Adaptation to " + network + ": 1 MB shortened, over half", shortened);
        });
    }

    private void growth(String what, Adaptation adaptation) {
        Note once = note(LONG);
        Note twice = note(2 * LONG);
        List<Double> ratios = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            double ratio = nanos(adaptation, twice) / nanos(adaptation, once);
            if (round >= 0) {
                ratios.add(ratio);
            }
        }
        table.atMost(what, Table.median(ratios), "×", MOST);
    }

    private static double nanos(Adaptation adaptation, Note note) {
        var thread = ManagementFactory.getThreadMXBean();
        long begin = thread.getCurrentThreadCpuTime();
        long spent = 0;
        int times = 0;
        while (spent < LEAST_NANOS) {
            adaptation.of(note);
            times++;
            spent = thread.getCurrentThreadCpuTime() - begin;
        }
        return (double) spent / times;
    }

    /** A note of about so many characters. */
    private static Note note(int length) {
        List<Block> blocks = new ArrayList<>();
        int each = new RichText(PIECE).ownWords().length();
        for (int piece = 0; piece < length / each; piece++) {
            blocks.addAll(PIECE);
            if (piece % EMOJI == 0) {
                blocks.add(new Block.Paragraph(List.of(new Span.Text("🏊🏽‍♀️"))));
            }
        }
        return Source.NOTE.withBody(new RichText(blocks));
    }
}
