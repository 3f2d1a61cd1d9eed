package org.dialoguehub.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Mails of which each line is labelled by hand, several in a file: {@code == name}, then lines that begin with {@code +} if they are the
 * sender's, {@code s} in the sender's standing signature, {@code -} if not. Blank lines do not count.
 */
record LineCorpus(List<Sample> samples) {
    private static final Path FOLDER = Path.of("src/test/resources/org/dialoguehub/mail/lines");

    /** A mail: its text, and a sign for each line. */
    record Sample(String name, String text, String signs) {}

    /**
     * How well lines were told.
     *
     * @param precision the share of the sender's among the lines that were kept
     * @param recall the share of kept lines among the sender's
     * @param lost mails of which no line of the sender's was kept
     */
    record Score(double precision, double recall, int lost) {
        double f1() {
            return 2 * precision * recall / (precision + recall);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "precision %.3f, recall %.3f, F1 %.3f, lost %d", precision, recall, f1(), lost);
        }
    }

    static LineCorpus read(String folder) throws IOException {
        return read(FOLDER.resolve(folder));
    }

    /** All files of a folder, or one file. */
    static LineCorpus read(Path folder) throws IOException {
        var samples = new ArrayList<Sample>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String mail : Files.readString(file).split("(?m)^== ")) {
                    int end = mail.indexOf('\n');
                    if (end > 0) {
                        samples.add(sample(mail.substring(0, end), mail.substring(end + 1)));
                    }
                }
            }
        }
        return new LineCorpus(samples);
    }

    private static Sample sample(String name, String labelled) {
        var text = new StringBuilder();
        var signs = new StringBuilder();
        labelled.lines().filter(line -> !line.isEmpty()).forEach(line -> {
            signs.append(line.charAt(0));
            text.append(line, 1, line.length()).append('\n');
        });
        return new Sample(name, text.toString(), signs.toString());
    }

    /** Every second one: those by which nothing was tuned. */
    LineCorpus heldOut() {
        return new LineCorpus(Stream.iterate(1, at -> at < samples.size(), at -> at + 2).map(samples::get).toList());
    }

    /** Scores a way to tell whether each line is the sender's. */
    Score score(Function<String, List<Boolean>> own) {
        int right = 0;
        int wrong = 0;
        int missed = 0;
        int lost = 0;
        for (Sample sample : samples) {
            List<Boolean> kept = own.apply(sample.text());
            List<String> lines = sample.text().lines().toList();
            int rightHere = 0;
            int missedHere = 0;
            for (int line = 0; line < lines.size(); line++) {
                if (!lines.get(line).isBlank()) {
                    boolean senders = sample.signs().charAt(line) != '-';
                    rightHere += senders && kept.get(line) ? 1 : 0;
                    missedHere += senders && !kept.get(line) ? 1 : 0;
                    wrong += !senders && kept.get(line) ? 1 : 0;
                }
            }
            right += rightHere;
            missed += missedHere;
            lost += rightHere == 0 && missedHere > 0 ? 1 : 0;
        }
        return new Score((double) right / (right + wrong), (double) right / (right + missed), lost);
    }
}
