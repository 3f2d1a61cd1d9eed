package org.dialoguehub.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dialoguehub.archive.MailSource.Fault;

/** Finds the mails in files and folders by looking into them, whatever they are called. */
final class Sources {
    private static final int LOOK = 8_192;
    private static final int DEEPEST = 50;

    /** What mail programs keep beside mails. */
    private static final Set<String> NO_MAILS = Set.of(
            ".mh_sequences", ".xmhcache", ".ds_store", "maildirfolder", "subscriptions", "thumbs.db", "msgfilterrules.dat",
            "filterlog.html");

    private final List<Source> found = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Path start;

    private Sources(Path start) {
        this.start = start;
    }

    /** What was found, and what was not recognized. */
    record Found(List<Source> sources, List<Fault> faults) {}

    static Found in(Path path) throws IOException {
        Path real = path.toRealPath();
        var sources = new Sources(real);
        if (Files.isDirectory(real)) {
            sources.folder(real, 0);
        } else {
            sources.file(real, new TreeSet<>());
        }
        return new Found(List.copyOf(sources.found), List.copyOf(sources.faults));
    }

    private void folder(Path folder, int depth) throws IOException {
        if (depth > DEEPEST) {
            faults.add(new Fault(folder.toString(), "it is more than " + DEEPEST + " folders deep"));
            return;
        }
        Set<Path> mails = new TreeSet<>();
        boolean maildir = Files.isDirectory(folder.resolve("cur")) && Files.isDirectory(folder.resolve("new"));
        for (Path each : listed(folder)) {
            boolean link = Files.isSymbolicLink(each);
            if (link) {
                faults.add(new Fault(each.toString(), "links are not followed: name what it stands for"));
            } else if (Files.isDirectory(each)) {
                if (!maildir || !Set.of("cur", "new", "tmp").contains(each.getFileName().toString())) {
                    folder(each, depth + 1);
                } else if (!each.endsWith("tmp")) {
                    mails.addAll(listed(each));
                }
            } else if (!maildir) {
                file(each, mails);
            }
        }
        if (!mails.isEmpty()) {
            found.add(Source.folder(folder, List.copyOf(mails), size(mails), tag(folder)));
        }
    }

    private void file(Path file, Set<Path> mails) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (NO_MAILS.contains(name) || name.endsWith(".msf") || name.startsWith("dovecot")) {
            return;
        }
        try (Unpacked stream = Unpacked.open(file)) {
            byte[] start = stream.readNBytes(LOOK);
            int line = 0;
            while (line < start.length && (start[line] == '\n' || start[line] == '\r')) {
                line++;
            }
            if (Mbox.begins(start, line, start.length)) {
                found.add(Source.mbox(file, tag(file)));
            } else if (isZip(start)) {
                zip(file);
            } else if (isWordPress(start)) {
                found.add(Source.file(file, Source.Kind.FILE, tag(file),
                        place -> new WrittenSource(new WordPressExport(file), place)));
            } else if (stream.isPacked() && isMail(start, line)) {
                faults.add(new Fault(file.toString(), "it is a mail that is packed: unpack it first"));
            } else if (isMail(start, line)) {
                mail(file, mails);
            } else if (start.length > 0) {
                faults.add(new Fault(file.toString(), "it is neither an mbox nor a mail, nor an export of Yammer or WordPress"));
            }
        } catch (IOException unreadable) {
            faults.add(new Fault(file.toString(), String.valueOf(unreadable.getMessage())));
        }
    }

    private static boolean isZip(byte[] start) {
        return start.length > 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    /** Whether it is an export of WordPress, by the name space that each has. */
    private static boolean isWordPress(byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8);
        return text.stripLeading().startsWith("<") && text.contains("wordpress.org/export/");
    }

    private void zip(Path file) throws IOException {
        long size = Files.size(file);
        Optional<YammerExport> export = YammerExport.open(file, size);
        if (export.isEmpty()) {
            faults.add(new Fault(file.toString(), "it is a ZIP without Messages.csv: unpack it first"));
            return;
        }
        export.get().close();
        found.add(Source.file(file, Source.Kind.FILE, tag(file), place -> new WrittenSource(
                YammerExport.open(file, size).orElseThrow(() -> new IOException("it has no Messages.csv any more")), place)));
    }

    private void mail(Path file, Set<Path> mails) throws IOException {
        if (file.equals(start)) {
            found.add(Source.folder(file, List.of(file), Files.size(file), ""));
        } else {
            mails.add(file);
        }
    }

    /** Whether it begins with two header fields. */
    static boolean isMail(byte[] start, int from) {
        int fields = 0;
        int line = from;
        while (line < start.length && fields < 2) {
            boolean folded = start[line] == ' ' || start[line] == '\t';
            if (!folded && Mbox.nameEnd(start, line, start.length) == line) {
                return false;
            }
            fields += folded ? 0 : 1;
            line = Mbox.behindLine(start, line, start.length);
        }
        return fields == 2;
    }

    private String tag(Path path) {
        if (path.equals(start) && !Files.isDirectory(path)) {
            return "";
        }
        return path.equals(start)
                ? ""
                : start.relativize(path).toString().replaceAll("\\.(mbox|mbx|txt|xml|zip|gz|xz|zst)\\b", "").toLowerCase(Locale.ROOT);
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static long size(Set<Path> files) {
        long size = 0;
        for (Path file : files) {
            try {
                size += Files.size(file);
            } catch (IOException unreadable) {
                // It is reported when it is read.
            }
        }
        return size;
    }
}
